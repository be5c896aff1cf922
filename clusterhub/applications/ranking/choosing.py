"""Who gets a place: three ways, each exact, each with a reason for everybody."""

from dataclasses import dataclass, field

from clusterhub.applications.ranking import programme
from clusterhub.applications.ranking.limits import Room, limits_of
from clusterhub.applications.ranking.order import in_order, tie_reasons
from clusterhub.applications.ranking.reasons import shortfall_of, why_funded, why_not
from clusterhub.applications.ranking.shapes import Line, Place, Ranking, Way

BLOCK = 16  # So many places are decided by one programme: 2^16 is safe from rounding.


@dataclass
class Choice:
    """A list with its limits, and what was decided on it."""

    ordered: list
    limits: list
    minimums: dict = field(default_factory=dict)  # {number of the limit: what can be reached}
    taken: set = field(default_factory=set)
    stopped_at: int | None = None
    greatest: int | None = None  # The sum of scores that nothing beats.
    earlier: frozenset = frozenset()  # Behind the list: what earlier cut-offs have granted.

    @property
    def amounts(self):
        return [entry.amount for entry in self.ordered]

    def rows(self):
        return programme.rows_of(self.limits, self.amounts, self.minimums)

    def room(self, taken=()):
        room = Room(self.ordered, self.limits)
        for place in taken:
            room.take(place)
        return room


def rank(entries, rules, earlier=()):
    """Order, places, reserve and the reason of everybody. What `earlier` cut-offs have granted counts
    against the same budget and quotas, and stands in no list."""
    ranked = [entry for entry in entries if not entry.misses]
    ordered = in_order(ranked, rules.ties)
    choice = _choose([*ordered, *earlier], rules, earlier=len(earlier))
    lines, waiting = [], 0
    ties = tie_reasons(ordered, rules.ties)
    reasons = why_not(choice)
    for place, entry in enumerate(ordered):
        if place in choice.taken:
            where, why = Place.FUNDED, why_funded(choice, place)
        else:
            waiting += 1
            is_reserve = rules.reserve is None or waiting <= rules.reserve
            where, why = Place.RESERVE if is_reserve else Place.NOT_FUNDED, reasons(place)
        lines.append(Line(entry, where, place + 1, why, ties[place]))
    below = sorted(
        (entry for entry in entries if entry.misses), key=lambda each: (-each.score, each.number)
    )
    lines += [Line(entry, Place.BELOW, None, entry.misses) for entry in below]
    return Ranking(tuple(lines), shortfall_of(choice))


def who_moves_up(ranking, rules, *, standing, gone, elsewhere=()):
    """The numbers of the reserve list that get what became free, best first, under the same rules.

    `standing` are the numbers that keep their place, `gone` those that gave it back, `elsewhere` what
    other cut-offs have granted.
    """
    in_play = [
        line.entry
        for line in ranking.lines
        if line.entry.number in standing
        or (line.place == Place.RESERVE and line.entry.number not in gone)
    ]
    held = frozenset(i for i, each in enumerate(in_play) if each.number in standing)
    choice = _choose([*in_play, *elsewhere], rules, held=held, earlier=len(elsewhere))
    return [
        entry.number
        for place, entry in enumerate(in_play)
        if place in choice.taken and entry.number not in standing
    ]


def fits(entry, granted, rules):
    """Whether one more can be funded beside what is granted, by budget, places and quotas."""
    ordered = [entry, *granted]
    room = Room(ordered, limits_of(ordered, rules))
    for place in range(1, len(ordered)):
        room.take(place)
    return room.fits(0)


def _choose(ordered, rules, *, earlier, held=frozenset()):
    before = frozenset(range(len(ordered) - earlier, len(ordered)))
    held = held | before
    choice = Choice(ordered, limits_of(ordered, rules), taken=set(held), earlier=before)
    free = [place for place in range(len(ordered)) if place not in held]
    wanted = {
        number: min(limit.at_least, len(limit.members))
        for number, limit in enumerate(choice.limits)
        if limit.at_least
    }
    if rules.way == Way.STRICT:
        choice.minimums = wanted
        _strictly(choice, free)
    elif rules.way == Way.GREATEST_TOTAL:
        choice.minimums = _reachable(choice, wanted, free)
        _greatest(choice, free)
    else:
        _by_order(choice, wanted, free)
    return choice


def _strictly(choice, free):
    room = choice.room(choice.taken)
    for place in free:
        if not room.fits(place):
            choice.stopped_at = place
            break
        room.take(place)
    choice.taken = room.taken


def _by_order(choice, wanted, free):
    """The set that is best from the top: nobody lower costs anybody higher her place."""
    room = choice.room(choice.taken)
    _fill(room, free)
    if not room.unmet(wanted):
        choice.taken, choice.minimums = room.taken, wanted
        return
    choice.minimums = _reachable(choice, wanted, free)
    _lexicographic(choice, choice.rows(), free)


def _greatest(choice, free):
    gains = {place: int(choice.ordered[place].score * 100) for place in free}
    rows, held = choice.rows(), set(choice.taken)
    chosen = programme.best(gains, rows, held=held, free=free)
    value = sum(gains[place] for place in chosen)
    choice.greatest = value + sum(int(choice.ordered[place].score * 100) for place in held)
    out, must = programme.surely_out(gains, rows, held=held, free=free, value=value)
    choice.taken |= must
    left = [place for place in free if place not in out and place not in must]
    same = programme.Row(dict(gains), value, value)
    _lexicographic(choice, [*rows, same], left, is_open=False)


def _lexicographic(choice, rows, free, *, is_open=True):
    """From the top, everybody who can be taken so that all rows can still be kept.

    `is_open`: once the minimums are met, nothing but room decides, and no programme is needed.
    """
    room, left = choice.room(choice.taken), list(free)
    while left:
        if is_open and not room.unmet(choice.minimums):
            _fill(room, left)
            break
        block, left = _next_block(choice, room, left)
        if not block:
            continue
        gains = {place: 1 << (len(block) - number) for number, place in enumerate(block, 1)}
        chosen = programme.best(gains, rows, held=room.taken, free=[*block, *left])
        for place in block:
            if place in chosen:
                room.take(place)
    choice.taken = room.taken


def _next_block(choice, room, left):
    needed = _Needed(choice, room, left)
    block = []
    for seen, place in enumerate(left):
        if len(block) == BLOCK:
            return block, left[seen:]
        if room.fits(place) and not needed.excludes(place):
            block.append(place)
    return block, []


class _Needed:
    """What the minimums will still cost at least: who leaves less than that is out without asking."""

    def __init__(self, choice, room, left):
        self.room, self.choice = room, choice
        self.members, self.amount, self.count = set(), 0, 0
        for number, missing in room.unmet(choice.minimums):
            members = choice.limits[number].members
            if members & self.members:
                continue  # One entry may serve two minimums; the first alone is a sure bound.
            self.members |= members
            prices = sorted(choice.amounts[place] for place in left if place in members)
            self.amount += sum(prices[:missing])
            self.count += missing

    def excludes(self, place):
        if place in self.members:
            return False
        for number, limit in enumerate(self.room.limits):
            if limit.kind == "budget":
                spent = self.room.spent[number] + self.choice.amounts[place] + self.amount
                if spent > limit.most_amount:
                    return True
            if limit.kind == "places" and self.room.counts[number] + 1 + self.count > limit.at_most:
                return True
        return False


def _fill(room, free):
    for place in free:
        if place not in room.taken and room.fits(place):
            room.take(place)


def _reachable(choice, wanted, free):
    """Each minimum as far as it can be met with those named before it."""
    choice.minimums = wanted
    held = set(choice.taken)
    if not wanted or programme.best({}, choice.rows(), held=held, free=free) is not None:
        return wanted
    choice.minimums = {}
    for number, least in wanted.items():
        members = choice.limits[number].members
        gains = dict.fromkeys(members & set(free), 1)
        chosen = programme.best(gains, choice.rows(), held=held, free=free)
        reached = min(least, len(members & (chosen | held)))
        choice.minimums = choice.minimums | {number: reached}
    return choice.minimums
