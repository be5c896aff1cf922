"""What the address of a map asks for: the list's own filters, a region, a level."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from clusterhub.directory import areas
from clusterhub.directory.forms import OrganisationFilters
from clusterhub.directory.models import Organisation
from clusterhub.directory.views.lists import countries_of
from clusterhub.vocabularies import atlas
from clusterhub.vocabularies.models import IndustrialEcosystem
from clusterhub.web.parts import kept_offers

NOT_FILTERS = ("page", "by", "zoom", "box", "view", "sort", "facets")
COUNTRIES, REGIONS = 0, 2


class MapQuestion:
    def __init__(self, request):
        self._listed = Organisation.objects.visible_to(request.user).listed()
        self.filters = OrganisationFilters(
            request.GET, **kept_offers(request, lambda: _offers(self._listed))
        )
        self._by = request.GET.get("by", "")
        self._query = request.GET.copy()
        for name in NOT_FILTERS:
            self._query.pop(name, None)

    @cached_property
    def place(self):
        """The region or country that was chosen, or None."""
        chosen = atlas.spot(self._query.get("region", ""))
        if chosen is None and (country := self.filters.chosen.get("country")):
            chosen = atlas.spot_of_country(country)
        return chosen

    @property
    def level(self):
        if self._by in {"0", "1", "2", "3"}:
            return int(self._by)
        if self.place is None:
            return COUNTRIES
        return min(max(self.place.level + 1, REGIONS), atlas.DEEPEST)

    @cached_property
    def organisations(self):
        rows = self.filters.apply(self._listed)
        return rows.filter(areas.within(self.place.code)) if self.place else rows

    def counted(self, level):
        return areas.counted(self.organisations, level)

    def map_url(self, **changes):
        return f"{reverse('directory:map')}?{self._with(**changes)}"

    def list_url(self, area=None):
        """The list with the same filters, and narrowed to one area of the map."""
        chosen = {}
        if area is not None:
            chosen = {"country": area.spot.country, "region": "" if area.is_country else area.code}
        return f"{reverse('directory:organisations')}?{self._with(**chosen)}"

    def levels(self):
        """Each way to count, with its address."""
        words = [_("Countries"), _("Large regions"), _("Regions"), _("Small regions")]
        return [
            (label, self.map_url(by=level), level == self.level)
            for level, label in enumerate(words)
            if self.place is None or level >= self.place.level
        ]

    def _with(self, **changes):
        query = {name: value for name, value in self._query.items() if value} | changes
        return urlencode({name: value for name, value in query.items() if value != ""})


def _offers(organisations):
    ecosystems = [(each.slug, str(each)) for each in IndustrialEcosystem.objects.all()]
    return {"country": countries_of(organisations), "ecosystem": ecosystems}
