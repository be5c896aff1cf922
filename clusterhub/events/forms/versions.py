from django import forms
from django.utils.translation import gettext_lazy


class PublicationForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What is new, in one sentence"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Shown above the list of changes."),
    )
    despite_clashes = forms.BooleanField(
        label=gettext_lazy("Publish it although there are clashes")
    )

    def __init__(self, *args, has_clashes, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_clashes:
            del self.fields["despite_clashes"]
