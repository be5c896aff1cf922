"""A part of the directory with a page of its own: a region, a country, an industrial ecosystem.

Its numbers come from the search index, or from the database where there is no index to ask.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q

from clusterhub.directory import areas
from clusterhub.directory.finding import asking
from clusterhub.directory.finding.asking import IndexUnavailable
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.models import Organisation

_COLUMNS = {"kind": "kind", "ecosystem": "ecosystems"}
MOST_SHOWN = 12
MOST_NAMED = 10


@dataclass(frozen=True)
class Scope:
    wanted: Wanted
    condition: Q
    user: object

    @cached_property
    def organisations(self):
        return Organisation.objects.visible_to(self.user).filter(self.condition)

    def counts(self, *names):
        """{name: {value: number}} for kinds and ecosystems."""
        try:
            found = asking.facet_counts(self.wanted, list(names), user=self.user)
            return {name: dict(pairs) for name, pairs in found.items()}
        except IndexUnavailable:
            return {name: self._counted(_COLUMNS[name]) for name in names}

    def total(self):
        try:
            return asking.find(self.wanted, limit=1, user=self.user).count
        except IndexUnavailable:
            return self.organisations.count()

    def by_area(self, level):
        try:
            numbers, total = asking.count_by_area(self.wanted, level, user=self.user)
            return areas.areas_of(numbers, level, total=total)
        except IndexUnavailable:
            return areas.counted(self.organisations, level)

    def first_organisations(self):
        """The first few by name; the list has them all."""
        return list(self.organisations.with_places().order_by("sort_key", "pk")[:MOST_SHOWN])

    def talks(self):
        """Where somebody from here spoke, the latest first; each event once."""
        speakers = _related("speakers").visible_to(self.user).with_events()
        rows = speakers.filter(organisation__in=self.organisations).order_by("-event__starts_at")
        return list({row.event_id: row.event for row in rows[: MOST_NAMED * 5]}.values())[
            :MOST_NAMED
        ]

    def calls(self):
        calls = _related("calls").visible_to(self.user)
        rows = calls.filter(organisation__in=self.organisations)
        return list(rows.order_by("-created_at", "pk")[:MOST_NAMED])

    def _counted(self, column):
        rows = self.organisations.order_by().exclude(**{column: None}).values_list(column)
        return dict(rows.annotate(number=Count("pk")))


def everything(user):
    return Scope(Wanted(), Q(), user)


def place(spot, user):
    """A region or country."""
    chosen = {"country": (spot.country,)} if spot.level == 0 else {"region": (spot.code,)}
    return Scope(Wanted(**chosen), areas.within(spot.code), user)


def ecosystem(one, user):
    return Scope(Wanted(ecosystem=(one.pk,)), Q(ecosystems=one), user)


def technology(one, user):
    # Technologies are a list of codes among the facts; the quotes keep one from being part of another.
    condition = Q(facts__technologies__icontains=f'"{one.pk}"')
    return Scope(Wanted(technology=(one.pk,)), condition, user)


def technology_counts(user):
    """{technology: number}, or nothing while there is no index: the database cannot count these."""
    try:
        return dict(asking.facet_counts(Wanted(), ["technology"], user=user)["technology"])
    except IndexUnavailable:
        return {}


def _related(accessor):
    # Talks and calls belong to apps above; they are reached as what points at an organisation.
    return Organisation._meta.get_field(accessor).related_model.objects
