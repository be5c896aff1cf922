"""Hours, days and deadlines in the reader's language, always with the zone in visible words.

Instants are aware datetimes, zones IANA names. Two readers of one page may sit in different zones,
so an hour never stands without the name of its zone, and a date that differs is said.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, pgettext

from clusterhub.clock.labels import zone_label
from clusterhub.clock.zones import zone_city, zone_info

# Words of an instant stay true; a list says the same hundred at each visit. Some hundred bytes each.
WORDS_KEPT = 4096


@dataclass(frozen=True)
class RangeWords:
    """`day` "11 October 2023", `event` "8:30 – 9:45 CEST (Brussels)", and `reader`
    "9:30 – 10:45 EEST where you are (Helsinki)", empty when the reader's zone is the event's own
    or unknown."""

    day: str
    event: str
    reader: str = ""
    is_same_hour: bool = False
    holds_days: bool = False  # Of several days, `event` names the first and the last itself.

    def __str__(self):
        return "; ".join(part for part in (self.event, self.reader) if part)

    @property
    def in_a_list(self):
        """Without the reader's hour where it is the same: thirty times in a list it is noise."""
        return self.event if self.is_same_hour else str(self)


def range_in_words(starts_at, ends_at, event_zone, reader_zone=None, as_html=False):
    """The RangeWords of an event; `ends_at` may be None.

    With `as_html` each hour is a `<time>` element with its instant. ValueError for a naive
    datetime or an unknown zone.
    """
    return _range_in_words(starts_at, ends_at, event_zone, reader_zone, as_html, get_language())


@lru_cache(maxsize=WORDS_KEPT)
def _range_in_words(starts_at, ends_at, event_zone, reader_zone, as_html, _language):
    fill = format_html if as_html else str.format
    there = _Place(event_zone, starts_at, ends_at, fill)
    day = days_in_words(there.starts.date(), there.last_day())
    event = fill(gettext("{hours} ({city})"), hours=there.hours(), city=zone_city(event_zone))
    if not reader_zone or reader_zone == event_zone:
        return RangeWords(day, event, holds_days=there.is_long())
    here = _Place(reader_zone, starts_at, ends_at, fill)
    if here.wall_clock() == there.wall_clock():
        sentence = gettext("the same hour where you are ({city})")
        reader = fill(sentence, city=zone_city(reader_zone))
        return RangeWords(day, event, reader, is_same_hour=True, holds_days=there.is_long())
    hours = here.hours()
    if here.starts.date() != there.starts.date() and not here.is_long():
        sentence = gettext("{hours} on {day} where you are ({city})")
    else:
        sentence = gettext("{hours} where you are ({city})")
    day_here = day_in_words(here.starts)
    reader = fill(sentence, hours=hours, day=day_here, city=zone_city(reader_zone))
    return RangeWords(day, event, reader, holds_days=there.is_long())


class _Place:
    """A range as the clocks of one zone show it."""

    def __init__(self, zone, starts_at, ends_at, fill):
        if any(instant and instant.utcoffset() is None for instant in (starts_at, ends_at)):
            raise ValueError("an instant must be an aware datetime")
        self.zone, self.fill = zone, fill
        self.starts = starts_at.astimezone(zone_info(zone))
        self.ends = ends_at.astimezone(zone_info(zone)) if ends_at else None

    def wall_clock(self):
        return [each and each.replace(tzinfo=None) for each in (self.starts, self.ends)]

    def last_day(self):
        """The day of the last minute: what ends at midnight or in the small hours ends that night."""
        return self.ends.date() if self.is_long() else self.starts.date()

    def is_long(self):
        if self.ends is None or self.ends.date() == self.starts.date():
            return False
        return self.ends - self.starts > timedelta(hours=12)

    def hours(self):
        first = self._hour(self.starts)
        if self.ends is None:
            return self.fill("{} {}", first, label_of(self.starts, self.zone))
        last = self._hour(self.ends)
        labels = [label_of(each, self.zone) for each in (self.starts, self.ends)]
        if labels[0] == labels[1]:
            return self.fill(gettext("{0} – {1} {2}"), first, last, labels[0])
        return self.fill(gettext("{0} {1} – {2} {3}"), first, labels[0], last, labels[1])

    def _hour(self, local):
        words = hour_in_words(local)
        if self.is_long():
            words = gettext("{day}, {hour}").format(day=day_in_words(local), hour=words)
        if self.fill is format_html:
            return format_html('<time datetime="{}">{}</time>', local.isoformat(), words)
        return words


def label_of(instant, zone):
    """What the hour of an instant is labelled with in a zone: "CEST", "UTC+3"."""
    return zone_label(zone, instant.astimezone(zone_info(zone)).replace(tzinfo=None))


def hour_in_words(local):
    """The wall-clock hour of a datetime, "8:30"; other languages translate the format."""
    return date_format(local, pgettext("hour and minute, Django date format", "G:i"))


def day_in_words(day):
    """A date (or the date of a datetime, in its own zone) as the language writes it."""
    return date_format(_day(day), pgettext("day, Django date format", "j F Y"))


def days_in_words(first, last):
    """ "11 October 2023", "4–6 October 2023" or "30 September – 2 October 2023"."""
    if first == last:
        return day_in_words(first)
    if (first.year, first.month) == (last.year, last.month):
        days = pgettext("days of one month", "{first}–{last}")
        return days.format(first=first.day, last=day_in_words(last))
    return pgettext("two days", "{first} – {last}").format(
        first=day_in_words(first), last=day_in_words(last)
    )


def weekday_in_words(day):
    """ "Wednesday 11 October 2023"."""
    return _weekday_in_words(_day(day), get_language())


@lru_cache(maxsize=WORDS_KEPT)
def _weekday_in_words(day, _language):
    return pgettext("weekday and date", "{weekday} {day}").format(
        weekday=date_format(day, "l"), day=day_in_words(day)
    )


def instant_in_words(instant, zone):
    """ "18 April 2024, 17:00 CEST (Brussels)"."""
    local = instant.astimezone(zone_info(zone))
    day, hour = local.date(), hour_in_words(local)
    if _is_midnight(local):
        day, hour = day - timedelta(days=1), "24:00"
    return gettext("{day}, {hour} {label} ({city})").format(
        day=day_in_words(day), hour=hour, label=label_of(instant, zone), city=zone_city(zone)
    )


def doubt_in_words(doubt):
    """A doubt's sentence in the reader's language."""
    return gettext(doubt.template) % doubt.values


def _is_midnight(local):
    return not (local.hour or local.minute or local.second)


def _day(day):
    return day.date() if isinstance(day, datetime) else day
