"""Where meetings can be: at a shared table, at a stand, or online; and what is taken of it in each slot.

Both on site and none of them at a stand: a table. Both on site and one at a stand: there, and a
stand receives one meeting at a time; where both have a stand, at one of them, and the other one
receives nobody either. One of them or both online: no place at all, but a link.
"""

from dataclasses import dataclass

from clusterhub.events.models import AttendanceMode, ExhibitorStaff
from clusterhub.matchmaking.models import Meeting


@dataclass(frozen=True)
class Place:
    table: int | None = None
    stand: int | None = None  # The exhibitor's key.


def stands_of(event_pk):
    """{registration's key: the exhibitor's} of all who stand at a stand; of several, the first."""
    rows = ExhibitorStaff.objects.filter(exhibitor__event=event_pk).order_by("-pk")
    return dict(rows.values_list("registration", "exhibitor"))


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
