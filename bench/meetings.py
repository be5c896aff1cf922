"""The schedule of meetings: share of the provable bound, against first come first served, in one run."""

import json
import random
import time
from pathlib import Path

from bench.measuring import Bars, print_table
from bench.meeting_files import read_forum
from bench.meeting_instances import event
from clusterhub.matchmaking.scheduler import Problem, read, repair, schedule
from clusterhub.matchmaking.scheduler.board import Board
from clusterhub.matchmaking.tests.checking import best_value, faults

# (meetings wanted by each, tables per wanted meeting and slot, the share of the bound that we ask of it)
CROWDS = [(6, 1.1, 0.999), (10, 1.0, 0.998), (14, 0.8, 0.995), (14, 0.3, None)]
SMALL = [(40, 6), (40, 10), (80, 6), (80, 10), (120, 6), (120, 10), (120, 14)]
SECONDS = {1200: 10, 5000: 60}
TO_READ = 0.5  # Seconds beside those that the search may take.
JUDGED_SHARE, JUDGED_IDLE = 1200, 2  # So many people at most; the first crowds.


CROWD_COLUMNS = (
    *("people", "wanted", "tables", "seed", "first come", "greedy", "placed", "found", "bar"),
    *("value", "bound", "idle", "of all", "none held", "wall s", "CPU s", "again", "faults"),
)
PROVEN_COLUMNS = (
    *("people", "wanted", "seed", "found", "best there is", "bound", "share", "wall s", "proof s"),
)
FORUM_COLUMNS = ("file", "people", "meetings", "held", "bound", "idle", "faults", "wall s")


def run(people, files):
    schedule(Problem(read(event(20, 4, 1, 0, seconds=1))))  # Loads the solver.
    bars = Bars()
    rows = [row for count in people for crowd in CROWDS for row in _crowd(bars, count, *crowd)]
    print_table("Share of the provable bound", CROWD_COLUMNS, rows)
    _repairs(people[0])
    rows = [_proven(*size, seed) for size in SMALL for seed in (1, 2)]
    print_table("Beside the proven optimum", PROVEN_COLUMNS, rows)
    if files:
        print_table("B2B forums", FORUM_COLUMNS, [_forum(Path(file)) for file in files])
    return bars.judge("the schedule of meetings")


def first_come(problem, seed):
    """What people get who take the first free common slot themselves, in the order of acceptance."""
    order = list(range(problem.meeting_count))
    random.Random(seed).shuffle(order)
    return _take_in_turn(problem, order)


def greedy(problem):
    """The same, the most valuable first."""
    order = sorted(range(problem.meeting_count), key=lambda m: -problem.value[m])
    return _take_in_turn(problem, order)


def _take_in_turn(problem, order):
    board = Board(problem)
    for m in order:
        if mask := board.open_slots(m):
            board.place(m, (mask & -mask).bit_length() - 1)
    return board


def _timed(work):
    wall, cpu = time.monotonic(), time.process_time()
    made = work()
    return made, time.monotonic() - wall, time.process_time() - cpu


def _crowd(bars, people, each, tables, bar):
    made_of = f"{people:,} people, {each} wanted by each"
    for seed in (1, 2, 3):
        file = event(people, each, tables, seed, seconds=SECONDS.get(people, 10))
        problem = Problem(read(file))
        made, wall, cpu = _timed(lambda file=file: schedule(Problem(read(file))))
        again = schedule(problem) if seed == 1 else None
        placed = schedule(Problem(read(file | {"options": {"seed": seed, "moves": 0}})))
        shares = [
            first_come(problem, seed).value(),
            greedy(problem).value(),
            placed.value,
            made.value,
        ]
        answer = made.as_data()
        is_same = again is None or again.as_data() == answer
        count = len(faults(file, answer)) if people <= 1200 else 0
        seconds = SECONDS.get(people, 10) + TO_READ
        bars.at_most(f"{made_of}, seed {seed}: seconds", wall, seconds)
        bars.at_most(f"{made_of}, seed {seed}: faults and other results", count + (not is_same), 0)
        if bar and people <= JUDGED_SHARE:
            bars.at_least(f"{made_of}, seed {seed}: share", made.value / made.bound, bar)
            if (each, tables, bar) in CROWDS[:JUDGED_IDLE]:
                idle = made.idle_slots / len(made.scheduled)
                bars.at_most(f"{made_of}, seed {seed}: idle of all", idle, 0.01)
        yield (
            f"{people:,}", f"{len(file['meetings']):,}", tables, seed,
            *(f"{share / made.bound:.4f}" for share in shares), bar or "",
            f"{made.value:,.2f}", f"{made.bound:,.2f}",
            made.idle_slots, f"{made.idle_slots / len(made.scheduled):.2%}",
            _without_any(problem, answer), f"{wall:.1f}", f"{cpu:.1f}",
            "" if again is None else "same" if is_same else "other",
            count if people <= 1200 else "",
        )  # fmt: skip


def _without_any(problem, answer):
    """Of those who wanted meetings, how many have none."""
    wanted = {i for m in range(problem.meeting_count) for i in (problem.a[m], problem.b[m])}
    for each in answer["scheduled"]:
        m = problem.number_of_meeting[each["meeting"]]
        wanted -= {problem.a[m], problem.b[m]}
    return len(wanted)


def _repairs(people):
    """After changes on the day, of a published schedule."""
    file = event(people, 10, 1.0, 1, seconds=10)
    made = schedule(Problem(read(file)))
    before = {each.meeting: (each.slot, each.table) for each in made.scheduled}
    rows = []
    for what, change in (
        ("one person cancels", lambda file: file["participants"][7].update(available=[])),
        ("one comes two slots late", lambda file: _late(file, made)),
        ("of four tables in a slot three fall away", lambda file: _fewer_tables(file, 3)),
    ):
        changed = json.loads(json.dumps(file))
        change(changed)
        repaired, wall, _ = _timed(lambda changed=changed: repair(Problem(read(changed)), before))
        rows.append(
            (what, len(repaired.moved), len(repaired.reseated), len(repaired.lost),
             len(repaired.added), f"{wall:.1f}", len(faults(changed, repaired.schedule.as_data())))
        )  # fmt: skip
    columns = ("change", "moved", "other table", "lost", "new", "wall s", "faults")
    print_table(f"Repair, {people:,} people, {len(before):,} meetings", columns, rows)


def _late(file, made):
    ids = [slot["id"] for slot in file["slots"][:2]]
    early = {each.meeting for each in made.scheduled if each.slot in ids}
    who = next(meeting["a"] for meeting in file["meetings"] if meeting["id"] in early)
    person = next(person for person in file["participants"] if person["id"] == who)
    person["available"] = [slot for slot in person["available"] if slot not in ids]


def _fewer_tables(file, at):
    file["slots"][at]["tables"] //= 4


def _proven(people, each, seed):
    file = event(people, each, 0.8, seed, seconds=10)
    made, wall, _ = _timed(lambda: schedule(Problem(read(file))))
    best, proof, _ = _timed(lambda: best_value(file, seconds=60))
    share = f"{made.value / best:.4f}" if best else ""
    best = f"{best:,.2f}" if best else "not proven"
    return (
        people, len(file["meetings"]), seed, f"{made.value:,.2f}", best, f"{made.bound:,.2f}", share,
        f"{wall:.1f}", f"{proof:.1f}",
    )  # fmt: skip


def _forum(path):
    file = read_forum(path.read_text())
    made, wall, _ = _timed(lambda: schedule(Problem(read(file))))
    return (
        path.name, len(file["participants"]), len(file["meetings"]), len(made.scheduled), made.bound,
        made.idle_slots, len(faults(file, made.as_data())), f"{wall:.1f}",
    )  # fmt: skip
