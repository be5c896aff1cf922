"""The publisher's forms: a section, a question of each kind, the rules of the call, its people."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from clusterhub.applications.models import LateRule, OfficersRead, RoleKind
from clusterhub.applications.models.hosting import LONGEST_GRACE
from clusterhub.applications.questions import (
    LONGEST,
    LONGEST_SHORT,
    MOST_CHOICES,
    MOST_COLUMNS,
    MOST_FILES,
    MOST_ROWS,
    NO,
    YES,
    as_number,
)
from clusterhub.documents.file_kinds import MOST_MB
from clusterhub.web.older import RestingForm, stamp_of

NO_LIMIT = _("Leave it empty for no limit.")


class LinesField(forms.CharField):
    """Words, one a line; at most so many, none twice."""

    def __init__(self, *, most, least=0, **options):
        self.most, self.least = most, least
        options.setdefault("widget", forms.Textarea({"rows": 5}))
        super().__init__(max_length=20_000, **options)

    def clean(self, value):
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        lines = list(dict.fromkeys(line for line in lines if line))
        if len(lines) > self.most:
            raise forms.ValidationError(
                ngettext("At most %s line.", "At most %s lines.", self.most) % self.most
            )
        if len(lines) < self.least:
            raise forms.ValidationError(
                ngettext("At least %s line.", "At least %s lines.", self.least) % self.least
            )
        if any(len(line) > 200 for line in lines):
            raise forms.ValidationError(_("A line has at most 200 characters."))
        return lines

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value


class AmountField(forms.CharField):
    """A number as anybody writes it, kept as words of a decimal; "" if there is none."""

    def __init__(self, **options):
        super().__init__(max_length=30, required=False, **options)

    def clean(self, value):
        words = super().clean(value)
        if not words:
            return ""
        number = as_number(words)
        if number is None:
            raise forms.ValidationError(_("This is not a number."))
        return str(number)


class SectionForm(RestingForm):
    title = forms.CharField(label=_("Title of the section"), max_length=150)
    help = forms.CharField(
        label=_("Help for those who write"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


def _count(label, most, **options):
    return forms.IntegerField(
        label=label, min_value=1, max_value=most, required=False, help_text=NO_LIMIT, **options
    )


def _texts(most):
    return lambda: {
        "most_characters": _count(_("At most so many characters"), most),
        "most_words": _count(_("At most so many words"), most),
    }


def _amounts():
    return {"least": AmountField(label=_("At least")), "most": AmountField(label=_("At most"))}


def _choices():
    label, hint = _("Choices"), _("One a line.")
    return {"choices": LinesField(label=label, help_text=hint, least=2, most=MOST_CHOICES)}


def _budget():
    hint = _("One a line. The last column is the one with a limit, for example the grant.")
    return {
        "columns": LinesField(label=_("Columns"), help_text=hint, least=1, most=MOST_COLUMNS),
        "rows": LinesField(
            label=_("Rows"),
            help_text=_("One a line; empty if applicants name their own."),
            required=False,
            most=MOST_ROWS,
        ),
        "most_total": AmountField(label=_("The last column sums to at most"), help_text=NO_LIMIT),
    }


OWN_FIELDS = {
    "short": _texts(LONGEST_SHORT),
    "long": _texts(LONGEST),
    "number": _amounts,
    "money": _amounts,
    "one": _choices,
    "many": lambda: {**_choices(), "most_choices": _count(_("At most so many"), MOST_CHOICES)},
    "file": lambda: {
        "most_files": _count(_("Files at most"), MOST_FILES, initial=1),
        "most_mb": _count(_("Megabytes a file at most"), MOST_MB, initial=10),
    },
    "declaration": dict,
    "partners": lambda: {
        "least": forms.IntegerField(
            label=_("Partners at least"), min_value=0, max_value=MOST_ROWS, initial=1
        ),
        "most": forms.IntegerField(
            label=_("Partners at most"), min_value=1, max_value=MOST_ROWS, initial=10
        ),
    },
    "budget": _budget,
}


class QuestionForm(RestingForm):
    """What every question has, what this kind has, and on which answer it hangs."""

    label = forms.CharField(label=_("Question"), max_length=300)
    help = forms.CharField(
        label=_("Help for those who write"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    is_required = forms.BooleanField(label=_("It must be answered"), required=False, initial=True)

    def __init__(self, data=None, *, kind, before=(), question=None, stamp=""):
        initial = {"stamp": stamp}
        if question:
            initial |= {name: getattr(question, name) for name in ("label", "help", "is_required")}
            initial |= question.settings
            condition = question.show_if
            initial["show_if"] = [f"{condition['key']}|{word}" for word in condition.get("is", [])]
        super().__init__(data, initial=initial)
        self.kind, self.own = kind, OWN_FIELDS[kind]()
        self.fields.update(self.own)
        if kind == "declaration":
            self.fields["label"].label = _("What the applicant declares")
        if pairs := list(_conditions(before)):
            self.fields["show_if"] = forms.MultipleChoiceField(
                label=_("Ask only if the answer before was"),
                choices=pairs,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Answers to one question. Without any, it is always asked."),
            )

    def clean_show_if(self):
        chosen = [value.partition("|") for value in self.cleaned_data["show_if"]]
        keys = {key for key, _bar, _word in chosen}
        if len(keys) > 1:
            raise forms.ValidationError(_("Choose answers to one question only."))
        if not chosen:
            return {}
        return {"key": keys.pop(), "is": [word for _key, _bar, word in chosen]}

    def facts(self):
        """As the operations take it."""
        cleaned = self.cleaned_data
        own = {name: cleaned.get(name) for name in self.own}
        return {
            "label": cleaned["label"],
            "help": cleaned["help"],
            "is_required": cleaned["is_required"],
            "settings": {name: value for name, value in own.items() if value not in (None, "", [])},
            "show_if": cleaned.get("show_if", {}),
            "based_on": cleaned.get("based_on", ""),
        }


def _conditions(questions):
    for question in questions:
        words = question.settings.get("choices", [])
        pairs = [(word, word) for word in words]
        if question.kind == "declaration":
            pairs = [(YES, _("declared")), (NO, _("not declared"))]
        for value, word in pairs if question.kind in ("one", "many", "declaration") else ():
            yield f"{question.key}|{value}", f"{question.label[:80]}: {word}"


class RulesForm(RestingForm):
    prefix = forms.SlugField(
        label=_("Before each number"),
        max_length=20,
        required=False,
        help_text=_("Letters and digits, for example RTG: the seventh application is RTG-007."),
    )
    grace_minutes = forms.IntegerField(
        label=_("Minutes of grace after the deadline"),
        min_value=0,
        max_value=LONGEST_GRACE,
        help_text=_("What arrives in them counts, and its receipt says so."),
    )
    late_rule = forms.ChoiceField(label=_("After that"), choices=LateRule.choices)
    officers_read = forms.ChoiceField(
        label=_("Officers read applications"), choices=OfficersRead.choices
    )
    most_members = forms.IntegerField(
        label=_("People in a team at most"), min_value=1, max_value=50
    )
    most_per_organisation = forms.IntegerField(
        label=_("Applications of one organisation at most"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=NO_LIMIT,
    )
    keep_days = forms.IntegerField(
        label=_("Days for which applications are kept after the last deadline"),
        min_value=30,
        max_value=3650,
        help_text=_(
            "Then they are deleted with all personal data; only how many there were stays."
        ),
    )

    @classmethod
    def of(cls, said, data=None):
        return cls(data, initial=said | {"stamp": stamp_of(said)})


class RoleForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address of the account"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices)


class PublicationForm(forms.Form):
    note = forms.CharField(
        label=_("What has changed, for those who are writing"), max_length=500, required=False
    )
