"""The board finds and counts what going through all calls one by one would find and count."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from clusterhub.clock.closing import SOON_DAYS
from clusterhub.funding.finding.board import Board, Closing, Row
from clusterhub.funding.finding.wanted import FACETS, CallsWanted
from clusterhub.funding.finding.windows import windows_of
from clusterhub.funding.models.choices import TAKES_APPLICATIONS
from clusterhub.funding.models.state import status_of

pytestmark = pytest.mark.pure
NOW = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
VALUES = {
    "kind": ["direct", "cascade"],
    "programme": ["Horizon Europe", "SMP", "LIFE"],
    "country": ["ES", "RO", "PL"],
    "topic": ["water", "skills"],
}


def a_row(pk, dice):
    def maybe(days):
        return NOW + timedelta(days=dice.uniform(-days, days)) if dice.random() < 0.3 else None

    row = Row(
        pk=pk,
        updated_at=NOW,
        published_at=NOW - timedelta(days=pk) if dice.random() < 0.8 else None,
        opens_at=maybe(40),
        suspended_at=None,
        resumed_at=None,
        cancelled_at=maybe(300) if dice.random() < 0.1 else None,
        spent_at=None,
        results_at=maybe(90) if dice.random() < 0.1 else None,
        max_eur=dice.choice([None, 5000, 60000]),
    )
    for name, values in VALUES.items():
        count = dice.randrange(3)
        row.values[name] = tuple(dice.sample(values, count)) if count else ()
    if dice.random() < 0.3:
        row.values["country"] = None
    moments = (NOW + timedelta(days=dice.uniform(-90, 90)) for _each in range(dice.randrange(4)))
    row.deadlines = [Closing(moment) for moment in sorted(moments)]
    return row


def fits(row, wanted, now):
    for name in FACETS:
        if not (chosen := getattr(wanted, name)):
            continue
        if name == "status":
            status = status_of(row, row.deadlines, now)
            values = {status.value} | ({"open"} if status in TAKES_APPLICATIONS else set())
        elif (values := row.values.get(name, ())) is None:
            continue
        if not set(values) & set(chosen):
            return False
    return all(
        any(start < each.closes_at <= end for each in row.deadlines)
        for start, end in windows_of(wanted, now)
    )


def some_wanted(dice):
    chosen = {
        name: tuple(dice.sample(values, dice.randrange(1, len(values))))
        for name, values in {**VALUES, "status": ["open", "closed", "announced"]}.items()
        if dice.random() < 0.3
    }
    within = "30" if dice.random() < 0.2 else ""
    return CallsWanted(**chosen, within=within, month="2026-11" if dice.random() < 0.2 else "")


@pytest.mark.parametrize("seed", range(8))
def test_what_is_found_and_counted_is_what_one_by_one_would_be(seed):
    dice = random.Random(seed)
    board = Board([a_row(pk, dice) for pk in range(1, 120)])

    for _each in range(30):
        wanted, sees_all = some_wanted(dice), dice.random() < 0.5
        now = NOW + timedelta(days=dice.uniform(-5, 5))
        seen = [row for row in board.rows if sees_all or row.published_at]

        keys, count = board.find(wanted, now, sees_all=sees_all, limit=None)

        assert set(keys) == {row.pk for row in seen if fits(row, wanted, now)}
        assert count == len(keys) == len(set(keys))
        for name, counted in board.counts(wanted, now, sees_all=sees_all).items():
            for value, number in counted.items():
                one = replace(wanted, **{name: (value,)})
                assert number == sum(fits(row, one, now) for row in seen), (name, value)


@pytest.mark.parametrize("seed", range(8))
def test_a_board_with_changes_is_the_board_made_anew(seed):
    dice = random.Random(seed)
    board = Board([a_row(pk, dice) for pk in range(1, 60)])
    for step in range(6):
        now = NOW + timedelta(days=dice.uniform(-5, 5))
        for wanted in (some_wanted(dice), CallsWanted(sort="money"), CallsWanted(sort="newest")):
            board.find(wanted, now)
        last = board.rows[-1].pk
        keys = dice.sample([row.pk for row in board.rows], dice.randrange(6))
        keys += [last + 3, last + 7][: dice.randrange(3)]
        before, kept = board, board.find(CallsWanted(), now, limit=None)
        changed = [a_row(pk, dice) for pk in keys]

        board = board.with_changes(changed)

        anew = Board({row.pk: row for row in (*before.rows, *changed)}.values())
        for wanted in (*(some_wanted(dice) for _each in range(8)), CallsWanted()):
            for sort in ("", "money", "newest"):
                one = replace(wanted, sort=sort)
                moment = now + timedelta(days=dice.choice([0, 0, 0.2, 3]))
                found = [
                    each.find(one, moment, sees_all=True, limit=None) for each in (board, anew)
                ]
                assert found[0] == found[1], (step, one)
            counts = [each.counts(wanted, now) for each in (board, anew)]
            assert counts[0] == counts[1]
        assert before.find(CallsWanted(), now, limit=None) == kept  # Somebody may be reading it.


def test_a_row_between_others_is_put_in_by_making_the_board_anew():
    dice = random.Random(1)
    board = Board([a_row(pk, dice) for pk in (1, 5, 9)])

    assert board.with_changes([a_row(4, dice)]) is None
    assert [row.pk for row in board.with_changes([a_row(12, dice)]).rows] == [1, 5, 9, 12]


def test_a_call_comes_to_close_soon_at_midnight_in_brussels_and_not_before():
    row = a_row(1, random.Random(0))
    row.published_at, row.opens_at, row.cancelled_at, row.results_at = NOW, None, None, None
    row.deadlines = [Closing(NOW + timedelta(days=SOON_DAYS + 2))]
    board, soon = Board([row]), CallsWanted(status=("closing_soon",))
    days = [NOW + timedelta(hours=hour) for hour in range(0, 72, 6)]

    found = [board.find(soon, day)[1] for day in days]

    assert found == [Board([row]).find(soon, day)[1] for day in days]
    assert sorted(found) == found and {0, 1} == set(found)


def test_what_closes_next_stands_on_top_then_what_closed_last():
    def closing(pk, *days):
        row = a_row(pk, random.Random(0))
        row.published_at, row.values = NOW, {}
        row.deadlines = [Closing(NOW + timedelta(days=each)) for each in days]
        return row

    board = Board([closing(1), closing(2, -9), closing(3, -2), closing(4, 8), closing(5, -3, 2)])

    keys, _count = board.find(CallsWanted(), NOW)
    second, _count = board.find(CallsWanted(), NOW, offset=2, limit=2)

    assert keys == [5, 4, 3, 2, 1]
    assert second == [3, 2]


def test_a_call_closes_on_the_board_at_its_instant_and_not_a_minute_later():
    row = a_row(1, random.Random(0))
    row.published_at, row.opens_at, row.cancelled_at, row.results_at = NOW, None, None, None
    row.deadlines = [Closing(NOW)]
    board = Board([row])
    is_open = CallsWanted(status=("open",))

    assert board.find(is_open, NOW - timedelta(seconds=1))[1] == 1
    assert board.find(is_open, NOW)[1] == 0


def test_only_what_can_be_meant_is_taken_from_an_address():
    from django.http import QueryDict

    query = QueryDict(
        "status=open&status=forthcoming&status=%00&kind=Tender;drop&country=es&country=ES"
        "&month=2026-13&within=12&sort=best&q=%01 laser  sensors&money=10k&programme=SMP"
    )

    wanted = CallsWanted.from_query(query)

    assert wanted == CallsWanted(
        words="laser sensors",
        status=("announced", "open"),
        country=("ES",),
        money=("10k",),
        programme=("SMP",),
    )
    assert CallsWanted.from_query(QueryDict(wanted.as_query())) == wanted
