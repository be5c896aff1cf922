"""The organiser says how people meet: by which rules, in which slots, at how many tables."""

from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.events.operations.text import one_line, several_lines
from clusterhub.matchmaking.models import (
    AskingRule,
    Matchmaking,
    Meeting,
    MeetingSlot,
    Mode,
    Participant,
    TableName,
)
from clusterhub.matchmaking.operations.placing import forget_slots, lock_meetings
from clusterhub.matchmaking.operations.refusals import MeetingRefusal
from clusterhub.matchmaking.slot_patterns import MOST_SLOTS, first_overlap


class SlotsOverlap(MeetingRefusal):
    """Two slots of one event at the same time: nobody could be told apart in them."""

    def __init__(self, known, new):
        super().__init__(str(known))
        self.known, self.new = known, new


class TooManySlots(MeetingRefusal):
    most = MOST_SLOTS


class MeetingsInTheWay(MeetingRefusal):
    """So many meetings have their place there; a repair finds other ones."""

    def __init__(self, count):
        super().__init__(str(count))
        self.count = count


@transaction.atomic
def begin_meetings(event, *, by):
    """From now on people may meet here; said twice is said once."""
    matchmaking, is_new = Matchmaking.objects.get_or_create(event=event)
    if is_new:
        record_activity("began 1:1 meetings at", event, by=by)
    return matchmaking


@transaction.atomic
def change_settings(matchmaking, *, rules, by, **facts):
    """`rules` are pairs of roles, of which the first may not ask the second. Changing the mode loses
    nothing: who took a time keeps it, and no schedule moves it unless it is unlocked."""
    matchmaking = lock_meetings(matchmaking.pk)
    was = matchmaking.mode
    facts["intro"] = several_lines(facts.get("intro", matchmaking.intro))
    for name, value in facts.items():
        setattr(matchmaking, name, value)
    matchmaking.save()
    if was == Mode.DIRECT and matchmaking.mode == Mode.SCHEDULED:
        Meeting.objects.placed().filter(matchmaking=matchmaking).update(is_locked=True)
    matchmaking.rules.all().delete()
    AskingRule.objects.bulk_create(
        AskingRule(matchmaking=matchmaking, asker=asker, asked=asked) for asker, asked in rules
    )
    record_activity("changed the meetings of", matchmaking.event, by=by, mode=matchmaking.mode)
    return matchmaking


@transaction.atomic
def add_slots(matchmaking, hours, *, tables, by):
    """More slots with so many tables each; SlotsOverlap with what is there, or with one another."""
    matchmaking = lock_meetings(matchmaking.pk)
    known = list(matchmaking.slots.all())
    if len(known) + len(hours) > MOST_SLOTS:
        raise TooManySlots
    if pair := first_overlap(known, hours):
        raise SlotsOverlap(*pair)
    made = MeetingSlot.objects.bulk_create(
        MeetingSlot(
            matchmaking=matchmaking, starts_at=each.starts_at, ends_at=each.ends_at, tables=tables
        )
        for each in hours
    )
    record_activity("added slots to", matchmaking.event, by=by, count=len(made), tables=tables)
    return made


@transaction.atomic
def set_tables(matchmaking, slots, *, tables, by):
    """So many tables in these slots; MeetingsInTheWay where people sit at one that would go."""
    matchmaking = lock_meetings(matchmaking.pk)
    at_others = Meeting.objects.placed().filter(slot__in=slots, table__gt=tables)
    if count := at_others.count():
        raise MeetingsInTheWay(count)
    changed = matchmaking.slots.filter(pk__in=[slot.pk for slot in slots]).update(tables=tables)
    record_activity("set the tables of", matchmaking.event, by=by, slots=changed, tables=tables)
    return changed


@transaction.atomic
def remove_slots(matchmaking, slots, *, by):
    """Take slots away; MeetingsInTheWay where somebody meets in one of them."""
    matchmaking = lock_meetings(matchmaking.pk)
    if count := Meeting.objects.placed().filter(slot__in=slots).count():
        raise MeetingsInTheWay(count)
    found = matchmaking.slots.filter(pk__in=[slot.pk for slot in slots])
    count = forget_slots(found)
    record_activity("removed slots from", matchmaking.event, by=by, count=count)
    return count


@transaction.atomic
def name_tables(matchmaking, names, *, by):
    """`names`: {number: words}; what is not in it has no name any more."""
    matchmaking = lock_meetings(matchmaking.pk)
    matchmaking.table_names.all().delete()
    TableName.objects.bulk_create(
        TableName(matchmaking=matchmaking, number=number, name=one_line(name)[:100])
        for number, name in sorted(names.items())
        if one_line(name)
    )
    record_activity("named the tables of", matchmaking.event, by=by, count=len(names))


@transaction.atomic
def set_role(participant, *, role, by):
    """Delegate, exhibitor, hosted buyer: by this the rules say who may ask whom."""
    lock_meetings(participant.matchmaking_id)
    Participant.objects.filter(pk=participant.pk).update(role=role)
