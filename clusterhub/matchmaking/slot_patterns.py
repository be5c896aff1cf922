"""From "9:00 – 12:30 every 20 minutes" to slots; what cannot be meant is told in a sentence.

Knows no database. Hours are those of the clocks at the event; slots follow one another in real time,
so a night in which the clocks change has an hour more or less of them.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from clusterhub.clock.forms import skipped_in_words
from clusterhub.clock.moments import local_to_instant

MOST_SLOTS = 400


class BadPattern(ValueError):
    """`field` is where it was typed, the words are for whoever typed it."""

    def __init__(self, field, words):
        super().__init__(words)
        self.field, self.words = field, words


class Hours(NamedTuple):
    starts_at: datetime
    ends_at: datetime


def cut(day, starts, ends, minutes, pause, zone):
    """The slots of one day; what is left over at the end is too short for one more."""
    begin, end = _instant(day, starts, zone, "starts"), _instant(day, ends, zone, "ends")
    if end <= begin:
        raise BadPattern("ends", _("This lies before the beginning."))
    length, step = timedelta(minutes=minutes), timedelta(minutes=minutes + pause)
    found = []
    while begin + length <= end:
        found.append(Hours(begin, begin + length))
        begin += step
    if not found:
        words = _("Between these hours there is no room for a meeting of %d minutes.")
        raise BadPattern("minutes", words % minutes)
    return found


def first_overlap(known, new):
    """(one there already, the new one) of the first two that are at the same time; None: none are.
    Both are in any order; back to back is not at the same time."""
    rows = sorted([(each.starts_at, each.ends_at, 0, each) for each in known]
                  + [(each.starts_at, each.ends_at, 1, each) for each in new], key=lambda r: r[:3])  # fmt: skip
    last = None
    for row in rows:
        if last and row[0] < last[1]:
            return (last[3], row[3]) if row[2] else (row[3], last[3])
        last = row
    return None


def _instant(day, hour, zone, field):
    reading = local_to_instant(datetime.combine(day, hour), zone)
    for doubt in reading.doubts:
        if doubt.code == "time-gap":
            raise BadPattern(field, skipped_in_words(doubt))
        words = _(
            "On %(day)s the clocks in %(city)s are put back, so %(printed)s exists twice. "
            "Choose an hour before or after it."
        )
        raise BadPattern(field, words % doubt.values)
    return reading.instant
