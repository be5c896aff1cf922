from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.documents.file_kinds import MOST_MB
from clusterhub.web.addresses import only_web


class DocumentForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Without one, the name of the file or the address is shown."),
    )
    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[only_web],
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("PDF, Word (.docx), Excel (.xlsx), PNG or JPEG; at most %s MB.") % MOST_MB,
    )

    def clean(self):
        values = self.cleaned_data
        if not self.errors and bool(values.get("url")) == bool(values.get("file")):
            self.add_error("url", _("Give an address or a file: one of both."))
        return values

    def facts(self):
        """What the operation takes."""
        values, file = self.cleaned_data, self.cleaned_data["file"]
        facts = {"title": values["title"], "url": values["url"]}
        return facts | ({"name": file.name, "content": file.read()} if file else {})
