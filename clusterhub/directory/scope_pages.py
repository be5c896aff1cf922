"""What the page of a region, country or ecosystem shows: complete lists, ready to be written down."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from clusterhub.directory import scopes
from clusterhub.directory.drawing import drawing_of
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.specialisation import LEAST, fields
from clusterhub.vocabularies import atlas
from clusterhub.vocabularies.models import IndustrialEcosystem


@dataclass(frozen=True)
class ScopePage:
    scope: scopes.Scope
    level: int  # By which its areas are counted.

    @cached_property
    def counts(self):
        return self.scope.counts("kind", "ecosystem")

    @cached_property
    def found(self):
        return self.scope.by_area(self.level)

    @property
    def total(self):
        return self.found.total

    @cached_property
    def kinds(self):
        """[(label, number, address of the list)], most first."""
        kinds = sorted(self.counts["kind"].items(), key=lambda pair: -pair[1])
        return [(OrganisationKind(k).label, n, self.list_url(kind=k)) for k, n in kinds]

    @cached_property
    def areas(self):
        return [(area, address_of(area.spot)) for area in self.found.areas]

    @cached_property
    def drawing(self):
        return drawing_of(self.found.areas, shows_part=self.level > 0)

    @cached_property
    def ecosystems(self):
        """[(ecosystem, number, address of the list)], most first."""
        named = IndustrialEcosystem.objects.in_bulk()
        numbers = sorted(self.counts["ecosystem"].items(), key=lambda pair: -pair[1])
        return [(named[s], n, self.list_url(ecosystem=s)) for s, n in numbers if s in named]

    @cached_property
    def special(self):
        """[(ecosystem, `Field`)], the most special first; None where they are too few to say."""
        everything = scopes.everything(self.scope.user)
        found = fields(
            self.counts["ecosystem"],
            everything.counts("ecosystem")["ecosystem"],
            total=self.total,
            total_of_all=everything.total(),
        )
        named = {ecosystem.pk: ecosystem for ecosystem, *_rest in self.ecosystems}
        return found and [(named[field.code], field) for field in found if field.code in named]

    @property
    def special_in_words(self):
        """One sentence on what stands out."""
        if self.special is None:
            words = _("Fewer than %(least)s organisations: too few to say what stands out.")
            return words % {"least": LEAST}
        outstanding = [str(one) for one, field in self.special if field.stands_out][:3]
        if not outstanding:
            return _("No ecosystem stands out against the whole directory.")
        return _("More often here than in the whole directory: %(names)s.") % {
            "names": ", ".join(outstanding)
        }

    @cached_property
    def organisations(self):
        return self.scope.first_organisations()

    @cached_property
    def talks(self):
        return self.scope.talks()

    @cached_property
    def calls(self):
        return self.scope.calls()

    def list_url(self, **more):
        return _with_query("directory:organisations", self.scope.wanted, more)

    @property
    def whole_list_url(self):
        return self.list_url()

    @property
    def map_url(self):
        return _with_query("directory:map", self.scope.wanted, {})


def page_of_place(spot, user):
    level = min(max(spot.level + 1, 1), atlas.DEEPEST)
    if spot.level == 0 and len(atlas.spots_within(spot.code, 1)) < 2:
        level = 2  # A large region that is the whole country says nothing.
    return ScopePage(scopes.place(spot, user), level)


def page_of_ecosystem(ecosystem, user):
    return ScopePage(scopes.ecosystem(ecosystem, user), 0)


def page_of_technology(technology, user):
    return ScopePage(scopes.technology(technology, user), 0)


def address_of(spot):
    if spot.level == 0:
        return reverse("directory:country", args=[spot.country])
    return reverse("directory:region", args=[spot.code])


def as_data(page):
    """The page as its JSON twin."""
    return {
        "organisations": page.total,
        "kinds": page.counts["kind"],
        "ecosystems": page.counts["ecosystem"],
        "areas": {area.code: area.count for area in page.found.areas},
        "special": [
            {
                "ecosystem": field.code,
                "organisations": field.count,
                "quotient": round(field.quotient, 2),
            }
            for _ecosystem, field in page.special or []
        ],
    }


def _with_query(name, wanted, more):
    chosen = replace(wanted, **{facet: (value,) for facet, value in more.items()})
    return f"{reverse(name)}?{chosen.as_query()}"
