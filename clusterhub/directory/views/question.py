"""What the address of a map asks for: the list's own filters, a region, a level."""

from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from clusterhub.directory import areas
from clusterhub.directory.finding import asking
from clusterhub.directory.finding.extent import EUROPE, MANY, extent
from clusterhub.directory.finding.listing import OrganisationList, narrowed
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.models import Organisation
from clusterhub.vocabularies import atlas

COUNTRIES, REGIONS = 0, 2


class MapQuestion(OrganisationList):
    """The list's filters without its rows: nothing is asked before it is needed."""

    def __init__(self, request):
        self.request, self.user = request, request.user
        self.wanted = Wanted.from_query(request.GET)
        self.is_table, self.is_near = False, False
        self._found = {}
        self.visible = Organisation.objects.visible_to(request.user)

    @cached_property
    def has_index(self):
        try:
            return bool(asking.generation())
        except asking.IndexUnavailable:
            return False

    @cached_property
    def place(self):
        """The one region or country that was chosen, or None."""
        if len(self.wanted.region) == 1:
            return atlas.spot(self.wanted.region[0])
        if len(self.wanted.country) == 1 and not self.wanted.region:
            return atlas.spot_of_country(self.wanted.country[0])
        return None

    @property
    def level(self):
        by = self.request.GET.get("by", "")
        if by in {"0", "1", "2", "3"}:
            return int(by)
        if self.place is None:
            return COUNTRIES
        return min(max(self.place.level + 1, REGIONS), atlas.DEEPEST)

    @cached_property
    def organisations(self):
        return narrowed(self.visible, self.wanted)

    def counted(self, level):
        """Out of the search index; out of the database where there is none to ask."""
        if level not in self._found:
            self._found[level] = self._counted(level)
        return self._found[level]

    def _counted(self, level):
        if self.has_index:
            try:
                numbers, total = asking.count_by_area(self.wanted, level, user=self.user)
                return areas.areas_of(numbers, level, total=total)
            except asking.IndexUnavailable:
                self.has_index = False
        return areas.counted(self.organisations, level)

    def points(self, box):
        if self.has_index:
            try:
                return asking.points(self.wanted, box, user=self.user)
            except asking.IndexUnavailable:
                self.has_index = False
        return areas.points(self.organisations, box)

    @cached_property
    def extent(self):
        """Where a map that moves begins: around those who are wanted; "" where nobody chose any."""
        if not self.wanted.chosen() or self.wanted.box or self._is_everywhere():
            return ""
        box = self._extent()
        return ",".join(f"{side:.3f}" for side in box) if box else ""

    def _is_everywhere(self):
        """So many, and not of some countries or regions: they lie all over Europe."""
        is_anywhere = not self.wanted.country and not self.wanted.region
        return is_anywhere and self.has_index and self.counted(self.level).total > MANY

    def _extent(self):
        if self.has_index:
            try:
                return extent(self.wanted, user=self.user)
            except asking.IndexUnavailable:
                self.has_index = False
        in_europe = self.organisations.filter(areas.inside(EUROPE))
        return areas.extent(in_europe) or areas.extent(self.organisations)

    def map_url(self, area=None, **changes):
        return f"{reverse('directory:map')}{self.address(self._narrowed_to(area), **changes)}"

    def list_url(self, area=None):
        """The list with the same filters, and narrowed to one area of the map."""
        return f"{reverse('directory:organisations')}{self.address(self._narrowed_to(area))}"

    def levels(self):
        """Each way to count, with its address."""
        words = [_("Countries"), _("Large regions"), _("Regions"), _("Small regions")]
        return [
            (label, self.map_url(by=str(level)), level == self.level)
            for level, label in enumerate(words)
            if self.place is None or level >= self.place.level
        ]

    def _narrowed_to(self, area):
        if area is None:
            return self.wanted
        chosen = QueryDict(self.wanted.as_query(), mutable=True)
        chosen["country"] = area.spot.country
        chosen.pop("region", None)
        if not area.is_country:
            chosen["region"] = area.code
        return Wanted.from_query(chosen)
