"""How long a deadline still is, in words: "3 days left", "closes today at 17:00 CEST".

Days are calendar days in the deadline's own zone. Working days are Monday to Friday; public
holidays differ between regions and are not taken off.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils.translation import get_language, gettext, ngettext

from clusterhub.clock.words import (
    WORDS_KEPT,
    day_in_words,
    hour_in_words,
    instant_in_words,
    label_of,
)
from clusterhub.clock.zones import DEFAULT_ZONE, zone_info

SOON_DAYS = 7
DAYS_COUNTED = 60  # After that a deadline is so many months or years ago.


@dataclass(frozen=True)
class ClosingWords:
    """`state` is "open", "soon" (seven days or fewer) or "closed"; `days_left` is negative after
    the day of the deadline; `when` is the deadline in full, `datetime` the same for machines."""

    state: str
    words: str
    when: str
    datetime: str
    days_left: int
    working_days_left: int
    working_days: str

    def __str__(self):
        return self.words


def days_left(deadline, now, zone=DEFAULT_ZONE):
    """The ClosingWords of a deadline (an aware datetime, or a date that ends with its day).

    It is closed from the very instant of the deadline on. ValueError for naive datetimes.
    """
    closes_at = _end(deadline, zone)
    if now.utcoffset() is None:
        raise ValueError("an instant must be an aware datetime")
    today = now.astimezone(zone_info(zone)).date()
    return _closing_words(deadline, zone, today, now >= closes_at, get_language())


@lru_cache(maxsize=WORDS_KEPT)
def _closing_words(deadline, zone, today, is_closed, _language):
    closes_at = _end(deadline, zone)
    local = closes_at.astimezone(zone_info(zone))
    last_day = _last_day(local)
    days = (last_day - today).days
    hour = "" if closes_at is not deadline else _hour(deadline, zone)
    working = 0 if is_closed else working_days_between(today, last_day)
    return ClosingWords(
        state="closed" if is_closed else "soon" if days <= SOON_DAYS else "open",
        words=_closed_words(-days, hour) if is_closed else _open_words(days, hour),
        when=instant_in_words(deadline, zone) if hour else day_in_words(last_day),
        datetime=local.isoformat() if hour else last_day.isoformat(),
        days_left=days,
        working_days_left=working,
        working_days=ngettext("%(count)d working day", "%(count)d working days", working)
        % {"count": working},
    )


def working_days_between(first, last):
    """Mondays to Fridays after `first` up to and with `last`; 0 if `last` is not later."""
    days = max((last - first).days, 0)
    weeks, rest = divmod(days, 7)
    return weeks * 5 + sum((first.weekday() + step) % 7 < 5 for step in range(1, rest + 1))


def _open_words(days, hour):
    if days == 0:
        if hour:
            return gettext("closes today at %(hour)s") % {"hour": hour}
        return gettext("closes today")
    if days == 1:
        if hour:
            return gettext("closes tomorrow at %(hour)s") % {"hour": hour}
        return gettext("closes tomorrow")
    return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}


def _closed_words(days, hour):
    if days <= 0:
        return gettext("closed today at %(hour)s") % {"hour": hour}
    if days == 1:
        return gettext("closed yesterday")
    if days <= DAYS_COUNTED:
        words = ngettext("closed %(count)d day ago", "closed %(count)d days ago", days)
        return words % {"count": days}
    if (months := days // 30) < 24:
        words = ngettext("closed %(count)d month ago", "closed %(count)d months ago", months)
        return words % {"count": months}
    years = days // 365
    return ngettext("closed %(count)d year ago", "closed %(count)d years ago", years) % {
        "count": years
    }


def _end(deadline, zone):
    if isinstance(deadline, datetime):
        if deadline.utcoffset() is None:
            raise ValueError("a deadline must be an aware datetime or a date")
        return deadline
    following = date.fromordinal(deadline.toordinal() + 1)
    return datetime.combine(following, time(), zone_info(zone))


def _last_day(local):
    """What closes at midnight closes with the day before."""
    return (local - timedelta(microseconds=1)).date()


def _hour(deadline, zone):
    local = deadline.astimezone(zone_info(zone))
    hour = hour_in_words(local) if local.time() != time() else "24:00"
    return f"{hour} {label_of(deadline, zone)}"
