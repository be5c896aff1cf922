from datetime import date, timedelta

import pytest

from clusterhub.events.door_days import day_at, days_of, hours_of
from clusterhub.events.tests.makers import at

pytestmark = [pytest.mark.pure]
BRUSSELS = "Europe/Brussels"


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "days"),
    [
        (at(2031, 6, 4, 7), at(2031, 6, 4, 16), ["2031-06-04"]),
        (at(2031, 6, 4, 20), at(2031, 6, 5, 1), ["2031-06-04"]),
        (at(2031, 6, 5, 1), at(2031, 6, 5, 5), ["2031-06-04"]),  # From three in the morning.
        (at(2031, 6, 4, 7), at(2031, 6, 6, 16), ["2031-06-04", "2031-06-05", "2031-06-06"]),
        (at(2031, 6, 4, 7), at(2031, 6, 6, 0), ["2031-06-04", "2031-06-05"]),
    ],
)
def test_an_event_has_the_days_that_people_call_so(starts_at, ends_at, days):
    assert [day.isoformat() for day in days_of(starts_at, ends_at, BRUSSELS)] == days
    assert day_at(starts_at, starts_at, ends_at, BRUSSELS).isoformat() == days[0]
    assert day_at(ends_at, starts_at, ends_at, BRUSSELS).isoformat() == days[-1]
    assert day_at(starts_at - timedelta(hours=30), starts_at, ends_at, BRUSSELS) is None
    assert day_at(ends_at + timedelta(hours=30), starts_at, ends_at, BRUSSELS) is None


def test_days_meet_where_the_clocks_change():
    days = [date(2031, 3, 29) + timedelta(days=number) for number in range(3)]

    hours = [hours_of(day, BRUSSELS) for day in days]

    assert [end for _start, end in hours[:2]] == [start for start, _end in hours[1:]]
    lengths = [(end.timestamp() - start.timestamp()) / 3600 for start, end in hours]
    assert lengths == [23, 24, 24]
