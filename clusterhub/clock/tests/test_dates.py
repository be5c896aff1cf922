from datetime import date

import pytest

from clusterhub.clock.dates import find_dates

pytestmark = pytest.mark.pure

NEAR = date(2023, 10, 11)


def days(text, near=NEAR):
    return [str(found.day) for found in find_dates(text, near)]


@pytest.mark.parametrize(
    "text",
    [
        "11 October 2023",
        "11 Oct. 2023",
        "11 OCTOBER 2023",
        "11\u00a0October\u202f2023",
        "11\nOctober\r\n2023",
        "11th of October 2023",
        "the 11th October, 2023",
        "Wednesday, 11 October 2023",
        "October 11, 2023",
        "october 11th 2023",
        "Oct. 11, 2023",
        "2023-10-11",
        "2023-10-11T08:30",
        "11/10/2023",
        "11.10.2023",
        "11-10-2023",
        "11. Oktober 2023",
        "le 11 octobre 2023",
        "11 de octubre de 2023",
        "11 ottobre 2023",
        "11 października 2023",
        "11. října 2023",
        "11 oktober 2023",
        "11 octombrie 2023",
        "11 октомври 2023",
        "11 Οκτωβρίου 2023",
        "11. lokakuuta 2023",
        "2023. október 11.",
        "2023 m. spalio 11 d.",
        "2023. gada 11. oktobrī",
    ],
)
def test_one_day_in_many_prints(text):
    found = find_dates(text)

    assert [(each.day, each.has_year, each.doubts) for each in found] == [(NEAR, True, [])]


def test_what_is_found_is_what_stands_there():
    text = "Held on Wednesday, 11 October 2023, after 4–6\u2009October and 30 September."

    found = find_dates(text, NEAR)

    assert [text[each.start : each.end] for each in found] == [each.printed for each in found]
    assert [each.printed for each in found] == [
        "Wednesday, 11 October 2023",
        "4",
        "6\u2009October",
        "30 September",
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("4-6 October 2023", "2023-10-04", "2023-10-06"),
        ("4 – 6 October 2023", "2023-10-04", "2023-10-06"),
        ("from 4 to 6 October", "2023-10-04", "2023-10-06"),
        ("Wednesday 4 – Friday 6 October 2023", "2023-10-04", "2023-10-06"),
        ("October 4-6, 2023", "2023-10-04", "2023-10-06"),
        ("4. bis 6. Oktober 2023", "2023-10-04", "2023-10-06"),
        ("30 September – 2 October 2023", "2023-09-30", "2023-10-02"),
        ("30 December – 2 January 2024", "2023-12-30", "2024-01-02"),
        ("04/10/2023 - 06/10/2023", "2023-10-04", "2023-10-06"),
    ],
)
def test_a_range_has_two_ends(text, first, last):
    found = find_dates(text, NEAR)

    assert [str(each.day) for each in found] == [first, last]
    assert [(each.is_range_start, each.is_range_end) for each in found] == [
        (True, False),
        (False, True),
    ]


def test_days_of_a_list_share_month_and_year():
    found = find_dates("10, 11 and 12 October 2023")

    assert [each.day.day for each in found] == [10, 11, 12]
    assert not any(each.is_range_start or each.is_range_end for each in found)


@pytest.mark.parametrize(
    ("text", "near", "day"),
    [
        ("19 October", date(2023, 10, 11), "2023-10-19"),
        ("7 January", date(2023, 10, 11), "2024-01-07"),
        ("20 December", date(2024, 1, 5), "2023-12-20"),
        ("29 February", date(2023, 10, 11), "2024-02-29"),
    ],
)
def test_a_day_without_a_year_takes_the_nearest(text, near, day):
    (found,) = find_dates(text, near)

    assert (str(found.day), found.has_year) == (day, False)


def test_a_day_without_a_year_and_nothing_near_stays_open():
    (found,) = find_dates("19 October")

    assert (found.day, found.day_of_month, found.month) == (None, 19, 10)
    assert [each.code for each in found.doubts] == ["year-missing"]


@pytest.mark.parametrize(
    "text",
    [
        "31 February",
        "31 February 2024",
        "29 February 2023",
        "45 October 2023",
        "31.02.2024",
        "2023-02-30",
    ],
)
def test_a_day_of_no_calendar_is_impossible(text):
    (found,) = find_dates(text, NEAR)

    assert (found.day, found.impossible) == (None, True)
    assert [each.message for each in found.doubts] == [f'"{text}" is not a day of any calendar.']


def test_a_weekday_that_differs_is_a_doubt():
    (found,) = find_dates("Tuesday, 11 October 2023")

    assert [each.message for each in found.doubts] == [
        '11 October 2023 is a Wednesday; "Tuesday, 11 October 2023" was printed.'
    ]


@pytest.mark.parametrize(
    "text",
    [
        "12 participants",
        "only 4 may apply",
        "chapter 4\n\nMay I ask",
        "October 2023",
        "September 23:59",
        "1,200 companies",
        "version 1.2.2023.4",
        "10 to 12 experts",
        "11October2023",
    ],
)
def test_other_numbers_are_no_dates(text):
    assert days(text) == []


def test_a_number_before_a_comma_is_no_day_of_a_list():
    assert days("in room 3, 4 October 2023") == ["2023-10-04"]


def test_an_hour_behind_a_day_is_no_year():
    assert days("23 September 23:59 CET and 12 participants, 4 October") == [
        "2023-09-23",
        "2023-10-04",
    ]


def test_a_full_stop_ends_a_date_unless_the_month_is_shortened():
    assert [each.printed for each in find_dates("until 30 September. 2024 brings more", NEAR)] == [
        "30 September"
    ]
    assert days("until 30 Sept. 2024") == ["2024-09-30"]
