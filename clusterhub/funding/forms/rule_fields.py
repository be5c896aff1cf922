"""What each kind of rule asks an editor of calls."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.clock.forms import DayField
from clusterhub.directory.forms import OrganisationField
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.funding.eligibility.facts import countries
from clusterhub.funding.eligibility.sme import CATEGORIES, FIGURES
from clusterhub.funding.eligibility.words import (
    FIGURE_WORDS,
    LABEL_WORDS,
    PROGRAMME_WORDS,
    SIZE_WORDS,
)

KIND_WORDS = {
    "applicant": (gettext_lazy("Kind of organisation"), gettext_lazy("SMEs and universities only")),
    "size": (gettext_lazy("Size of the enterprise"), gettext_lazy("SME by the EU definition")),
    "figure": (gettext_lazy("A figure of its own"), gettext_lazy("At least five staff")),
    "age": (gettext_lazy("Years since founding"), gettext_lazy("Younger than five years")),
    "country": (gettext_lazy("Country"), gettext_lazy("Member States and Switzerland")),
    "region": (gettext_lazy("Region"), gettext_lazy("Upper Austria")),
    "quota": (gettext_lazy("Places left in a quota"), gettext_lazy("Three more from Austria")),
    "nace": (gettext_lazy("Economic activity"), gettext_lazy("Manufacturing")),
    "cluster": (gettext_lazy("Membership of a cluster"), gettext_lazy("Member of a partner")),
    "label": (gettext_lazy("Cluster management label"), gettext_lazy("Silver or better")),
    "aid": (gettext_lazy("Previous de minimis aid"), gettext_lazy("€300,000 in three years")),
    "consortium": (gettext_lazy("Consortium"), gettext_lazy("Three partners, three countries")),
    "statement": (
        gettext_lazy("A question of your own"),
        gettext_lazy("Had you a voucher before?"),
    ),
}
NOT_SAID = ("", gettext_lazy("Not said"))
CLUSTERS = 5
NEEDS = 3  # Lines of the form; a call that needs more says it in rules of their own.


def _ticks(label, choices, **more):
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **more
    )


def _whole(label, **more):
    return forms.IntegerField(label=label, required=False, min_value=0, **more)


def _countries():
    return sorted(countries().items(), key=lambda pair: str(pair[1]))


def _text(label, hint="", rows=3):
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=5000, widget=widget
    )


CODES = gettext_lazy("Codes with commas or spaces between them, for example %s.")
KINDS = OrganisationKind.choices


def _applicant():
    return {"kinds": _ticks(_("Open to"), KINDS)}


def _size():
    return {"sizes": _ticks(_("Sizes"), [(name, SIZE_WORDS[name]) for name in CATEGORIES])}


def _figure():
    names = [(name, FIGURE_WORDS[name]) for name in FIGURES]
    return {
        "figure": forms.ChoiceField(label=_("Figure"), choices=names),
        "at_least": _whole(_("At least")),
        "at_most": _whole(_("At most")),
    }


def _age():
    return {
        "at_least_years": _whole(_("Completed years, at least")),
        "less_than_years": _whole(_("Years, less than")),
    }


def _country():
    return {
        "programmes": _ticks(_("Countries that take part in"), list(PROGRAMME_WORDS.items())),
        "countries": _ticks(_("And these countries"), _countries),
        "except": _ticks(_("But not"), _countries),
    }


def _region():
    return {
        "regions": _text(_("NUTS regions"), CODES % "AT31, ITC"),
        "except": _text(_("But not"), rows=2),
    }


def _quota():
    return {
        "per": forms.ChoiceField(
            label=_("Counted for each"),
            choices=[("country", _("Country")), ("region", _("Region"))],
        ),
        "left": _text(_("Places left"), _("A line for each: AT 3. Zero means used up."), 5),
        "is_counted": forms.BooleanField(
            label=_("These are all places: take off what is awarded on this site"),
            required=False,
            help_text=_("For a call that takes its applications here; it counts by itself."),
        ),
        "otherwise": _whole(_("Everywhere else"), help_text=_("Empty: without a limit.")),
        "counted_on": DayField(label=_("Counted on"), required=False),
    }


def _nace():
    revisions = [("2.1", "NACE Rev. 2.1"), ("2", "NACE Rev. 2")]
    return {
        "codes": _text(_("Codes of NACE"), CODES % "C, 62.10"),
        "revision": forms.ChoiceField(label=_("List"), choices=revisions, required=False),
    }


def _cluster():
    hint = _("By its name in the directory. All empty: any cluster.")
    return {
        f"cluster_{number}": OrganisationField(
            label=_("Cluster %d") % number, required=False, help_text=hint if number == 1 else ""
        )
        for number in range(1, CLUSTERS + 1)
    }


def _label():
    levels = [(name, words) for name, words in LABEL_WORDS.items() if name != "none"]
    return {"at_least": forms.ChoiceField(label=_("At least"), choices=levels)}


def _aid():
    return {
        "amount_eur": _whole(_("Aid of this call, in euro"), help_text=_("Empty: it is asked.")),
        "ceiling_eur": _whole(
            _("Ceiling in euro"), help_text=_("Empty: the general ceiling of the day.")
        ),
        "member_state": forms.ChoiceField(
            label=_("Given by"),
            required=False,
            choices=lambda: [("", _("Any country")), *_countries()],
        ),
        "road_freight": forms.BooleanField(label=_("Road freight"), required=False),
    }


def _consortium():
    fields = {
        "at_least": _whole(_("Partners, at least")),
        "at_most": _whole(_("Partners, at most")),
        "countries_at_least": _whole(_("Different countries, at least")),
        "independent_at_least": _whole(_("Independent of each other, at least")),
    }
    for number in range(1, NEEDS + 1):
        fields |= {
            f"need_{number}_at_least": _whole(_("Among them (%d), at least") % number),
            f"need_{number}_kind": forms.ChoiceField(
                label=_("of the kind"), required=False, choices=[NOT_SAID, *KINDS]
            ),
            f"need_{number}_from": forms.ChoiceField(
                label=_("from"),
                required=False,
                choices=lambda: [NOT_SAID, *PROGRAMME_WORDS.items(), *_countries()],
            ),
        }
    return fields


def _statement():
    return {
        "question": _text(_("Question"), _("One that is answered with yes or no.")),
        "expected": forms.ChoiceField(
            label=_("Who may apply answers"), choices=[("yes", _("Yes")), ("no", _("No"))]
        ),
    }


FIELDS = {
    "applicant": _applicant, "size": _size, "figure": _figure, "age": _age, "country": _country,
    "region": _region, "quota": _quota, "nace": _nace, "cluster": _cluster, "label": _label,
    "aid": _aid, "consortium": _consortium, "statement": _statement,
}  # fmt: skip
