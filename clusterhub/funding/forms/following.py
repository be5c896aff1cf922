from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.funding.models import Cadence

TRAP = "website_address"  # People do not see it; programs fill it in.


class FollowForm(forms.Form):
    """An address to be confirmed; who is signed in needs no form."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We write once to have it confirmed, and use it for nothing else."),
    )
    website_address = forms.CharField(required=False, max_length=200)

    @property
    def is_trapped(self):
        return bool(self.data.get(TRAP))


class CadenceForm(forms.Form):
    cadence = forms.ChoiceField(
        label=_("How often"), choices=Cadence.choices, widget=forms.RadioSelect
    )
