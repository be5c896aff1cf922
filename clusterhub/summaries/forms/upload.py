from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The summary as a file"),
        help_text=gettext_lazy("Word, PDF, HTML, Markdown or plain text, at most 20 MB."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.html,.htm,.md,.markdown,.txt"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or its text"),
        help_text=gettext_lazy("Paste the whole summary, from its title to the last line."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean(self):
        data = super().clean()
        if not data.get("file") and not data.get("text", "").strip() and not self.errors:
            raise forms.ValidationError(_("Choose a file, or paste the text of the summary."))
        if data.get("file") and data["file"].size > settings.SUMMARY_MAX_BYTES:
            limit = settings.SUMMARY_MAX_BYTES // 1_000_000
            self.add_error("file", _("The file is larger than %(limit)s MB.") % {"limit": limit})
        return data

    def content(self):
        """(bytes, file name) of what was handed in; a file goes before pasted text."""
        if file := self.cleaned_data["file"]:
            return file.read(), file.name
        return self.cleaned_data["text"].encode(), ""


class FilterForm(forms.Form):
    q = forms.CharField(required=False, max_length=200)
    series = forms.SlugField(required=False)
    topic = forms.SlugField(required=False)
    year = forms.IntegerField(required=False, min_value=1990, max_value=2100)


class CorrectionForm(forms.Form):
    what = forms.CharField(
        label=gettext_lazy("What was wrong"),
        help_text=gettext_lazy("One sentence for every reader. It stays on the page."),
        min_length=5,
        max_length=400,
    )
