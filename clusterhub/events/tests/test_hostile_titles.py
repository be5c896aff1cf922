import json
from pathlib import Path

import pytest

from clusterhub.clock.tests.reading_back import by_icalendar, by_ics, one
from clusterhub.events.calendars import event_calendar
from clusterhub.events.tests.test_calendars import row

STRINGS = Path(__file__).parents[4] / "shared" / "data" / "bad-input" / "strings"
HOSTILE = [
    "Two\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
    "a;b,c\\n\\;d:e\"f'",
    "é" * 5000,
    "x" * 5000,
    "\u202egnitirw desrever\u202c and \u200f marks",
    "line\u2028separator\x85next\x0bvertical\x0cform\x1cfile",
    "nul\x00bell\x07escape\x1b[31m",
    "👩‍🚀" * 200,
    " leading and trailing ",
]


def physical_lines(document):
    return document.split("\r\n")


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_breaks_out_of_its_line(title):
    calendar = event_calendar(row(title=title, lead=title, city=title, venue_name=title))

    assert calendar.count("BEGIN:VEVENT\r\n") == calendar.count("\r\nUID:") == 1
    assert max(len(line.encode()) for line in physical_lines(calendar)) <= 75
    for entries in (by_icalendar(calendar), by_ics(calendar)):
        assert [(uid, entry[0]) for uid, entry in entries.items()] == [
            (str(row().uid), row().starts_at)
        ]


def test_what_is_harmless_comes_back_as_it_was():
    title = 'Steel; wood, \\ "paper" – naïve 中文 ' + "long " * 60 + "end"

    assert str(one(event_calendar(row(title=title)))["SUMMARY"]) == title


@pytest.mark.skipif(not STRINGS.exists(), reason="the hostile strings are not beside the project")
def test_the_naughty_strings_stay_one_entry_each():
    naughty = json.loads((STRINGS / "blns.json").read_text())
    naughty += (STRINGS / "markup-attacks.txt").read_text().splitlines()

    for title in naughty:
        calendar = event_calendar(row(title=title, lead=title, status_note=title))
        event = one(calendar)
        assert str(event["UID"]) == str(row().uid)
        assert set(event.keys()) >= {"SUMMARY", "DTSTART", "DTEND", "STATUS", "URL"}
