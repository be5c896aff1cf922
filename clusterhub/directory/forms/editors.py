from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.models import Level, Verdict


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("An account is not needed yet. The link works once, for two weeks."),
    )
    level = forms.ChoiceField(label=_("As"), choices=Level.choices, initial=Level.EDITOR)

    def __init__(self, submitted=None, *, can_manage):
        super().__init__(submitted)
        if not can_manage:
            self.fields["level"].choices = [(Level.EDITOR, Level.EDITOR.label)]


class LevelForm(forms.Form):
    level = forms.ChoiceField(choices=Level.choices)


class ClaimForm(forms.Form):
    reason = forms.CharField(
        label=_("What you do there, and how it can be verified"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )


class ClaimDecisionForm(forms.Form):
    verdict = forms.ChoiceField(choices=Verdict.choices)
    words = forms.CharField(max_length=500, required=False)
