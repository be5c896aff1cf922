"""How complete a profile is, and since when its own people stand by it. Knows no database."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.kinds import FIELDS_OF, NOT_COUNTED, PARTS_OF
from clusterhub.directory.label_rules import years_later

STANDS_FOR = {"contacts": "contact_count"}  # A contact counts even before she may be shown.
EMPTY = (None, "", [], {}, 0)
AGEING_AFTER_MONTHS, STALE_AFTER_MONTHS = 12, 18
REMIND_AFTER_MONTHS = (11, 12, 15)


class Freshness(TextChoices):
    FRESH = "fresh", _("Confirmed within a year")
    AGEING = "ageing", _("Confirmed more than a year ago")
    STALE = "stale", _("Not confirmed for a year and a half")
    NEVER = "never", _("Never confirmed by the organisation")


def completeness(record):
    """Of what this kind is asked, how much is there, in percent."""
    asked = [name for name in FIELDS_OF[record["kind"]] if name not in NOT_COUNTED]
    return round(100 * (len(asked) - len(missing(record))) / len(asked))


def missing(record):
    """What this kind is asked and this profile does not say, in the order of the forms."""
    asked = [name for name in FIELDS_OF[record["kind"]] if name not in NOT_COUNTED]
    return [name for name in asked if record.get(STANDS_FOR.get(name, name)) in EMPTY]


def oldest_confirmation(kind, confirmed):
    """The moment since which every part of a profile is confirmed, or None while one is missing."""
    moments = [confirmed.get(part) for part in PARTS_OF[kind]]
    return None if None in moments else min(moments)


def freshness(confirmed_at, now):
    if confirmed_at is None:
        return Freshness.NEVER
    if now < months_later(confirmed_at, AGEING_AFTER_MONTHS):
        return Freshness.FRESH
    if now < months_later(confirmed_at, STALE_AFTER_MONTHS):
        return Freshness.AGEING
    return Freshness.STALE


def reminders_due(confirmed_at, now):
    """How many of the three reminders the time since the last confirmation has brought."""
    return sum(now >= months_later(confirmed_at, months) for months in REMIND_AFTER_MONTHS)


def months_later(moment, months):
    """The same day and hour some months on, or the last day of a month that is shorter."""
    years, month = divmod(moment.month - 1 + months, 12)
    first = moment.replace(day=1, month=month + 1)
    first = years_later(first, years)
    next_month = (first + timedelta(days=31)).replace(day=1)
    last_day = (next_month - timedelta(days=1)).day
    return first.replace(day=min(moment.day, last_day))
