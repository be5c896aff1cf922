from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.clock.forms import DayInput
from clusterhub.directory.models import Audience, ContactRole, LabelLevel
from clusterhub.web.addresses import only_web

DAY = DayInput()


class LabelForm(forms.Form):
    level = forms.ChoiceField(label=_("Level"), choices=LabelLevel.choices)
    issued_on = forms.DateField(label=_("Issued on"), widget=DAY)
    valid_until = forms.DateField(
        label=_("Valid until"),
        widget=DAY,
        required=False,
        help_text=_("As the certificate says. Bronze holds for two years, nothing to type."),
    )
    certificate_url = forms.URLField(
        label=_("Address of the certificate"),
        required=False,
        assume_scheme="https",
        validators=[only_web],
    )

    def clean(self):
        issued_on, until = (self.cleaned_data.get(name) for name in ("issued_on", "valid_until"))
        if issued_on and until and until < issued_on:
            self.add_error("valid_until", _("It cannot end before it is issued."))
        return self.cleaned_data


class RenewalForm(forms.Form):
    renewed_on = forms.DateField(label=_("Renewed on"), widget=DAY)


class ContactForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    role = forms.ChoiceField(label=_("For what"), choices=ContactRole.choices)
    role_words = forms.CharField(label=_("Function"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("We ask there for consent. Until then nobody else sees this contact."),
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    audience = forms.ChoiceField(label=_("Who may see it"), choices=Audience.choices)


class DocumentForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    file = forms.FileField(label=_("PDF"), help_text=_("At most 20 MB."))


class LogoForm(forms.Form):
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP. We draw it anew, at most 600 × 300."),
    )


class ErasureForm(forms.Form):
    name_typed = forms.CharField(label=_("Type the name of the organisation"), max_length=200)
