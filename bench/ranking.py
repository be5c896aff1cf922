"""Rankings of 2,000 applications from 27 countries, and their 6,000 evaluations among 60 people."""

import random
import time
from decimal import Decimal

from clusterhub.applications.assignment import Case, Judge, assign
from clusterhub.applications.ranking import Entry, Quota, Rules, TieKind, TieRule, Way, rank

COUNTRIES = [f"C{number:02}" for number in range(27)]
TIES = (TieRule(TieKind.FEWER, "country"), TieRule(TieKind.LOT, "bench"))
EACH = Quota("country", (), at_least=2, at_most=20)
SOME = Quota("country", tuple(COUNTRIES[:3]), at_least=40)


def run(count=2000):
    chance = random.Random(8)
    same = [_entry(chance, number, 500_000) for number in range(count)]
    free = [_entry(chance, number, chance.randint(20, 600) * 10_000) for number in range(count)]
    print(f"\nranking {count} applications, 27 countries: 2 to 20 each, 40 from three of them")
    for words, entries, budget in (
        ("€5,000 each, €1.5 m", same, 150_000_000),
        ("€2,000 to €60,000, €5 m", free, 500_000_000),
    ):
        for way in Way:
            started = time.process_time()
            ranking = rank(entries, Rules(way, budget, None, (EACH, SOME), TIES))
            spent = time.process_time() - started
            print(f"  {words:24} {way:15} {len(ranking.funded):4} funded {spent:6.2f} s CPU")
    _assignment(chance, count)


def _entry(chance, number, amount):
    score = Decimal(chance.randint(80, 200)) / 2
    return Entry(number, score, amount, {"country": chance.choice(COUNTRIES)}, submitted_at=number)


def _assignment(chance, count, people=60):
    subjects = [f"s{number}" for number in range(14)]
    cases = [Case(number, frozenset(chance.sample(subjects, 2)), 3) for number in range(count)]
    judges = [Judge(number, frozenset(chance.sample(subjects, 4))) for number in range(people)]
    conflicts = {(chance.randrange(count), chance.randrange(people)) for _ in range(2 * count)}
    started = time.process_time()
    found = assign(cases, judges, conflicts)
    spent, loads = time.process_time() - started, found.loads.values()
    print(
        f"  {len(found.pairs)} evaluations among {people}: {min(loads)} to {max(loads)} each, {spent:.2f} s CPU"
    )
