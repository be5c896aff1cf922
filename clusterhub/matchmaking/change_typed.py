"""What the organiser wants to see the end of, as it stands in an address and in a form:
`tables=12:10`, `without=13`, `away=5:12`, each as often as needed; numbers of rows."""

from collections import defaultdict

from clusterhub.matchmaking.models import Participant
from clusterhub.matchmaking.scheduling_facts import Change

NAMES = ("tables", "without", "away")
MOST = 2000


def change_of(matchmaking, typed):
    """The change that a QueryDict describes; what is of no row of this event is passed over."""
    slots = set(matchmaking.slots.values_list("pk", flat=True))
    tables = {s: min(n, MOST) for s, n in _pairs(typed.getlist("tables")) if s in slots}
    without = frozenset(s for s, _ in _pairs(f"{each}:0" for each in typed.getlist("without")))
    away = defaultdict(set)
    pairs = [(p, s) for p, s in _pairs(typed.getlist("away")) if s in slots]
    known = Participant.objects.filter(matchmaking=matchmaking, pk__in={p for p, _ in pairs})
    people = set(known.values_list("pk", flat=True))
    for participant, slot in pairs:
        if participant in people:
            away[participant].add(slot)
    return Change(tables, without & slots, {who: frozenset(away[who]) for who in away})


def as_typed(change):
    """[(name, value)] for the hidden fields of a form, or an address."""
    rows = [("tables", f"{slot}:{number}") for slot, number in change.tables.items()]
    rows += [("without", str(slot)) for slot in sorted(change.without)]
    return rows + [
        ("away", f"{who}:{slot}") for who, slots in change.away.items() for slot in sorted(slots)
    ]


def _pairs(words):
    for each in list(words)[:MOST]:
        left, _colon, right = each.partition(":")
        if all(part.isascii() and part.isdigit() and len(part) < 19 for part in (left, right)):
            yield int(left), int(right)
