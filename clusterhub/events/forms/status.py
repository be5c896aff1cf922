from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("A word to those who planned to come"),
        max_length=300,
        required=False,
        help_text=_("Shown on the page, in lists and in calendars."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
