from datetime import datetime

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.directory.slugs import create_with_slug
from clusterhub.funding.models import Call, Deadline, end_of_day

IN_CALENDARS = {"title", "url"}


class ClosesBeforeItOpens(Exception):
    """A call would close before, or at the moment when, it opens."""


@transaction.atomic
def create_call(*, title, by, topics=(), ecosystems=(), **fields):
    """Add a call, not yet published and still without deadlines."""
    call = create_with_slug(Call, title, title=title, **fields)
    call.topics.set(topics)
    call.ecosystems.set(ecosystems)
    record_activity("created", call, by=by)
    return call


@transaction.atomic
def update_call(call, *, by, topics=None, ecosystems=None, **changes):
    """Change what is said of a call; its address stays."""
    before = _lock(call)
    if opens_at := changes.get("opens_at"):
        _refuse_if_closed_by(opens_at, before.deadlines.all())
    changed = [name for name, value in changes.items() if getattr(before, name) != value]
    for name in changed:
        setattr(call, name, changes[name])
    if changed:
        call.save(update_fields=[*changed, "updated_at"])
    if topics is not None:
        call.topics.set(topics)
    if ecosystems is not None:
        call.ecosystems.set(ecosystems)
    if IN_CALENDARS & set(changed):
        _raise_sequence(call)
    record_activity("updated", call, by=by, fields=sorted(changed))
    return call


@transaction.atomic
def add_deadline(
    call, *, closes_at, by, time_zone=DEFAULT_ZONE, label="", as_printed="", source=""
):
    """Add a cut-off; `closes_at` is an aware datetime, or a date when only the day is known.

    The same deadline twice is one deadline.
    """
    _lock(call)
    instant, is_day_only = _instant_of(closes_at, time_zone)
    _refuse_if_it_opens_later(call, instant)
    deadline, is_new = call.deadlines.get_or_create(
        closes_at=instant,
        label=label,
        defaults={"time_zone": time_zone, "is_day_only": is_day_only, "as_printed": as_printed},
    )
    if is_new:
        _raise_sequence(call)
        details = {"closes_at": instant.isoformat(), "label": label, "source": source}
        record_activity("added a deadline to", call, by=by, **details)
    return deadline


@transaction.atomic
def move_deadline(deadline, *, closes_at, by, source="", time_zone=None, as_printed=""):
    """Move a cut-off and keep what it was, with where the news came from; to the same moment it
    does not move."""
    call = _lock(deadline.call)
    deadline.refresh_from_db()
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
    _raise_sequence(call)
    details = {"was": was[0].isoformat(), "is": instant.isoformat(), "source": source}
    record_activity("moved a deadline of", call, by=by, **details)
    return deadline


@transaction.atomic
def set_deadline(call, *, closes_at, by, label="", **details):
    """Add the cut-off with this label, or move it there when the call has it already."""
    _lock(call)
    if deadline := call.deadlines.filter(label=label).first():
        return move_deadline(deadline, closes_at=closes_at, by=by, **details)
    return add_deadline(call, closes_at=closes_at, by=by, label=label, **details)


@transaction.atomic
def remove_deadline(deadline, *, by):
    """Take away a cut-off that was never one; one that moved is moved instead."""
    call = _lock(deadline.call)
    Deadline.objects.filter(pk=deadline.pk).delete()
    _raise_sequence(call)
    closed_at = deadline.closes_at.isoformat()
    record_activity("removed a deadline from", call, by=by, closes_at=closed_at)


@transaction.atomic
def publish_call(call, *, by):
    """Make a call visible to everyone; once is enough."""
    if call.published_at is None:
        call.published_at = timezone.now()
        call.save(update_fields=["published_at"])
        record_activity("published", call, by=by)
    return call


@transaction.atomic
def withdraw_call(call, *, by):
    """Hide a call from everyone but editors."""
    if call.published_at is not None:
        call.published_at = None
        call.save(update_fields=["published_at"])
        record_activity("withdrew", call, by=by)
    return call


def _lock(call):
    # Who changes this call's dates takes turns, so that none closes before it opens.
    return Call.objects.select_for_update().get(pk=call.pk)


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


def _refuse_if_closed_by(opens_at, deadlines):
    if any(deadline.closes_at <= opens_at for deadline in deadlines):
        raise ClosesBeforeItOpens


def _raise_sequence(call):
    # Calendar programs take the entry with the higher number for the newer one.
    call.sequence = _lock(call).sequence + 1
    call.save(update_fields=["sequence", "updated_at"])
