"""The input in flat lists of whole numbers, as the inner loops want it; slots are bits in order of time.

Whatever can hold one meeting at a time is a *holder*: each person, and each stand that several people on
site share (a stand of one person is busy exactly when she is). A meeting has two to four holders:

- both on site, neither with a stand: a table, of which each slot has so many;
- both on site, one with a stand: at the stand, which receives one meeting per slot, and no table;
- both with a stand: at one of the two, and the other one receives nobody either;
- one of them or both online: a link, and neither table nor stand.
"""

import math

from clusterhub.matchmaking.scheduler import reasons
from clusterhub.matchmaking.scheduler.slots import days, most_apart, overlaps, pools

NO_LIMIT = 1 << 40
GRAINS = (1, 10, 100, 1000, 10_000)  # Values with few decimals are summed without rounding.


class Problem:
    def __init__(self, given):
        self.options = given.options
        self._slots(given.slots)
        self._people(given.participants)
        self._meetings(given.meetings)
        self._limits()

    def _slots(self, given):
        self.slots = sorted(given, key=lambda slot: (slot.starts, slot.ends))
        self.slot_count = len(self.slots)
        self.all_slots = (1 << self.slot_count) - 1
        self.number_of_slot = {slot.id: i for i, slot in enumerate(self.slots)}
        self.conflicts = overlaps(self.slots)
        self.has_overlaps = any(mask & (mask - 1) for mask in self.conflicts)
        self.days = days(self.slots)
        self.pools = pools(self.slots, self.conflicts)
        self.pools_of = [
            [at for at, (mask, _) in enumerate(self.pools) if mask >> i & 1]
            for i in range(self.slot_count)
        ]
        self.no_table = self._mask(slot.id for slot in self.slots if slot.tables == 0)
        self.later = [
            sum(1 << j for j, other in enumerate(self.slots) if other.starts >= slot.ends)
            for slot in self.slots
        ]
        self.earlier = [
            sum(1 << j for j, other in enumerate(self.slots) if other.ends <= slot.starts)
            for slot in self.slots
        ]

    def _mask(self, slot_ids):
        mask = 0
        for slot in slot_ids:
            mask |= 1 << self.number_of_slot[slot]
        return mask

    def _people(self, given):
        self.people = given
        self.person_count = len(given)
        self.number_of_person = {person.id: i for i, person in enumerate(given)}
        self.available = [
            self.all_slots if person.available is None else self._mask(person.available)
            for person in given
        ]
        self.most = [
            NO_LIMIT if person.max_meetings is None else person.max_meetings for person in given
        ]
        staff = {}
        for i, person in enumerate(given):
            if person.is_on_site and person.stand is not None:
                staff.setdefault(person.stand, []).append(i)
        shared = [stand for stand, people in staff.items() if len(people) > 1]
        self.number_of_stand = {stand: len(given) + i for i, stand in enumerate(shared)}
        self.available += [self.all_slots] * len(shared)
        self.most += [NO_LIMIT] * len(shared)

    def _meetings(self, given):
        self.meetings = given
        self.meeting_count = len(given)
        self.number_of_meeting = {meeting.id: i for i, meeting in enumerate(given)}
        self.a = [self.number_of_person[meeting.a] for meeting in given]
        self.b = [self.number_of_person[meeting.b] for meeting in given]
        self.value = [meeting.value for meeting in given]
        self.is_fixed = [meeting.fixed_slot is not None for meeting in given]
        self.after = [
            [self.number_of_meeting[each] for each in dict.fromkeys(meeting.after)]
            for meeting in given
        ]
        self.before = [[] for _ in given]
        for m, earlier in enumerate(self.after):
            for other in earlier:
                self.before[other].append(m)
        self.is_ordered = [bool(self.after[m] or self.before[m]) for m in range(self.meeting_count)]
        self.needs_table, self.is_at_two, self.holders, self.allowed = [], [], [], []
        for m, meeting in enumerate(given):
            self._place(m, meeting)
        self.refused = reasons.refused_at_once(self)
        for m in self.refused:
            self.allowed[m] = 0

    def _place(self, m, meeting):
        a, b = self.a[m], self.b[m]
        pair = (self.people[a], self.people[b])
        is_on_site = all(person.is_on_site for person in pair)
        stands = {person.stand for person in pair if person.stand is not None and is_on_site}
        self.needs_table.append(is_on_site and not stands)
        self.is_at_two.append(len(stands) == 2)
        shared = [self.number_of_stand[stand] for stand in stands if stand in self.number_of_stand]
        self.holders.append((a, b, *sorted(shared)))
        mask = self.available[a] & self.available[b]
        if meeting.slots is not None:
            mask &= self._mask(meeting.slots)
        if meeting.fixed_slot is not None:
            mask &= 1 << self.number_of_slot[meeting.fixed_slot]
        if self.needs_table[m]:
            mask &= ~self.no_table
        self.allowed.append(mask)

    def _limits(self):
        """Nobody has more meetings than slots in which one of hers could be."""
        usable = self.usable = [0] * len(self.most)
        self.meetings_of = [[] for _ in self.most]
        for m, holders in enumerate(self.holders):
            if self.allowed[m]:
                for holder in holders:
                    usable[holder] |= self.allowed[m]
                    self.meetings_of[holder].append(m)
        self.degree = [
            min(self.most[i], most_apart(mask, self.slots) if mask else 0)
            for i, mask in enumerate(usable)
        ]
        numbers = [self.value[m] for m in range(self.meeting_count) if self.allowed[m]]
        self.grain = next((grain for grain in GRAINS if _has_grain(numbers, grain)), None)
        self.mean_value = sum(numbers) / len(numbers) if numbers else 0
        given = self.options.fairness
        first = 0.001 * self.mean_value if given is None else given
        self.steps = [first, first / 2, first / 4] + [0] * (max(self.degree, default=0) + 2)

    def total(self, meetings):
        """The sum of their values; exact where values have few decimals."""
        values = [self.value[m] for m in meetings]
        if self.grain is None:
            return math.fsum(values)
        if self.grain == 1:
            return sum(values)
        return sum(round(value * self.grain) for value in values) / self.grain


def _has_grain(values, grain):
    if grain == 1:
        return all(isinstance(value, int) for value in values)
    return all(abs(value * grain - round(value * grain)) < 1e-7 for value in values)
