from django import forms
from django.utils.translation import gettext_lazy as _


class CertificateForm(forms.Form):
    name = forms.CharField(label=_("Name, as it stands on the certificate"), max_length=150)
    code = forms.CharField(label=_("Code"), max_length=60)
