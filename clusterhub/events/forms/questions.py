"""Questions as fields of a form, and what was typed there as answers."""

from django import forms
from django.urls import reverse_lazy
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusterhub.directory.matching import near_organisations
from clusterhub.events.models import QuestionKind
from clusterhub.events.operations.text import one_line, several_lines
from clusterhub.events.question_set import IN_COLUMNS, choices_of, label_of, why_of
from clusterhub.vocabularies.models import Country

EXACT = 1
SUGGESTING = {
    "list": "organisation-names",
    "autocomplete": "organization",
    "hx-get": reverse_lazy("directory:name-options"),
    "hx-trigger": "input changed delay:200ms",
    "hx-target": "#organisation-names",
}


class OrganisationField(forms.CharField):
    """As typed; the directory suggests names while somebody types."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs=SUGGESTING)
        super().__init__(max_length=200, widget=widget, **kwargs)


def field_for(question):
    facts = {
        "label": label_of(question),
        "required": question.is_required,
        # Helps are written as HTML; these words are an organiser's.
        "help_text": f"{escape(why_of(question))} {erased_in_words(question)}",
    }
    match question.kind:
        case QuestionKind.ORGANISATION:
            return OrganisationField(**facts)
        case QuestionKind.COUNTRY:
            countries = Country.objects.all()
            return forms.ModelChoiceField(countries, empty_label=_("Choose"), **facts)
        case QuestionKind.YES_NO:
            choices = [("", _("No answer")), ("yes", _("Yes")), ("no", _("No"))]
            return forms.ChoiceField(choices=choices, **facts)
        case QuestionKind.CHOICE:
            return forms.ChoiceField(choices=[("", _("Choose")), *choices_of(question)], **facts)
        case QuestionKind.SEVERAL:
            widget = forms.CheckboxSelectMultiple
            choices = choices_of(question)
            return forms.MultipleChoiceField(choices=choices, widget=widget, **facts)
        case QuestionKind.TEXT:
            widget = forms.Textarea(attrs={"rows": 4})
            return forms.CharField(max_length=1000, widget=widget, **facts)
    return forms.CharField(max_length=200, **facts)


def erased_in_words(question):
    days = question.keep_days
    if not days:
        return _("Your answer is erased when the event ends.")
    return (
        ngettext(
            "Your answer is erased %d day after the event.",
            "Your answer is erased %d days after the event.",
            days,
        )
        % days
    )


class Asking:
    """For forms: adds a field for each of `questions`, named by its key."""

    def ask(self, questions):
        self.questions = list(questions)
        for question in self.questions:
            self.fields[question.key] = field_for(question)

    @property
    def suggests_organisations(self):
        return any(one.kind == QuestionKind.ORGANISATION for one in self.questions)

    def answers(self):
        """By question, as they are stored; those that are columns come with `facts`."""
        return {
            question: _stored(question, self.cleaned_data.get(question.key))
            for question in self.questions
            if question.key not in IN_COLUMNS
        }

    def columns(self):
        keys = {question.key for question in self.questions} & IN_COLUMNS
        facts = {}
        if "organisation" in keys:
            name = one_line(self.cleaned_data.get("organisation", ""))
            facts = {"organisation": organisation_called(name), "organisation_name": name}
        if "country" in keys:
            facts["country"] = self.cleaned_data.get("country")
        return facts


def _stored(question, value):
    if question.kind == QuestionKind.YES_NO:
        return {"yes": True, "no": False}.get(value)
    if question.kind == QuestionKind.TEXT:
        return several_lines(value)
    return one_line(value) if question.kind == QuestionKind.WORDS else value


def organisation_called(name):
    """The listed organisation of exactly this name, where there is one and only one."""
    if not name:
        return None
    exact = [each.record for each in near_organisations(name) if each.score == EXACT]
    exact = [record for record in exact if record.published_at]
    return exact[0] if len(exact) == 1 else None


class NeedsForm(Asking, forms.Form):
    """On the own page: everything that is asked, as it was answered so far."""

    def __init__(self, *args, registration, questions, **kwargs):
        given = {one.question_id: one.value for one in registration.answers.all()}
        initial = {}
        for question in questions:
            value = given.get(question.pk)
            if question.kind == QuestionKind.YES_NO:
                value = {True: "yes", False: "no"}.get(value)
            initial[question.key] = value
        initial["organisation"] = registration.organisation_name
        initial["country"] = registration.country_id
        super().__init__(*args, initial=initial, **kwargs)
        self.ask(questions)
