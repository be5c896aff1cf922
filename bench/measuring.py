"""CPU seconds of this process, the smallest of several runs; and a table to print them."""

import time


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


def print_table(title, columns, rows):
    print(f"\n{title}")
    cells = [columns, *[[str(cell) for cell in row] for row in rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    for row in cells:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
