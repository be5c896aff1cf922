from datetime import UTC, datetime, timedelta, timezone

import pytest

from clusterhub.clock.moments import Moment, local_to_instant

pytestmark = pytest.mark.pure

BRUSSELS = "Europe/Brussels"


def test_a_moment_keeps_the_instant_the_zone_and_the_words():
    east = timezone(timedelta(hours=3))

    moment = Moment(datetime(2023, 10, 11, 9, 30, tzinfo=east), BRUSSELS, "8:30 CET")

    assert moment.instant.tzinfo is UTC
    assert moment.isoformat() == "2023-10-11T08:30:00+02:00"
    assert (moment.printed, moment.label()) == ("8:30 CET", "CEST")
    assert moment.label("Europe/Helsinki") == "EEST"
    assert moment.local("Europe/Helsinki").hour == 9


def test_a_moment_needs_an_offset_and_a_zone():
    with pytest.raises(ValueError):
        Moment(datetime(2023, 10, 11, 8, 30), BRUSSELS)
    with pytest.raises(ValueError):
        Moment(datetime(2023, 10, 11, 8, 30, tzinfo=UTC), "Europe/Atlantis")


def test_a_local_time_that_is_aware_is_refused():
    with pytest.raises(ValueError):
        local_to_instant(datetime(2023, 10, 11, 8, 30, tzinfo=UTC), BRUSSELS)


def test_an_hour_that_the_clocks_skip_is_moved_forward():
    instant, doubts = local_to_instant(datetime(2023, 3, 26, 2, 30), BRUSSELS)

    assert instant == datetime(2023, 3, 26, 1, 30, tzinfo=UTC)
    assert [each.message for each in doubts] == [
        "On 26 March 2023 the clocks in Brussels went forward over 2:30; it is taken as 3:30 CEST."
    ]


@pytest.mark.parametrize(("label", "hour"), [("CEST", 0), ("CET", 1), ("MEZ", 1), ("UTC+2", 0)])
def test_the_label_decides_which_of_two_equal_hours_is_meant(label, hour):
    instant, doubts = local_to_instant(datetime(2023, 10, 29, 2, 30), BRUSSELS, label)

    assert (instant, doubts) == (datetime(2023, 10, 29, hour, 30, tzinfo=UTC), [])


@pytest.mark.parametrize("label", [None, "EEST", "CET/CEST", "Brussels time"])
def test_without_a_deciding_label_the_first_of_two_equal_hours_is_taken(label):
    instant, doubts = local_to_instant(datetime(2023, 10, 29, 2, 30), BRUSSELS, label)

    assert instant == datetime(2023, 10, 29, 0, 30, tzinfo=UTC)
    assert [each.message for each in doubts] == [
        "On 29 October 2023 the clocks in Brussels showed 2:30 twice; it is taken as 2:30 CEST."
    ]


def test_the_fold_of_a_datetime_does_not_change_its_reading():
    first = local_to_instant(datetime(2023, 10, 29, 2, 30, fold=0), BRUSSELS)
    second = local_to_instant(datetime(2023, 10, 29, 2, 30, fold=1), BRUSSELS)

    assert first == second
