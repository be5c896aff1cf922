"""Where meetings can be: at a shared table, at a stand, or online; and what is taken of it in each slot.

Both on site and none of them at a stand: a table. Both on site and one at a stand: there, and a
stand receives one meeting at a time; where both have a stand, at one of them, and the other one
receives nobody either. One of them or both online: no place at all, but a link.
"""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from clusterhub.events.models import AttendanceMode, ExhibitorStaff
from clusterhub.matchmaking.models import Meeting, MeetingSeat
from clusterhub.web.prepared import Prepared


@dataclass(frozen=True)
class Place:
    table: int | None = None
    stand: int | None = None  # The exhibitor's key.


def stands_of(event_pk):
    """{registration's key: the exhibitor's} of all who stand at a stand; of several, the first."""
    return dict(_staff(event_pk))


_staff = Prepared(
    lambda event: (
        ExhibitorStaff.objects.filter(exhibitor__event=event)
        .order_by("-pk")
        .values_list("registration", "exhibitor")
    )
)


def is_on_site(participant):
    return participant.registration.mode == AttendanceMode.ON_SITE


def stands_used(a, b, stands):
    """The stands that a meeting of the two keeps busy, that of `a` first."""
    if not (is_on_site(a) and is_on_site(b)):
        return ()
    found = (stands.get(each.registration_id) for each in (a, b))
    return tuple(dict.fromkeys(each for each in found if each))


def needs_table(a, b, stands):
    return is_on_site(a) and is_on_site(b) and not stands_used(a, b, stands)


def limit_of(matchmaking, participant):
    """How many meetings she may have: as she wants, and as the event allows; None: no limit."""
    limits = (matchmaking.most_meetings, participant.most_meetings)
    return min((each for each in limits if each is not None), default=None)


class RoomForTwo:
    """Where these two could meet in slots of their event, but for a meeting of theirs that is passed
    over. It reads no meetings of others, only how many there are: two statements, and one for `place`."""

    def __init__(self, a, b, slots, *, but=None):
        self.pair = (a.pk, b.pk)
        self.stands = stands_of(a.matchmaking_id)
        self.used = stands_used(a, b, self.stands)
        self.needs_table = needs_table(a, b, self.stands)
        self._held = Meeting.objects.placed().filter(slot__in=slots)
        if but is not None:
            self._held = self._held.exclude(pk=but)
        self._full = self._without_room()

    def _without_room(self):
        if self.used:
            staff = [key for key, stand in self.stands.items() if stand in self.used]
            there = Q(stand__in=self.used)
            there |= Q(a__registration__in=staff) | Q(b__registration__in=staff)
            busy = self._held.filter(there, stand__isnull=False)
            return set(busy.values_list("slot", flat=True))
        if not self.needs_table:
            return set()
        tables = self._held.filter(table__gte=1, table__lte=F("slot__tables"))
        counted = tables.values_list("slot", "slot__tables").annotate(count=Count("pk")).order_by()
        return {slot for slot, there_are, count in counted if count >= there_are}

    def is_in(self, slot):
        return slot.pk not in self._full and not (self.needs_table and slot.tables < 1)

    def place(self, slot):
        """Where they meet in this slot; None where there is no room. A table at which one of them sits
        at another time saves her the walk."""
        if not self.is_in(slot):
            return None
        if not self.needs_table:
            return Place(stand=next(iter(self.used), None))
        taken = set(self._held.filter(slot=slot).values_list("table", flat=True))
        free = [number for number in range(1, slot.tables + 1) if number not in taken]
        return Place(table=next((each for each in self._known() if each in free), free[0]))

    def _known(self):
        """Tables at which one of the two sits at other times, the smaller numbers first."""
        return sorted({table for (table,) in _tables_of_two(*self.pair) if table})


_tables_of_two = Prepared(
    lambda a, b: MeetingSeat.objects.filter(participant__in=[a, b]).values_list("meeting__table")
)


class Taken:
    """What the meetings in some slots take: tables and stands, by slot. Two statements."""

    def __init__(self, matchmaking_pk, slots, *, but=None):
        self.stands = stands_of(matchmaking_pk)
        self.tables, self.busy_stands, self.table_of = {}, {}, {}
        rows = Meeting.objects.placed().filter(slot__in=slots).exclude(pk=but)
        columns = ("slot", "table", "stand", "a", "b", "a__registration", "b__registration")
        for slot, table, stand, a, b, *registrations in rows.values_list(*columns):
            if table:
                self.tables.setdefault(slot, set()).add(table)
                self.table_of.setdefault(a, set()).add(table)
                self.table_of.setdefault(b, set()).add(table)
            if stand:
                used = {self.stands[each] for each in registrations if each in self.stands}
                self.busy_stands.setdefault(slot, set()).update(used, {stand})

    def free_tables(self, slot):
        taken = self.tables.get(slot.pk, ())
        return [number for number in range(1, slot.tables + 1) if number not in taken]

    def place(self, a, b, slot):
        """Where the two can meet in this slot; None where there is no room."""
        if used := stands_used(a, b, self.stands):
            busy = self.busy_stands.get(slot.pk, ())
            return None if any(each in busy for each in used) else Place(stand=used[0])
        if not (is_on_site(a) and is_on_site(b)):
            return Place()
        free = self.free_tables(slot)
        if not free:
            return None
        # A table that one of them sits at anyway saves her the walk.
        known = self.table_of.get(a.pk, set()) | self.table_of.get(b.pk, set())
        return Place(table=next((each for each in free if each in known), free[0]))
