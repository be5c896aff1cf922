"""The form of one part of a profile. Its kind decides which fields there are."""

from functools import partial

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.directory.codes import Facility, Strand
from clusterhub.directory.facts import KEYS, TEXTS, FactsRefused, clean_facts
from clusterhub.directory.forms.fact_fields import CodeLinesField, CodesField, RegionCodeField
from clusterhub.directory.forms.records import OrganisationField
from clusterhub.directory.forms.row_fields import ActivityRowsField, AddressRowsField, more_rows
from clusterhub.directory.forms.seat import SeatMixin
from clusterhub.directory.kinds import OrganisationKind, Part, fields_of
from clusterhub.vocabularies.models import Country, IndustrialEcosystem, NutsRegion
from clusterhub.web.addresses import only_web

_l = gettext_lazy
FACILITY = "facility_"
# What is kept in rows of its own is not part of these forms.
OWN_ROWS = {"names", "logo", "contacts", "members", "counts", "labels", "programmes", "documents"}


def _url(label, **options):
    return partial(
        forms.URLField, label=label, assume_scheme="https", validators=[only_web],
        required=False, **options,
    )  # fmt: skip


def _area(label, most, rows=5, **options):
    return partial(
        forms.CharField, label=label, max_length=most, required=False,
        widget=forms.Textarea({"rows": rows}), **options,
    )  # fmt: skip


def _codes(name, label, **options):
    return partial(CodesField, name, label=label, **options)


def _country():
    return forms.ModelChoiceField(
        Country.objects.all(), label=_l("Country"), required=False, empty_label=_l("Not known")
    )


def _ecosystems():
    return forms.ModelMultipleChoiceField(
        IndustrialEcosystem.objects.all(), label=_l("Industrial ecosystems"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


FIELDS = {
    "name": partial(forms.CharField, label=_l("Name"), max_length=200),
    "kind": partial(forms.ChoiceField, label=_l("Kind"), choices=OrganisationKind.choices),
    "website": _url(_l("Website")),
    "english_website": _url(_l("Website in English")),
    "founded_year": partial(
        forms.IntegerField, label=_l("Founded in"), min_value=1000, max_value=2100, required=False
    ),
    "parent": partial(OrganisationField, label=_l("Part of"), required=False),
    "links": partial(
        AddressRowsField, "links", _l("Title"), has_kind=True, label=_l("Links"),
        help_text=_l("Where one sees what you do. A row is removed by emptying it."),
    ),
    "country": _country,
    "region": partial(
        RegionCodeField, label=_l("Region"), max_length=120, required=False,
        help_text=_l("A NUTS code, for example AT312. Left empty, it follows from the place."),
    ),
    "street": partial(forms.CharField, label=_l("Street"), max_length=200, required=False),
    "postcode": partial(forms.CharField, label=_l("Postcode"), max_length=12, required=False),
    "city": partial(forms.CharField, label=_l("Place"), max_length=100, required=False),
    "description": _area(_l("Description"), 5000, rows=8),
    "ecosystems": _ecosystems,
    "activities": partial(
        ActivityRowsField, label=_l("Economic activities"),
        help_text=_l("NACE 2.1 codes, for example 16.11. A row is removed by emptying it."),
    ),
    "technologies": _codes("technologies", _l("Technologies")),
    "s3_priorities": _codes("s3_priorities", _l("Smart specialisation priorities")),
    "emerging_industries": _codes("emerging_industries", _l("Emerging industries")),
    "services": _area(_l("Services"), TEXTS["services"]),
    "strategy": _area(_l("Strategy"), TEXTS["strategy"]),
    "specialisation": _area(_l("What you are especially good at"), TEXTS["specialisation"], rows=2),
    "support_types": _codes("support_types", _l("Support for businesses")),
    "serves": partial(
        CodeLinesField, "serves", label=_l("Active in"),
        help_text=_l("NUTS codes of countries or regions, one a line, for example AT31."),
    ),
    "major_players": partial(
        AddressRowsField, "major_players", _l("Name"), label=_l("Major players of the cluster"),
        help_text=_l("A row is removed by emptying it."),
    ),
    "strand": partial(
        forms.ChoiceField, label=_l("Strand"), required=False, choices=[("", "–"), *Strand.choices]
    ),
    "staff_fte": partial(
        forms.DecimalField, label=_l("Management staff, in full-time posts"), min_value=0,
        max_digits=6, decimal_places=2, required=False,
    ),
    "languages": _codes("languages", _l("Languages spoken")),
    "interest_countries": _codes(
        "interest_countries", _l("Countries you look for partners in")
    ),
}  # fmt: skip


class PartForm(SeatMixin, forms.Form):
    """`changes` are the fields as `save_part` takes them; `version` is the one that was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, organisation, part, submitted=None):
        self.organisation, self.part = organisation, part
        self.names = asked_in(organisation.kind, part)
        initial = {"version": organisation.version} | _initial(organisation, self.names)
        super().__init__(submitted, initial=initial)
        for name in self.names:
            if name == "facilities":
                self._add_facilities()
            else:
                self.fields[name] = FIELDS[name]()
            if isinstance(self.fields.get(name), CodesField):
                self.fields[name].put_first(initial[name] or ())

    def _add_facilities(self):
        for kind, label in Facility.choices:
            self.fields[FACILITY + kind] = forms.IntegerField(
                label=label, min_value=0, max_value=9999, required=False
            )

    @property
    def asks_for_rows(self):
        return self.is_bound and any(more_rows(name) in self.data for name in self.names)

    def leave_unjudged(self):
        """Show what was typed without a word about it: nobody has finished yet."""
        self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}

    def clean_region(self):
        code = self.cleaned_data["region"]
        region = NutsRegion.objects.filter(code=code).order_by("-version").first() if code else None
        if code and region is None:
            raise forms.ValidationError(_("There is no NUTS region with this code."))
        country = self.cleaned_data.get("country")
        if region and country and region.country_id != country.pk:
            raise forms.ValidationError(_("This region is not in %s.") % country)
        return region

    def clean(self):
        facts = {name: self.changes[name] for name in self.changes if name in KEYS}
        try:
            clean_facts(self.organisation.kind, facts)
        except FactsRefused as refusal:
            for name, problem in refusal.problems:
                self.add_error(name if name in self.fields else None, problem)
        if "city" in self.names:
            self.settle_seat()
        return self.cleaned_data

    @property
    def changes(self):
        given = self.cleaned_data
        changes = {name: given[name] for name in self.names if name in given}
        if "facilities" in self.names:
            numbers = {kind: given.get(FACILITY + kind) for kind in Facility.values}
            changes["facilities"] = {kind: number for kind, number in numbers.items() if number}
        return changes


def asked_in(kind, part):
    """The fields of a part's form; a name stands after the kind that decides about the others."""
    names = [name for name in fields_of(kind, part) if name not in OWN_ROWS]
    return ["kind", *names] if part == Part.IDENTITY else names


def _initial(organisation, names):
    initial = {}
    for name in names:
        if name == "facilities":
            numbers = organisation.facts.get(name, {})
            initial |= {FACILITY + kind: number for kind, number in numbers.items()}
        elif name in KEYS:
            initial[name] = organisation.facts.get(name)
        elif name == "ecosystems":
            initial[name] = organisation.ecosystems.all()
        elif name == "region":
            initial[name] = organisation.region.code if organisation.region else ""
        else:
            initial[name] = getattr(organisation, name)
    return initial
