"""Budget, places and quotas as one kind of thing: so many, or so much, of some of the entries."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    kind: str  # budget, places or quota
    members: frozenset  # Where they stand in the order, from 0.
    group: str = ""
    values: tuple = ()
    at_least: int = 0
    at_most: int | None = None
    most_amount: int | None = None


def limits_of(ordered, rules):
    """The limits of this list, in the order in which minimums count."""
    everybody = frozenset(range(len(ordered)))
    found = []
    if rules.budget is not None:
        found.append(Limit("budget", everybody, most_amount=rules.budget))
    if rules.places is not None:
        found.append(Limit("places", everybody, at_most=rules.places))
    for quota in rules.quotas:
        for values in _values_of(quota, ordered):
            members = {i for i, e in enumerate(ordered) if e.groups.get(quota.group) in values}
            found.append(
                Limit(
                    *("quota", frozenset(members), quota.group, values),
                    *(quota.at_least, quota.at_most, quota.most_amount),
                )
            )
    return found


def _values_of(quota, ordered):
    if quota.values:
        return [tuple(quota.values)]
    known = {entry.groups.get(quota.group) for entry in ordered} - {None, ""}
    return [(value,) for value in sorted(known)]


class Room:
    """What is left of each limit while entries are taken."""

    def __init__(self, ordered, limits):
        self.amounts = [entry.amount for entry in ordered]
        self.limits = limits
        self.counts = [0] * len(limits)
        self.spent = [0] * len(limits)
        self.taken = set()
        self._of = [[] for _entry in ordered]
        for number, limit in enumerate(limits):
            for member in limit.members:
                self._of[member].append(number)

    def take(self, place):
        self.taken.add(place)
        for number in self._of[place]:
            self.counts[number] += 1
            self.spent[number] += self.amounts[place]

    def barriers(self, place):
        """The limits that do not let this one in, as things stand."""
        return [
            self.limits[number]
            for number in self._of[place]
            if self._is_full(number) or self._is_too_much(number, self.amounts[place])
        ]

    def fits(self, place):
        return not any(
            self._is_full(number) or self._is_too_much(number, self.amounts[place])
            for number in self._of[place]
        )

    def left_of(self, limit):
        """How much money is left of a limit."""
        return limit.most_amount - self.spent[self.limits.index(limit)]

    def is_broken(self):
        """Whether one limit is exceeded."""
        pairs = enumerate(self.limits)
        return any(
            (limit.at_most is not None and self.counts[number] > limit.at_most)
            or (limit.most_amount is not None and self.spent[number] > limit.most_amount)
            for number, limit in pairs
        )

    def unmet(self, minimums):
        """[(number of the limit, how many are missing)]"""
        missing = [
            (number, least - self.counts[number]) for number, least in minimums.items() if least
        ]
        return [(number, count) for number, count in missing if count > 0]

    def _is_full(self, number):
        most = self.limits[number].at_most
        return most is not None and self.counts[number] >= most

    def _is_too_much(self, number, amount):
        most = self.limits[number].most_amount
        return most is not None and self.spent[number] + amount > most
