"""Grouping and drawing: nobody is told apart, and the numbers still add up."""

import pytest

from clusterhub.events.figures import Cell, grouped, opinions, run_together
from clusterhub.events.plots import growth, nice_step

pytestmark = pytest.mark.pure


def cells(**counts):
    return [Cell(name, name.upper(), count) for name, count in counts.items()]


def told(groups):
    return {cell.key: cell.count for cell in groups}


def test_few_people_are_never_told_apart_in_figures():
    assert told(grouped(cells(be=10, lu=2, fr=1))) == {"be": 10, "other": 3}


def test_what_could_be_reckoned_from_the_whole_takes_in_the_next_group():
    assert told(grouped(cells(be=10, de=4, lu=1))) == {"be": 10, "other": 5}
    assert told(grouped(cells(on_site=2, online=50))) == {"other": 52}


def test_groups_that_are_large_enough_stay_as_they_are():
    assert list(told(grouped(cells(de=4, be=10, fr=3))).items()) == [
        ("be", 10),
        ("de", 4),
        ("fr", 3),
    ]
    assert grouped([]) == []
    assert told(grouped(cells(be=1))) == {"other": 1}


def test_no_number_is_lost():
    groups = cells(a=1, b=2, c=3, d=40, e=2, f=1)

    assert sum(cell.count for cell in grouped(groups)) == 49


def test_days_with_few_people_run_together():
    days = [("2026-03-01", 2), ("2026-03-02", 1), ("2026-03-05", 7), ("2026-03-09", 1)]

    spans = run_together(days)

    assert spans == [("2026-03-01", "2026-03-02", 3), ("2026-03-05", "2026-03-09", 8)]


def test_opinions_of_fewer_than_five_are_not_shown():
    answers = [{"whole": 5}, {"whole": 4, "content": 2}, {}, {"whole": 3}]

    assert opinions(answers) is None
    shown = opinions([*answers, {"whole": 4}])
    assert shown["answers"] == 5
    assert shown["scales"]["whole"] == {"mean": 4.0, "counts": [0, 0, 1, 2, 1]}
    assert shown["scales"]["organisation"] == {"mean": None, "counts": [0] * 5}


def test_a_line_grows_from_left_to_right_and_never_falls():
    plot = growth([["2026-03-01", "2026-03-02", 3], ["2026-03-05", "2026-03-09", 8]])

    points = [tuple(map(float, pair.split(","))) for pair in plot["line"].split()]
    assert points == sorted(points, key=lambda point: (point[0], -point[1]))
    assert plot["heights"][-1][1] >= 11
    assert growth([["2026-03-01", "2026-03-01", 3]]) is None
    assert growth([]) is None


@pytest.mark.parametrize(
    ("total", "step"), [(1, 1), (5, 1), (6, 2), (11, 5), (1200, 500), (99, 20)]
)
def test_steps_are_round(total, step):
    assert nice_step(total) == step
