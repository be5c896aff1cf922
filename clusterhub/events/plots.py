"""Drawings of figures as numbers for SVG. Pure: knows neither templates nor the database.

Numbers are printed here, with a point, whatever the reader's language writes.
"""

from datetime import date
from math import ceil, log10

WIDTH, HEIGHT = 400, 200  # Small, so that its words are still read on a phone.
LEFT, RIGHT, TOP, BOTTOM = 38, 6, 10, 26


def growth(spans):
    """How the number grew, as one rising line; None while there is less than a line."""
    points = [(date.fromisoformat(spans[0][0]), 0)] if spans else []
    total = 0
    for _first, last, count in spans:
        total += count
        points.append((date.fromisoformat(last), total))
    if len(spans) < 2:
        return None
    step = nice_step(total)
    top = ceil(total / step) * step
    drawn = [(_x(day, points), _y(number, top)) for day, number in points]
    line = " ".join(f"{x},{y}" for x, y in drawn)
    floor = _y(0, top)
    return {
        "view_box": f"0 0 {WIDTH} {HEIGHT}",
        "line": line,
        "area": f"{drawn[0][0]},{floor} {line} {drawn[-1][0]},{floor}",
        "heights": [(_y(number, top), number) for number in range(0, top + 1, step)],
        "left": _printed(LEFT),
        "right": _printed(WIDTH - RIGHT),
        "words_at": _printed(LEFT - 6),
        "floor": floor,
        "days_at": _printed(HEIGHT - 6),
        "first": points[0][0],
        "last": points[-1][0],
    }


def nice_step(total, lines=5):
    """1, 2 or 5 with noughts, so that at most `lines` lie below the total."""
    rough = max(1, ceil(total / lines))
    power = 10 ** int(log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)


def share_of(count, whole):
    """The width of a bar in hundredths."""
    return _printed(100 * count / whole) if whole else "0"


def _x(day, points):
    first, last = points[0][0], points[-1][0]
    span = max(1, (last - first).days)
    return _printed(LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / span)


def _y(number, top):
    return _printed(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * number / top)


def _printed(number):
    return f"{number:.1f}".removesuffix(".0")
