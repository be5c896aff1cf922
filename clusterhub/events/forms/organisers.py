from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.events.models import OrganiserLevel


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("An account is not needed yet. The link works once, for two weeks."),
    )
    level = forms.ChoiceField(
        label=_("As"),
        choices=OrganiserLevel.choices,
        initial=OrganiserLevel.HELPER,
        widget=forms.RadioSelect,
    )


class LevelForm(forms.Form):
    level = forms.ChoiceField(choices=OrganiserLevel.choices)
