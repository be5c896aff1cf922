"""A schedule, or its repair, becomes what people see: everyone is told once what changed for her.

What is to be was reckoned and shown before; here it is only written, if nothing has changed since.
"""

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.matchmaking.models import Meeting, Schedule, SlotOff
from clusterhub.matchmaking.operations.placing import forget_slots, lock_meetings
from clusterhub.matchmaking.operations.placing_many import place_all
from clusterhub.matchmaking.operations.refusals import MeetingRefusal
from clusterhub.matchmaking.scheduling_facts import facts_of


class WorldMovedOn(MeetingRefusal):
    """Somebody cancelled, asked, or was placed since this was shown; look again."""


@transaction.atomic
def publish(schedule, *, moves, fingerprint, by):
    """From now on this is the schedule. `moves` were reckoned from facts of this fingerprint."""
    matchmaking = lock_meetings(schedule.matchmaking_id)
    facts = facts_of(matchmaking)
    if facts.fingerprint != fingerprint:
        raise WorldMovedOn
    changed = place_all(matchmaking, moves.places, facts.scope)
    now = timezone.now()
    Schedule.objects.filter(pk=schedule.pk).update(published_at=now)
    matchmaking.published_id = schedule.pk
    matchmaking.save(update_fields=["published", "updated_at"])
    record_activity(
        "published the meetings of", matchmaking.event, by=by, number=schedule.number,
        changed=len(changed),
    )  # fmt: skip
    return changed


@transaction.atomic
def apply_repair(matchmaking, *, change, moves, fingerprint, by):
    """Do what the organiser saw: first people move, then tables, slots and hours fall away."""
    matchmaking = lock_meetings(matchmaking.pk)
    facts = facts_of(matchmaking, change=change)
    if facts.fingerprint != fingerprint:
        raise WorldMovedOn
    changed = place_all(matchmaking, moves.places, facts.scope)
    for slot, tables in change.tables.items():
        matchmaking.slots.filter(pk=slot).update(tables=tables)
    forget_slots(matchmaking.slots.filter(pk__in=change.without))
    rows = [
        SlotOff(participant_id=participant, slot_id=slot)
        for participant, slots in change.away.items()
        for slot in slots
        if slot not in change.without
    ]
    SlotOff.objects.bulk_create(rows, ignore_conflicts=True)
    record_activity("repaired the meetings of", matchmaking.event, by=by, changed=len(changed))
    return changed


@transaction.atomic
def set_locked(matchmaking, meetings, *, is_locked, by):
    """Locked is what no schedule and no repair moves; only what has a time can be."""
    matchmaking = lock_meetings(matchmaking.pk)
    rows = Meeting.objects.living().filter(matchmaking=matchmaking, pk__in=meetings)
    if is_locked:
        rows = rows.filter(slot__isnull=False)
    count = rows.update(is_locked=is_locked)
    verb = "locked meetings of" if is_locked else "unlocked meetings of"
    record_activity(verb, matchmaking.event, by=by, count=count)
    return count
