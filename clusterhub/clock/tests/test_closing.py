from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from clusterhub.clock.closing import days_left, working_days_between

pytestmark = pytest.mark.pure

BRUSSELS = ZoneInfo("Europe/Brussels")
CLOSES_AT = datetime(2024, 4, 18, 17, 0, tzinfo=BRUSSELS)  # A Thursday.


@pytest.mark.parametrize(
    ("now", "state", "words"),
    [
        (datetime(2024, 4, 8, 9, tzinfo=BRUSSELS), "open", "10 days left"),
        (datetime(2024, 4, 15, 23, 59, tzinfo=BRUSSELS), "soon", "3 days left"),
        (datetime(2024, 4, 17, 23, 59, tzinfo=BRUSSELS), "soon", "closes tomorrow at 17:00 CEST"),
        (datetime(2024, 4, 18, 16, 59, 59, tzinfo=BRUSSELS), "soon", "closes today at 17:00 CEST"),
        (datetime(2024, 4, 18, 17, tzinfo=BRUSSELS), "closed", "closed today at 17:00 CEST"),
        (datetime(2024, 4, 19, 0, 1, tzinfo=BRUSSELS), "closed", "closed yesterday"),
        (datetime(2024, 4, 20, 12, tzinfo=BRUSSELS), "closed", "closed 2 days ago"),
        (datetime(2024, 7, 18, 12, tzinfo=BRUSSELS), "closed", "closed 3 months ago"),
        (datetime(2026, 11, 23, 12, tzinfo=BRUSSELS), "closed", "closed 2 years ago"),
    ],
)
def test_a_deadline_says_how_long_it_still_is(now, state, words):
    found = days_left(CLOSES_AT, now)

    assert (found.state, found.words) == (state, words)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2024, 4, 16, 23, 59, tzinfo=BRUSSELS), "2 days left"),
        (datetime(2024, 4, 17, 0, 0, tzinfo=BRUSSELS), "closes tomorrow"),
        (datetime(2024, 4, 18, 23, 59, 59, tzinfo=BRUSSELS), "closes today"),
        (datetime(2024, 4, 19, 0, 0, tzinfo=BRUSSELS), "closed yesterday"),
    ],
)
def test_a_day_without_an_hour_closes_with_its_day(now, words):
    assert days_left(date(2024, 4, 18), now).words == words


def test_what_closes_at_midnight_closes_with_the_day_before():
    midnight = datetime(2024, 4, 19, 0, 0, tzinfo=BRUSSELS)

    found = days_left(midnight, datetime(2024, 4, 18, 20, tzinfo=BRUSSELS))

    assert (found.words, found.when) == (
        "closes today at 24:00 CEST",
        "18 April 2024, 24:00 CEST (Brussels)",
    )


def test_days_are_counted_where_the_deadline_is():
    now = datetime(2024, 4, 17, 22, 30, tzinfo=UTC)  # Already the 18th in Brussels.

    assert days_left(CLOSES_AT, now).words == "closes today at 17:00 CEST"
    assert days_left(CLOSES_AT, now, "America/New_York").words == "closes tomorrow at 11:00 EDT"


def test_the_clock_change_does_not_lose_a_day():
    closes_at = datetime(2024, 4, 1, 9, tzinfo=BRUSSELS)

    assert days_left(closes_at, datetime(2024, 3, 29, 10, tzinfo=BRUSSELS)).days_left == 3


def test_machines_get_the_offset_that_held():
    assert days_left(CLOSES_AT.astimezone(UTC), CLOSES_AT).datetime == "2024-04-18T17:00:00+02:00"
    assert days_left(date(2024, 4, 18), CLOSES_AT).datetime == "2024-04-18"


@pytest.mark.parametrize("first", [date(2024, 4, day) for day in range(15, 22)])
@pytest.mark.parametrize("days", [-3, 0, 1, 2, 6, 7, 8, 20])
def test_working_days_are_counted_one_by_one(first, days):
    later = [first + timedelta(days=step) for step in range(1, days + 1)]

    counted = working_days_between(first, first + timedelta(days=days))

    assert counted == len([day for day in later if day.weekday() < 5])


@pytest.mark.parametrize(("day", "words"), [(17, "1 working day"), (12, "4 working days")])
def test_working_days_are_said(day, words):
    now = datetime(2024, 4, day, 9, tzinfo=BRUSSELS)

    assert days_left(CLOSES_AT, now).working_days == words


def test_naive_times_are_refused():
    with pytest.raises(ValueError):
        days_left(CLOSES_AT.replace(tzinfo=None), CLOSES_AT)
    with pytest.raises(ValueError):
        days_left(CLOSES_AT, CLOSES_AT.replace(tzinfo=None))
