from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from clusterhub.clock.doubts import SENTENCES, doubt
from clusterhub.clock.words import (
    day_in_words,
    days_in_words,
    doubt_in_words,
    instant_in_words,
    range_in_words,
    weekday_in_words,
)

pytestmark = pytest.mark.pure

STARTS = datetime(2023, 10, 11, 6, 30, tzinfo=UTC)
ENDS = STARTS + timedelta(minutes=75)
BRUSSELS = "Europe/Brussels"


def words(reader=None, starts=STARTS, ends=ENDS, zone=BRUSSELS):
    return str(range_in_words(starts, ends, zone, reader))


@pytest.mark.parametrize("reader", [None, "", BRUSSELS])
def test_one_zone_is_named_when_the_reader_has_no_other(reader):
    assert words(reader) == "8:30 – 9:45 CEST (Brussels)"


@pytest.mark.parametrize(
    ("reader", "there"),
    [
        ("Europe/Helsinki", "9:30 – 10:45 EEST where you are (Helsinki)"),
        ("Europe/Istanbul", "9:30 – 10:45 UTC+3 where you are (Istanbul)"),
        ("Europe/Berlin", "the same hour where you are (Berlin)"),
        ("Pacific/Honolulu", "20:30 – 21:45 HST on 10 October 2023 where you are (Honolulu)"),
    ],
)
def test_both_zones_are_named_and_a_date_that_differs_is_said(reader, there):
    assert words(reader) == f"8:30 – 9:45 CEST (Brussels); {there}"


def test_a_start_alone_has_its_label():
    assert words("Europe/London", ends=None) == (
        "8:30 CEST (Brussels); 7:30 BST where you are (London)"
    )


def test_a_night_belongs_to_the_day_it_starts_on():
    starts = datetime(2023, 10, 11, 21, tzinfo=UTC)

    found = range_in_words(starts, starts + timedelta(hours=2), BRUSSELS)

    assert (found.day, found.event) == ("11 October 2023", "23:00 – 1:00 CEST (Brussels)")


def test_several_days_are_each_said():
    found = range_in_words(STARTS, STARTS + timedelta(days=2), BRUSSELS)

    assert found.day == "11–13 October 2023"
    assert found.event == "11 October 2023, 8:30 – 13 October 2023, 8:30 CEST (Brussels)"


def test_each_end_has_its_own_label_when_the_clocks_change_in_between():
    starts = datetime(2023, 10, 29, 0, 30, tzinfo=UTC)

    assert words(starts=starts, ends=starts + timedelta(hours=1)) == (
        "2:30 CEST – 2:30 CET (Brussels)"
    )


def test_hours_in_a_page_carry_their_instants():
    found = range_in_words(STARTS, ENDS, BRUSSELS, as_html=True)

    assert found.event == (
        '<time datetime="2023-10-11T08:30:00+02:00">8:30</time> – '
        '<time datetime="2023-10-11T09:45:00+02:00">9:45</time> CEST (Brussels)'
    )


def test_a_naive_datetime_or_an_unknown_zone_is_refused():
    with pytest.raises(ValueError):
        range_in_words(STARTS.replace(tzinfo=None), None, BRUSSELS)
    with pytest.raises(ValueError):
        range_in_words(STARTS, None, "CEST")


@pytest.mark.parametrize(
    ("last", "printed"),
    [
        (date(2023, 10, 4), "4 October 2023"),
        (date(2023, 10, 6), "4–6 October 2023"),
        (date(2023, 11, 2), "4 October 2023 – 2 November 2023"),
    ],
)
def test_days_are_joined(last, printed):
    assert days_in_words(date(2023, 10, 4), last) == printed


def test_a_day_is_written_with_its_weekday():
    assert weekday_in_words(date(2023, 10, 11)) == "Wednesday 11 October 2023"


def test_midnight_is_the_end_of_the_day_before():
    midnight = datetime(2024, 4, 18, 22, tzinfo=UTC)

    assert instant_in_words(midnight, BRUSSELS) == "18 April 2024, 24:00 CEST (Brussels)"


def test_days_follow_the_reader_s_language():
    with translation.override("de"):
        assert day_in_words(date(2024, 3, 5)).endswith("März 2024")


@pytest.mark.parametrize("code", SENTENCES)
def test_every_doubt_has_a_sentence_that_can_be_filled(code):
    names = "day city held label printed taken true_weekday"
    values = {name: f"<{name}>" for name in names.split()}

    found = doubt(code, **values)

    assert doubt_in_words(found) == found.message
    assert "%(" not in found.message


def test_a_list_leaves_out_the_reader_s_hour_only_where_it_is_the_same():
    same = range_in_words(STARTS, ENDS, BRUSSELS, "Europe/Berlin")
    other = range_in_words(STARTS, ENDS, BRUSSELS, "Europe/Helsinki")

    assert same.in_a_list == "8:30 – 9:45 CEST (Brussels)"
    assert other.in_a_list.endswith("9:30 – 10:45 EEST where you are (Helsinki)")
