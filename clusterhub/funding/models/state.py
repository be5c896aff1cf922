"""The one rule of what a call is at an instant, for a row in hand and for rows in the database."""

from datetime import timedelta
from functools import lru_cache

from django.db import models
from django.db.models import Case, Q, Value, When

from clusterhub.clock.closing import SOON_DAYS
from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.funding.models.choices import CallStatus
from clusterhub.funding.models.deadline import end_of_day

# What a status is made of, beside the deadlines.
MOMENTS = ("opens_at", "suspended_at", "resumed_at", "cancelled_at", "spent_at", "results_at")


def soon_ends_at(now):
    """What closes up to this instant closes soon: within so many calendar days, in Brussels."""
    return _soon_ends_at(now.astimezone(zone_info(DEFAULT_ZONE)).date())


@lru_cache(maxsize=8)
def _soon_ends_at(today):
    return end_of_day(today + timedelta(days=SOON_DAYS))


def status_of(call, deadlines, now):
    """The status at `now` of a call with these deadlines."""
    if _has_come(call.cancelled_at, now):
        return CallStatus.CANCELLED
    if _has_come(call.results_at, now):
        return CallStatus.RESULTS_OUT
    if _has_come(call.spent_at, now):
        return CallStatus.CLOSED
    coming = [row.closes_at for row in deadlines if row.closes_at > now]
    if deadlines and not coming:
        return CallStatus.CLOSED
    if _has_come(call.suspended_at, now) and not _has_come(call.resumed_at, now):
        return CallStatus.SUSPENDED
    if call.opens_at and call.opens_at > now:
        return CallStatus.ANNOUNCED
    if not deadlines:
        return CallStatus.OPEN if call.opens_at else CallStatus.ANNOUNCED
    return CallStatus.CLOSING_SOON if min(coming) <= soon_ends_at(now) else CallStatus.OPEN


def status_in_rows(now):
    """The same for rows that have `next_deadline_at` and `last_deadline_at`."""
    is_over = Q(spent_at__lte=now) | Q(last_deadline_at__isnull=False, next_deadline_at=None)
    has_no_date = Q(opens_at=None, last_deadline_at=None)
    rules = [
        (Q(cancelled_at__lte=now), CallStatus.CANCELLED),
        (Q(results_at__lte=now), CallStatus.RESULTS_OUT),
        (is_over, CallStatus.CLOSED),
        (is_halted(now), CallStatus.SUSPENDED),
        (Q(opens_at__gt=now) | has_no_date, CallStatus.ANNOUNCED),
        (Q(next_deadline_at__lte=soon_ends_at(now)), CallStatus.CLOSING_SOON),
    ]
    return Case(
        *(When(rule, then=Value(status.value)) for rule, status in rules),
        default=Value(CallStatus.OPEN.value),
        output_field=models.CharField(),
    )


def is_halted(now):
    return Q(suspended_at__lte=now) & (Q(resumed_at=None) | Q(resumed_at__gt=now))


def _has_come(moment, now):
    return moment is not None and moment <= now
