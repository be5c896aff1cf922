import pytest

from clusterhub.events.tests.makers import at
from clusterhub.events.tests.reading import (
    calendar,
    codes,
    entry,
    read_file,
    read_text,
    refused,
    titles,
)

NINE = "DTSTART;TZID=Europe/Brussels:20270325T090000"


def test_what_recurs_for_ever_ends_after_two_years():
    read = read_text(calendar(entry(NINE, "RRULE:FREQ=WEEKLY")))

    assert len(read.sessions) == 105
    assert read.sessions[-1].starts < at(2029, 3, 26)
    assert codes(read) == ["recurs-for-ever"]


def test_every_occurrence_keeps_the_hour_of_its_clocks():
    read = read_text(calendar(entry(NINE, "RRULE:FREQ=WEEKLY;COUNT=2")))

    assert [session.starts for session in read.sessions] == [
        at(2027, 3, 25, 8, 0),
        at(2027, 4, 1, 7, 0),
    ]
    assert codes(read) == []


def test_an_exception_moves_one_occurrence():
    read = read_file("calendar.ics")

    first, moved, third = read.sessions[:3]
    assert (moved.title, moved.starts) == ("Mill talk, moved", at(2027, 4, 2, 12, 0))
    assert (first.starts, third.starts) == (at(2027, 3, 25, 8, 0), at(2027, 4, 8, 7, 0))
    assert len({session.key for session in read.sessions}) == len(read.sessions)


def test_days_that_are_taken_out_and_added_are_obeyed():
    rules = ("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;TZID=Europe/Brussels:20270326T090000",
             "RDATE;TZID=Europe/Brussels:20270330T090000")  # fmt: skip

    read = read_text(calendar(entry(NINE, *rules)))

    assert [session.starts.day for session in read.sessions] == [25, 27, 30]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=9", "FREQ=HOURLY",
     "FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5,6"],
)  # fmt: skip
def test_what_recurs_by_the_hour_is_left_out(rule):
    other = entry(NINE, uid="two@mill.example", summary="Kept")

    read = read_text(calendar(entry(NINE, f"RRULE:{rule}"), other))

    assert (titles(read), codes(read)) == (["Kept"], ["recurs-too-often"])


def test_never_more_than_five_hundred_occurrences():
    daily = [entry(NINE, "RRULE:FREQ=DAILY", uid=f"{number}@mill.example") for number in range(2)]

    read = read_text(calendar(*daily))

    assert len(read.sessions) == 500
    assert codes(read) == ["too-many-occurrences"]


def test_a_broken_entry_loses_itself_only():
    read = read_file("calendar.ics")

    assert titles(read)[-2:] == ["In the gap", "Open house"]
    assert "Broken" not in titles(read)
    assert codes(read) == [
        "cancelled", "entry-broken", "not-a-session", "recurs-for-ever", "recurs-too-often",
        "time-gap", "whole-day",
    ]  # fmt: skip


def test_a_whole_day_has_no_hours_and_a_cancelled_entry_is_cancelled():
    open_house = read_file("calendar.ics").sessions[-1]

    assert (open_house.starts, open_house.day) == (None, "2027-03-27")
    assert open_house.is_cancelled


def test_an_unknown_zone_is_asked_not_guessed():
    text = calendar(entry("DTSTART;TZID=Western/Central Europe:20270325T090000"))

    assert refused(text, zone="") == "zone-unknown"
    read = read_text(text)
    assert (read.sessions[0].starts, codes(read)) == (at(2027, 3, 25, 8, 0), ["zone-replaced"])


def test_floating_hours_are_asked_not_guessed():
    text = calendar(entry("DTSTART:20270325T090000"))

    assert refused(text, zone="") == "zone-needed"
    assert codes(read_text(text)) == ["zone-of-event"]


@pytest.mark.parametrize(
    "zone", ["../../etc/passwd", "/etc/localtime", "A" * 5000, "Europe/Brussels\\n", "{0}%s"]
)
def test_hostile_names_of_zones_are_names_that_nobody_knows(zone):
    text = calendar(entry(f'DTSTART;TZID="{zone}":20270325T090000'))

    assert refused(text, zone="") in ("zone-unknown", "no-sessions")


def test_a_zone_that_windows_names_and_one_that_the_file_brings_are_known():
    own_rules = "\r\n".join(
        ["BEGIN:VTIMEZONE", "TZID:Mill time", "BEGIN:STANDARD", "DTSTART:19700101T000000",
         "TZOFFSETFROM:+0300", "TZOFFSETTO:+0300", "END:STANDARD", "END:VTIMEZONE"]
    )  # fmt: skip
    mill = entry("DTSTART;TZID=Mill time:20270325T090000", uid="1")
    windows = entry("DTSTART;TZID=W. Europe Standard Time:20270325T090000", uid="2")
    slashed = entry("DTSTART;TZID=/Europe/Stockholm:20270325T090000", uid="3")

    read = read_text(calendar(own_rules, mill, windows, slashed), zone="")

    starts = [session.starts for session in read.sessions]
    assert starts == [at(2027, 3, 25, 6, 0), at(2027, 3, 25, 8, 0), at(2027, 3, 25, 8, 0)]


@pytest.mark.parametrize(
    "text, code",
    [("", "empty"), ("\ufeff", "empty"), ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no-sessions"),
     ("BEGIN:VCALENDAR", "no-sessions"), ("BEGIN:V\rRRULE:%n;BYMONTH=", "broken"),
     ("\ufeffBEGIN:VCALENDAR\rEND:VCALENDAR\r", "no-sessions"),
     ("BEGIN:VCALENDAR\x00\r\nEND:VCALENDAR\r\n", "no-sessions")],
)  # fmt: skip
def test_what_is_no_calendar_is_refused_with_a_sentence(text, code):
    assert refused(text) == code


def test_an_entry_that_ends_before_it_starts_is_left_out():
    text = calendar(
        entry(NINE, "DTEND;TZID=Europe/Brussels:20270325T080000"),
        entry(NINE, uid="two@mill.example", summary="Kept"),
    )

    read = read_text(text)

    assert (titles(read), codes(read)) == (["Kept"], ["ends-before-start"])
