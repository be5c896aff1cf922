from django import forms
from django.utils.translation import gettext_lazy as _


class IntroForm(forms.Form):
    intro = forms.CharField(
        label=_("What ideas are about"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Everybody reads it above the ideas: the theme, until when, what happens then."
        ),
    )
