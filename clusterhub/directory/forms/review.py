from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.models import Decision, Leaning, WaiverGround
from clusterhub.web.addresses import only_web


class EvidenceForm(forms.Form):
    words = forms.CharField(
        label=_("What shows it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
    url = forms.URLField(
        label=_("Address where it can be read"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[only_web],
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("words") and not cleaned.get("url"):
            raise forms.ValidationError(_("Give a sentence or an address."))
        return cleaned


VERDICTS = {
    Decision.PUBLISHED: _("List it"),
    Decision.EMERGING: _("List it as emerging"),
    Decision.RETURNED: _("Return it with reasons"),
}
LIST_ALL_THE_SAME = _("List it all the same, with reasons")


class DecisionForm(forms.Form):
    """Only verdicts that can succeed are offered; `is_lacking` says that listing needs reasons."""

    verdict = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("This cannot be decided as things stand. Read what is missing.")
        },
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("The people of the organisation read them. Needed to return a profile."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, submitted, *, verdicts, is_lacking, **values):
        super().__init__(submitted, **values)
        words = dict(VERDICTS)
        if is_lacking:
            words[Decision.PUBLISHED] = LIST_ALL_THE_SAME
        self.fields["verdict"].choices = [(each, words[each]) for each in verdicts]


class OpinionForm(forms.Form):
    of = forms.ModelChoiceField(None, label=_("Whom to ask"), empty_label=_("Choose a validator"))
    question = forms.CharField(label=_("Question"), max_length=500)

    def __init__(self, submitted, validators):
        super().__init__(submitted)
        self.fields["of"].queryset = validators


class AnswerForm(forms.Form):
    leans = forms.ChoiceField(label=_("What would you do?"), choices=Leaning.choices)
    answer = forms.CharField(label=_("Answer"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class WaiverForm(forms.Form):
    ground = forms.ChoiceField(label=_("Ground"), choices=WaiverGround.choices)
    programme = forms.CharField(label=_("Programme"), max_length=200, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class SuspensionForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The people of the organisation read it."),
    )
