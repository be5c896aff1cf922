from django import forms
from django.utils.translation import gettext_lazy as _

DAYS = [(30, _("30 days")), (90, _("90 days")), (365, _("A year"))]


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"),
        max_length=80,
        help_text=_("For example “member list of our website”. Only you see it."),
    )
    days = forms.TypedChoiceField(
        label=_("How long does it last?"),
        choices=DAYS,
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
    )
    may_write = forms.BooleanField(
        label=_("It may also start profiles and change those that I keep"), required=False
    )
