"""CPU seconds of this process, the smallest of several runs; and a table to print them."""

import time
from pathlib import Path


def cpu_seconds(work, repeat=5, times=1):
    """The least CPU time of one `work()` over `repeat` runs of `times` calls each."""
    work()
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        for _ in range(times):
            work()
        best = min(best, (time.process_time() - start) / times)
    return best


def cpu_pair(first, second, repeat=8, times=5):
    """The least CPU time of each, measured in turns, so that a busy minute meets both."""
    pairs = [(cpu_seconds(first, 1, times), cpu_seconds(second, 1, times)) for _ in range(repeat)]
    return tuple(min(times) for times in zip(*pairs, strict=True))


class Meter:
    """CPU milliseconds of this process and of the database's process that works for it."""

    def __init__(self, database_pid=None):
        self.schedule = Path(f"/proc/{database_pid}/schedstat") if database_pid else None

    def now(self):
        ours = time.process_time() * 1000
        if self.schedule is None:
            return ours
        return ours + int(self.schedule.read_text().split()[0]) / 1_000_000

    def of(self, work):
        start = self.now()
        work()
        return self.now() - start

    def of_each(self, works):
        """One measured call for each of `works`; (median, 95th percentile, most)."""
        return summed([self.of(work) for work in works])


def summed(figures):
    ordered = sorted(figures)
    return tuple(ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.95, 1.0))


def print_table(title, columns, rows):
    print(f"\n{title}", flush=True)
    cells = [columns, *[[str(cell) for cell in row] for row in rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    for row in cells:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


class Bars:
    """What was asked for beside what was found: said line by line, and whether all of it is met."""

    def __init__(self):
        self.lines = []

    def at_most(self, what, found, bar):
        self.lines.append((what, found, f"at most {bar}", found <= bar))

    def at_least(self, what, found, bar):
        self.lines.append((what, found, f"at least {bar}", found >= bar))

    def judge(self, title):
        """Whether all are met."""
        rows = [
            (what, f"{found:.5g}", bar, "met" if is_met else "missed")
            for what, found, bar, is_met in self.lines
        ]
        print_table(f"Bars: {title}", ("", "found", "bar", ""), rows)
        return all(is_met for *_rest, is_met in self.lines)
