from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.matching import near_organisations
from clusterhub.directory.models import NameKind, Organisation, OrganisationKind
from clusterhub.vocabularies.models import Country, IndustrialEcosystem, NutsRegion
from clusterhub.web.addresses import only_web


class OrganisationField(forms.CharField):
    """An organisation by the name that somebody types; what is only near is proposed."""

    reader, chosen = None, None  # The platform's editors choose among all.

    def __init__(self, **options):
        super().__init__(max_length=200, **options)

    def seen_by(self, reader, chosen=None):
        """Let `reader` choose among what she sees, and keep the one numbered `chosen`."""
        self.reader, self.chosen = reader, chosen

    def prepare_value(self, value):
        return value.name if isinstance(value, Organisation) else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        if by_slug := self._rows().filter(slug=text).first():
            return by_slug
        near = self._seen(near_organisations(text))
        exact = [found.record for found in near if found.score == 1]
        if len(exact) == 1:
            return exact[0]
        if exact:
            raise forms.ValidationError(self._several(exact))
        if near:
            names = ", ".join(f"“{found.record.name}”" for found in near[:3])
            raise forms.ValidationError(
                _("No organisation has this name. Did you mean %s?") % names
            )
        raise forms.ValidationError(
            _("No organisation has this name. Add it to the directory first.")
        )

    def _rows(self):
        if self.reader is None:
            return Organisation.objects.all()
        seen = Organisation.objects.visible_to(self.reader).values("pk")
        return Organisation.objects.filter(Q(pk__in=seen) | Q(pk=self.chosen))

    def _seen(self, near):
        pks = set(
            self._rows()
            .filter(pk__in=[each.record.pk for each in near])
            .values_list("pk", flat=True)
        )
        return [each for each in near if each.record.pk in pks]

    @staticmethod
    def _several(exact):
        slugs = ", ".join(each.slug for each in exact)
        return _("Several have this name. Write the last part of its address instead: %s.") % slugs


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
    country = forms.ModelChoiceField(
        Country.objects.all(), label=_("Country"), required=False, empty_label=_("Not known")
    )
    region = forms.CharField(
        label=_("Region"),
        max_length=5,
        required=False,
        help_text=_("The NUTS code, for example AT31 for Upper Austria."),
    )
    website = forms.URLField(
        label=_("Website"), required=False, assume_scheme="https", validators=[only_web]
    )
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 6}),
    )
    parent = OrganisationField(
        label=_("Part of"),
        required=False,
        help_text=_("The name of the body above it, as it stands in the directory."),
    )
    ecosystems = forms.ModelMultipleChoiceField(
        IndustrialEcosystem.objects.all(),
        label=_("Industrial ecosystems"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def of(cls, organisation, submitted=None):
        initial = {
            name: getattr(organisation, name) for name in cls.base_fields if name != "ecosystems"
        }
        initial["ecosystems"] = organisation.ecosystems.all()
        initial["region"] = organisation.region.code if organisation.region else ""
        return cls(submitted, initial=initial)

    def clean_region(self):
        code = self.cleaned_data["region"].strip().upper()
        if not code:
            return None
        if region := NutsRegion.objects.filter(code=code).order_by("-version").first():
            return region
        raise forms.ValidationError(_("There is no NUTS region with this code."))


class OtherNameForm(forms.Form):
    name = forms.CharField(label=_("Another name"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is"), choices=NameKind.choices)


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    country = forms.ModelChoiceField(
        Country.objects.all(), label=_("Country"), required=False, empty_label=_("Not known")
    )
    other_names = forms.CharField(
        label=_("Other spellings"),
        required=False,
        max_length=1000,
        help_text=_("One a line."),
        widget=forms.Textarea({"rows": 3}),
    )

    @classmethod
    def of(cls, person, submitted=None):
        spellings = "\n".join(person.other_names)
        initial = {"name": person.name, "country": person.country, "other_names": spellings}
        return cls(submitted, initial=initial)

    def clean_other_names(self):
        lines = (line.strip()[:150] for line in self.cleaned_data["other_names"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class AffiliationForm(forms.Form):
    organisation = OrganisationField(label=_("Organisation"))
    role = forms.CharField(label=_("Role"), max_length=150, required=False)
