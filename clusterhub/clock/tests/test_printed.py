from datetime import date

import pytest

from clusterhub.clock.printed import PrintedTime, read_time_range

pytestmark = pytest.mark.pure

SUMMER, WINTER = date(2023, 10, 11), date(2023, 12, 6)


def read(text, on=SUMMER, zone="Europe/Brussels"):
    found = read_time_range(text, on, zone)
    starts = found.starts and found.starts.isoformat()
    ends = found.ends and found.ends.isoformat()
    return starts, ends, [each.code for each in found.doubts]


@pytest.mark.parametrize(
    "text",
    [
        "8:30 – 9:45 CEST",
        "08.30-09.45 CEST",
        "8.30 to 9.45 am CEST",
        "8h30 – 9h45 CEST",
        "8:30 CEST – 9:45 CEST",
        "from 8:30 until 9:45 (CEST)",
        "8:30 – 9:45 (Brussels time)",
        "8.30 bis 9.45 Uhr MESZ",
        "8:30 a.m. – 9:45 a.m. CEST",
        "8:30\u00a0–\u200a9:45\u202fCEST",
        "8:30—9:45 cest",
        "8:30 – 9:45 UTC+2",
        "11 October 2023, 8:30 – 9:45 CEST",
        "11.10.2023, 8.30 – 9.45 CEST (Brussels)",
    ],
)
def test_one_range_in_many_prints(text):
    assert read(text) == ("2023-10-11T08:30:00+02:00", "2023-10-11T09:45:00+02:00", [])


def test_a_wrong_label_leaves_the_local_hour_and_a_doubt():
    found = read_time_range("11 October 2023, 8:30 – 9:45 CET", SUMMER)

    assert found.starts.isoformat() == "2023-10-11T08:30:00+02:00"
    assert (found.label, found.printed) == ("CET", "8:30 – 9:45 CET")
    assert found.starts.printed == found.ends.printed == "8:30 – 9:45 CET"
    assert [each.message for each in found.doubts] == [
        'On 11 October 2023 Brussels kept CEST (UTC+2); "CET" was printed.'
    ]


def test_the_same_label_is_right_in_winter():
    assert read("8:30 – 9:45 CET", WINTER) == (
        "2023-12-06T08:30:00+01:00",
        "2023-12-06T09:45:00+01:00",
        [],
    )


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("18.00 CEST", "18:00:00"),
        ("23:59 CEST", "23:59:00"),
        ("5 pm CEST", "17:00:00"),
        ("12 pm CEST", "12:00:00"),
        ("12:15 a.m. CEST", "00:15:00"),
        ("17:00:05 Brussels time", "17:00:05"),
        ("12 noon CEST", "12:00:00"),
        ("noon, Brussels time", "12:00:00"),
        ("18 h CEST", "18:00:00"),
        ("9 Uhr MESZ", "09:00:00"),
        ("18 CEST", "18:00:00"),
    ],
)
def test_a_single_hour_has_no_end(text, hour):
    assert read(text) == (f"2023-10-11T{hour}+02:00", None, [])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("9–10:30 CEST", "09:00", "10:30"),
        ("9-10 CEST", "09:00", "10:00"),
        ("11 to 1 pm CEST", "11:00", "13:00"),
        ("2 to 3.30 pm CEST", "14:00", "15:30"),
        ("12 to 1 pm CEST", "12:00", "13:00"),
    ],
)
def test_what_the_first_hour_leaves_out_the_last_one_says(text, first, last):
    starts, ends, doubts = read(text)

    assert (starts[11:16], ends[11:16], doubts) == (first, last, [])


@pytest.mark.parametrize("text", ["23:00–01:00 CEST", "11 pm to 1 am CEST"])
def test_a_range_can_cross_midnight(text):
    assert read(text) == ("2023-10-11T23:00:00+02:00", "2023-10-12T01:00:00+02:00", [])


@pytest.mark.parametrize(
    "text", ["22:00 – 24:00 CEST", "22:00 – midnight CEST", "22:00 – 0:00 CEST"]
)
def test_a_range_can_end_at_midnight(text):
    assert read(text) == ("2023-10-11T22:00:00+02:00", "2023-10-12T00:00:00+02:00", [])


@pytest.mark.parametrize("text", ["17:00 – 9:00 CEST", "10:00 – 10:00 CEST"])
def test_an_end_before_the_start_is_left_open(text):
    assert read(text) == (f"2023-10-11T{text[:5]}:00+02:00", None, ["ends-before-start"])


def test_an_hour_without_zone_is_taken_as_local_with_a_doubt():
    found = read_time_range("8h30 – 9h45", SUMMER)

    assert found.starts.isoformat() == "2023-10-11T08:30:00+02:00"
    assert [each.message for each in found.doubts] == [
        '"8h30 – 9h45" names no time zone; it is taken as Brussels time.'
    ]


@pytest.mark.parametrize("text", ["25:00 CET", "12:75 CET", "24:01 CET", "13:00:61 CET"])
def test_an_hour_of_no_day_is_a_doubt(text):
    assert read(text) == (None, None, ["impossible-time"])


@pytest.mark.parametrize(
    ("text", "instant", "doubts"),
    [
        ("10:00 UTC", "2023-10-11T12:00:00+02:00", ["zone-label"]),
        ("10:00Z", "2023-10-11T12:00:00+02:00", ["zone-label"]),
        ("10:00 UTC+3", "2023-10-11T09:00:00+02:00", ["zone-label"]),
        ("10:00 EEST", "2023-10-11T10:00:00+02:00", ["zone-label"]),
        ("10:00 Helsinki time", "2023-10-11T10:00:00+03:00", []),
    ],
)
def test_figures_and_places_are_believed_and_abbreviations_are_not(text, instant, doubts):
    assert read(text) == (instant, None, doubts)


def test_the_label_chooses_between_two_equal_hours():
    night = date(2023, 10, 29)

    assert read("2:30 CEST – 2:15 CET", night) == (
        "2023-10-29T02:30:00+02:00",
        "2023-10-29T02:15:00+01:00",
        [],
    )
    assert read("2:30", night)[2] == ["time-fold", "zone-missing"]
    assert read("2:30", date(2023, 3, 26))[2] == ["time-gap", "zone-missing"]


@pytest.mark.parametrize(
    "text",
    ["", "no hour at all", "9-10", "costs 3.99 or 12.50 million", "€8.30", "11.10.2023", "4 of 5"],
)
def test_other_figures_are_no_hours(text):
    assert read_time_range(text, SUMMER) == PrintedTime()


def test_an_unknown_zone_is_refused():
    with pytest.raises(ValueError):
        read_time_range("8:30", SUMMER, "CEST")


@pytest.mark.parametrize(
    "text", ["10:00 UTC – 11:00 UTC", "10:00 UTC–11:00 UTC", "10:00–11:00 UTC"]
)
def test_a_dash_behind_utc_is_that_of_the_range(text):
    starts, ends, _ = read(text)

    assert (starts, ends) == ("2023-10-11T12:00:00+02:00", "2023-10-11T13:00:00+02:00")


def test_the_figures_of_a_label_are_no_hour():
    assert read("1:30 UTC-10 – 3:00 UTC-9", zone="America/Adak")[2] == ["zone-label"]
    assert read("8:30 UTC+2 – 9:45 UTC+2") == (
        "2023-10-11T08:30:00+02:00",
        "2023-10-11T09:45:00+02:00",
        [],
    )
