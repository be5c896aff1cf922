from datetime import datetime

from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.funding.models import Call, Deadline, end_of_day
from clusterhub.funding.operations.rows import (
    DEADLINES,
    demand_editor,
    lock,
    raise_sequence,
    write_by_hand,
)
from clusterhub.web.older import demand_newest


class ClosesBeforeItOpens(Exception):
    """A call would close before, or at the moment when, it opens."""


class DeadlineInUse(Exception):
    """Applications were handed in for it, so it was one; it can be moved."""


@transaction.atomic
def add_deadline(
    call, *, closes_at, by, time_zone=DEFAULT_ZONE, label="", stage=None, as_printed="", source=""
):
    """Add a cut-off; `closes_at` is an aware datetime, or a date when only the day is known.

    The same deadline twice is one deadline.
    """
    demand_editor(by)
    lock(call)
    instant, is_day_only = _instant_of(closes_at, time_zone)
    _refuse_if_it_opens_later(call, instant)
    deadline, is_new = call.deadlines.get_or_create(
        closes_at=instant,
        label=label,
        defaults={
            "time_zone": time_zone,
            "is_day_only": is_day_only,
            "stage": stage,
            "as_printed": as_printed,
        },
    )
    if is_new:
        raise_sequence(call)
        write_by_hand(call, DEADLINES)
        details = {"closes_at": instant.isoformat(), "label": label, "source": source}
        record_activity("added a deadline to", call, by=by, **details)
    return deadline


def said_of_deadline(deadline):
    """What a page shows of it to be moved."""
    return {name: getattr(deadline, name) for name in ("closes_at", "is_day_only", "time_zone")}


@transaction.atomic
def move_deadline(
    deadline, *, closes_at, by, source="", time_zone=None, as_printed="", based_on=""
):
    """Move a cut-off and keep what it was, with where the news came from; to the same moment it
    does not move."""
    demand_editor(by)
    call = lock(deadline.call)
    deadline.refresh_from_db()
    demand_newest(said_of_deadline(deadline), based_on)
    time_zone = time_zone or deadline.time_zone
    instant, is_day_only = _instant_of(closes_at, time_zone)
    _refuse_if_it_opens_later(call, instant)
    was = (deadline.closes_at, deadline.is_day_only)
    if was == (instant, is_day_only):
        return deadline
    deadline.changes.create(was_at=was[0], was_day_only=was[1], source=source)
    deadline.closes_at, deadline.is_day_only = instant, is_day_only
    deadline.time_zone, deadline.as_printed = time_zone, as_printed
    deadline.save(update_fields=["closes_at", "is_day_only", "time_zone", "as_printed"])
    raise_sequence(call)
    write_by_hand(call, DEADLINES)
    details = {"was": was[0].isoformat(), "is": instant.isoformat(), "source": source}
    record_activity("moved a deadline of", call, by=by, **details)
    return deadline


@transaction.atomic
def set_deadline(call, *, closes_at, by, label="", **details):
    """Add the cut-off with this label, or move it there when the call has it already."""
    lock(call)
    if deadline := call.deadlines.filter(label=label).first():
        return move_deadline(deadline, closes_at=closes_at, by=by, **details)
    return add_deadline(call, closes_at=closes_at, by=by, label=label, **details)


@transaction.atomic
def remove_deadline(deadline, *, by):
    """Take away a cut-off that was never one; one that moved is moved instead."""
    demand_editor(by)
    call = lock(deadline.call)
    if deadline.applications.exists():
        raise DeadlineInUse
    Deadline.objects.filter(pk=deadline.pk).delete()
    raise_sequence(call)
    write_by_hand(call, DEADLINES)
    closed_at = deadline.closes_at.isoformat()
    record_activity("removed a deadline from", call, by=by, closes_at=closed_at)


def _instant_of(closes_at, time_zone):
    zone_info(time_zone)
    if not isinstance(closes_at, datetime):
        return end_of_day(closes_at, time_zone), True
    if closes_at.utcoffset() is None:
        raise ValueError("a deadline must be an aware datetime or a date")
    return closes_at, False


def _refuse_if_it_opens_later(call, closes_at):
    opens_at = Call.objects.values_list("opens_at", flat=True).get(pk=call.pk)
    if opens_at and closes_at <= opens_at:
        raise ClosesBeforeItOpens
