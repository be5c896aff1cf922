from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.forms.seat import SeatMixin
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import Organisation
from clusterhub.vocabularies.models import Country
from clusterhub.web.addresses import only_web


class CountryStep(forms.Form):
    country = forms.ModelChoiceField(
        Country.objects.all(),
        label=_("In which country does it sit?"),
        empty_label=_("Choose a country"),
        help_text=_("What is asked of a cluster organisation depends on it."),
    )


class KindStep(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=OrganisationKind.choices, widget=forms.RadioSelect
    )


class ProfileForm(SeatMixin, forms.Form):
    """The last step; country and kind come along hidden."""

    country = forms.ModelChoiceField(Country.objects.all(), widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=OrganisationKind.choices, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name in English"),
        max_length=200,
        help_text=_("Or its only name. Names in other languages can be added afterwards."),
    )
    city = forms.CharField(
        label=_("Place"),
        max_length=100,
        required=False,
        help_text=_("The town of its seat; the region on the map follows from it."),
    )
    website = forms.URLField(
        label=_("Website"), required=False, assume_scheme="https", validators=[only_web]
    )
    english_website = forms.URLField(
        label=_("Website in English"),
        required=False,
        assume_scheme="https",
        validators=[only_web],
        help_text=_("One translated by machine is enough."),
    )
    description = forms.CharField(
        label=_("What it does"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("A few sentences. Can be written later, but before review."),
    )
    others = forms.ModelMultipleChoiceField(
        Organisation.objects.all(), required=False, widget=forms.MultipleHiddenInput
    )

    def clean(self):
        self.settle_seat()
        return self.cleaned_data
