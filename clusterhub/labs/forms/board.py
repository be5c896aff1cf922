from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.clock.forms import DayField
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.labs.models import OutcomeKind, PartnerRole
from clusterhub.vocabularies.models import Country


class SectionForm(forms.Form):
    title = forms.CharField(label=_("Heading"), max_length=120)
    text = forms.CharField(
        label=_("Text"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class RoleForm(forms.Form):
    title = forms.CharField(label=_("What this role does"), max_length=120)


class TaskForm(forms.Form):
    words = forms.CharField(label=_("What is to be done"), max_length=300)
    doer = forms.ChoiceField(label=_("Who does it"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self._members = {str(person.pk): person for person in members}
        names = [(key, person.name) for key, person in self._members.items()]
        self.fields["doer"].choices = [("", _("Nobody yet")), *names]

    def clean_doer(self):
        return self._members.get(self.cleaned_data["doer"])


class PartnerForm(forms.Form):
    """An organisation that the directory does not list."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    country = forms.ModelChoiceField(
        Country.objects.order_by("name"), label=_("Country"), required=False
    )
    kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        required=False,
        choices=[("", _("Not said")), *OrganisationKind.choices],
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=PartnerRole.choices, initial=PartnerRole.PARTNER
    )
    does = forms.CharField(label=_("What it does"), max_length=300, required=False)
    is_own = forms.BooleanField(label=_("It is mine: I speak for it"), required=False)


class OutcomeForm(forms.Form):
    kind = forms.ChoiceField(label=_("What happened"), choices=OutcomeKind.choices)
    on = DayField(label=_("On which day"))
    words = forms.CharField(label=_("In words"), max_length=500, required=False)
