"""An instant, the zone it belongs to, and the words that were printed, kept together.

Pure module. Instants are aware datetimes in UTC. A local time is naive and means nothing without
its zone: once a year it does not exist (the gap when clocks go forward) and once a year it exists
twice (the fold when they go back). PEP 495 says what `fold` means; here the doubt is made visible.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from clusterhub.clock.doubts import Doubt, doubt
from clusterhub.clock.labels import label_offsets, zone_label
from clusterhub.clock.zones import zone_city, zone_info


@dataclass(frozen=True)
class Moment:
    """`instant` is kept in UTC, `zone` is an IANA name, `printed` the words it was read from.

    ValueError when the instant is naive or the zone unknown.
    """

    instant: datetime
    zone: str
    printed: str = ""

    def __post_init__(self):
        if self.instant.utcoffset() is None:
            raise ValueError("a moment needs an aware datetime")
        zone_info(self.zone)
        object.__setattr__(self, "instant", self.instant.astimezone(UTC))

    def local(self, zone=None):
        """The aware local time in the moment's own zone, or in another one."""
        return self.instant.astimezone(zone_info(zone or self.zone))

    def label(self, zone=None):
        """What its hour is labelled with there: "CEST", or "UTC+3" where no name is in use."""
        return zone_label(zone or self.zone, self.local(zone).replace(tzinfo=None))

    def isoformat(self):
        """ISO 8601 with the offset that the zone truly had: 2023-10-11T08:30:00+02:00."""
        return self.local().isoformat()


class LocalReading(NamedTuple):
    """`instant` in UTC, and what was doubtful about getting there."""

    instant: datetime
    doubts: list[Doubt]


def local_to_instant(naive, zone, label=None):
    """The instant of a naive local time.

    In a gap the time is moved forward by the gap's length (PEP 495, fold=0). In a fold the label
    decides if its offset is one of the two; else it is the first, with a doubt. ValueError when
    the datetime is aware or the zone unknown; OverflowError beyond the years 1 to 9999.
    """
    if naive.tzinfo is not None:
        raise ValueError("a local time must be naive")
    rules = zone_info(zone)
    first, second = (naive.replace(tzinfo=rules, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return LocalReading(first.astimezone(UTC), [])
    if first.utcoffset() < second.utcoffset():
        return LocalReading(first.astimezone(UTC), [_doubt("time-gap", first, zone)])
    fitting = [hour for hour in (first, second) if hour.utcoffset() in label_offsets(label or "")]
    if len(fitting) == 1:
        return LocalReading(fitting[0].astimezone(UTC), [])
    return LocalReading(first.astimezone(UTC), [_doubt("time-fold", first, zone)])


def _doubt(code, local, zone):
    taken = local.astimezone(UTC).astimezone(local.tzinfo)
    label = zone_label(zone, taken.replace(tzinfo=None))
    return doubt(
        code,
        day=f"{local.day} {local:%B %Y}",
        city=zone_city(zone),
        printed=f"{local.hour}:{local:%M}",
        taken=f"{taken.hour}:{taken:%M} {label}",
    )
