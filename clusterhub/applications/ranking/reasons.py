"""Why somebody is funded or not: found as data here, said in words by `sentences`."""

from clusterhub.applications.ranking.shapes import Reason


def why_funded(choice, place):
    """Funded, and what helped: a minimum that others of a higher rank had to make room for."""
    entry = choice.ordered[place]
    facts = {"amount": entry.amount}
    for number, least in choice.minimums.items():
        limit = choice.limits[number]
        if place not in limit.members:
            continue
        taken = sorted(limit.members & choice.taken)
        passed = [above for above in range(place) if above not in choice.taken]
        if passed and len(taken) <= least and place in taken:
            helped = {"group": limit.group, "values": limit.values, "least": least}
            return (Reason("funded_by_minimum", facts | helped),)
    return (Reason("funded", facts),)


def why_not(choice):
    """A function from a place in the order to the reasons why it has none."""
    final = choice.room(sorted(choice.taken))

    def reasons(place):
        if choice.stopped_at is not None:
            return (_stopped(choice, place, final),)
        barriers = final.barriers(place)
        if choice.greatest is not None and not any(
            _is_taken_above(b, choice, place) for b in barriers
        ):
            return (Reason("greater_total", {"total": choice.greatest}),)
        if not barriers:
            return (_kept_for_minimum(choice),)
        # What higher ranks alone have filled is the reason; what filled up later only came to it.
        first = [limit for limit in barriers if _is_taken_above(limit, choice, place)]
        return tuple(_barrier(limit, choice, place, final) for limit in first or barriers)

    return reasons


def shortfall_of(choice):
    """Minimums that are not met, with how far they are."""
    found = []
    for limit in choice.limits:
        reached = len(limit.members & choice.taken)
        if reached < limit.at_least:
            facts = {"group": limit.group, "values": limit.values}
            found.append(Reason("shortfall", facts | {"least": limit.at_least, "reached": reached}))
    return tuple(found)


def _is_taken_above(limit, choice, place):
    """Whether higher ranks alone fill this limit up, so that the sum of scores need not be named."""
    taken = limit.members & choice.taken
    above = {other for other in taken if other < place or other in choice.earlier}
    if limit.at_most is not None and len(above) >= limit.at_most:
        return True
    spent = sum(choice.ordered[other].amount for other in above)
    most = limit.most_amount
    return most is not None and spent + choice.ordered[place].amount > most


def _stopped(choice, place, final):
    at = choice.stopped_at
    if place == at:
        return _barrier(final.barriers(at)[0], choice, place, final)
    return Reason("stopped", {"rank": at + 1})


def _kept_for_minimum(choice):
    groups = [
        (choice.limits[number].group, choice.limits[number].values, least)
        for number, least in choice.minimums.items()
        if least
    ]
    return Reason("kept_for_minimum", {"minimums": groups})


def _barrier(limit, choice, place, room):
    taken = limit.members & choice.taken
    listed = sorted(taken - choice.earlier)
    facts = {"group": limit.group, "values": limit.values, "ranks": [each + 1 for each in listed]}
    facts["earlier"] = len(taken) - len(listed)
    kept = any(other > place for other in listed)
    facts["kept"] = [
        (choice.limits[number].group, choice.limits[number].values, least)
        for number, least in choice.minimums.items()
        if least and kept
    ]
    if limit.at_most is not None and len(taken) >= limit.at_most:
        return Reason(f"{limit.kind}_full", facts | {"most": limit.at_most})
    left = room.left_of(limit)
    amount = choice.ordered[place].amount
    return Reason(
        f"{limit.kind}_spent", facts | {"most": limit.most_amount, "left": left, "amount": amount}
    )
