"""What an organiser types to ask more, to invite, to refuse, and to write in her own words."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clusterhub.events.consent_words import PROPOSED
from clusterhub.events.forms.admission import ChoiceWithDefault
from clusterhub.events.forms.registration import clean_name
from clusterhub.events.models import AskedWhen, ConsentKey, QuestionKind
from clusterhub.events.operations.text import one_line, several_lines
from clusterhub.events.people_typed import people_in
from clusterhub.events.placeholders import unknown_in
from clusterhub.events.question_set import MOST_KEPT, MOST_OWN, OWN_KEYS, QUESTIONS

MOST_GUESTS = 500
MOST_CHOICES = 12
NOT_ASKED = "no"
OWN_KINDS = [
    (kind.value, kind.label)
    for kind in (QuestionKind.WORDS, QuestionKind.TEXT, QuestionKind.YES_NO, QuestionKind.CHOICE)
]


class QuestionForm(forms.Form):
    """One of the small set: whether it is asked, when, and for how long the answer is kept."""

    when = ChoiceWithDefault(label=gettext_lazy("Asked"), initial=NOT_ASKED)
    is_required = forms.BooleanField(label=gettext_lazy("Has to be answered"), required=False)
    keep_days = forms.IntegerField(
        label=gettext_lazy("Days after the event until it is erased"),
        min_value=0,
        max_value=MOST_KEPT,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = known
        times = AskedWhen.choices
        if known is not None and known.is_private:
            times = [pair for pair in times if pair[0] == AskedWhen.LATER]
            self.fields["keep_days"].validators.append(MaxValueValidator(known.keep_days))
        self.fields["when"].choices = [(NOT_ASKED, _("Not asked")), *times]
        self.fields["keep_days"].initial = known.keep_days if known else 90

    def facts(self, key):
        """What `set_questions` takes; None where it is not asked."""
        typed = self.cleaned_data
        if typed["when"] == NOT_ASKED:
            return None
        default = self.known.keep_days if self.known else 90
        keep = default if typed["keep_days"] is None else typed["keep_days"]
        names = ("when", "is_required")
        return {"key": key, "keep_days": keep, **{name: typed[name] for name in names}}


class OwnQuestionForm(QuestionForm):
    label = forms.CharField(label=gettext_lazy("Question"), max_length=150, required=False)
    why = forms.CharField(
        label=gettext_lazy("Why you ask"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Stands below the question, with the day on which it is erased."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Answer"), choices=OWN_KINDS, required=False, initial=QuestionKind.WORDS
    )
    choices = forms.CharField(
        label=gettext_lazy("To choose from, one a line"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("label", "why", "kind", "choices", "when", "is_required", "keep_days")

    def clean_choices(self):
        lines = [one_line(line)[:100] for line in self.cleaned_data["choices"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))[:MOST_CHOICES]

    def clean(self):
        typed = super().clean()
        typed["label"], typed["why"] = one_line(typed.get("label")), one_line(typed.get("why"))
        if typed.get("when", NOT_ASKED) == NOT_ASKED:
            return typed
        if not typed["label"]:
            self.add_error("label", _("Write the question, or choose “Not asked”."))
        if not typed["why"]:
            self.add_error("why", _("Say why you ask: it stands below the question."))
        if typed.get("kind") == QuestionKind.CHOICE and len(typed.get("choices") or []) < 2:
            self.add_error("choices", _("Give at least two to choose from."))
        return typed

    def facts(self, key):
        facts = super().facts(key)
        typed = self.cleaned_data
        if facts is None:
            return None
        own = {name: typed[name] for name in ("label", "why", "choices")}
        return facts | own | {"kind": typed["kind"] or QuestionKind.WORDS}


def question_forms(event, data=None):
    """A form for each question that can be asked: pairs of its key and the form."""
    asked = {question.key: question for question in event.questions.all()}
    forms = []
    for key in (*QUESTIONS, *OWN_KEYS[:MOST_OWN]):
        kind = QuestionForm if key in QUESTIONS else OwnQuestionForm
        form = kind(data, prefix=key, known=QUESTIONS.get(key), initial=_as_asked(asked.get(key)))
        forms.append((key, form))
    return forms


def _as_asked(question):
    if question is None:
        return {}
    names = ("when", "is_required", "keep_days", "label", "why", "kind")
    initial = {name: getattr(question, name) for name in names}
    return initial | {"choices": "\n".join(question.choices)}


def asked_of(forms):
    return [facts for key, form in forms if (facts := form.facts(key)) is not None]


class ConsentForm(forms.Form):
    is_asked = forms.BooleanField(label=gettext_lazy("Ask for it"), required=False)
    words = forms.CharField(
        label=gettext_lazy("What people agree to"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    keep_days = forms.IntegerField(
        label=gettext_lazy("Days after the event until it ends"),
        min_value=0,
        max_value=MOST_KEPT,
        required=False,
        initial=90,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )

    def clean(self):
        typed = super().clean()
        typed["words"] = several_lines(typed.get("words"))
        if typed.get("is_asked") and not typed["words"]:
            self.add_error("words", _("Say what people agree to."))
        return typed


def consent_forms(event, data=None):
    asked = {wording.key: wording for wording in event.wordings.current()}
    forms = []
    for key in ConsentKey:
        wording = asked.get(key)
        initial = {"words": PROPOSED[key], "keep_days": 90}
        if wording:
            initial = {"is_asked": True, "words": wording.words, "keep_days": wording.keep_days}
        forms.append((key, ConsentForm(data, prefix=key, initial=initial)))
    return forms


def agreed_words(forms):
    """What `set_wordings` takes."""
    wordings = {}
    for key, form in forms:
        typed = form.cleaned_data
        if typed["is_asked"]:
            days = typed["keep_days"]
            wordings[key] = (typed["words"], 90 if days is None else days)
    return wordings


class InvitationsForm(forms.Form):
    people = forms.CharField(
        label=gettext_lazy("Addresses, one a line"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("anna@cluster.example, or Anna Lind <anna@cluster.example>"),
    )

    def clean_people(self):
        people, faults = [], []
        for number, name, email in people_in(self.cleaned_data["people"]):
            try:
                validate_email(email)
                people.append((clean_name(name) if name else "", email))
            except ValidationError:
                faults.append(str(number))
        if faults:
            words = ngettext(
                "Line %s holds no address that mail could reach.",
                "Lines %s hold no addresses that mail could reach.",
                len(faults),
            )
            raise ValidationError(words % ", ".join(faults[:20]))
        if len(people) > MOST_GUESTS:
            raise ValidationError(_("At most %d at once.") % MOST_GUESTS)
        if not people:
            raise ValidationError(_("There is no address."))
        return people


class RefusalForm(forms.Form):
    reasons = forms.CharField(
        label=gettext_lazy("Reasons, sent to her as you write them"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_reasons(self):
        return several_lines(self.cleaned_data["reasons"])


class MailWordsForm(forms.Form):
    subject = forms.CharField(
        label=gettext_lazy("Subject"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Empty: the usual one."),
    )
    text = forms.CharField(
        label=gettext_lazy("Your words"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "They stand after the greeting, before the usual text and the link."
        ),
    )

    def _checked(self, name):
        if unknown := unknown_in(self.cleaned_data[name]):
            message = _("These words in braces mean nothing here: %s")
            raise ValidationError(message % ", ".join(unknown))
        return self.cleaned_data[name]

    def clean_subject(self):
        return self._checked("subject")

    def clean_text(self):
        return self._checked("text")
