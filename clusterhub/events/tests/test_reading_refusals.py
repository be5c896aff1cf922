import json
import time

import pytest

from clusterhub.events.reading import CannotRead, read_programme
from clusterhub.events.reading.said import FAULTS, REFUSALS, REMARKS, Said, filled
from clusterhub.events.reading.shapes import MOST_SESSIONS
from clusterhub.events.tests.reading import BRUSSELS, calendar, content, entry, refused


def test_entities_and_bombs_are_refused():
    assert refused(content("bomb.xml")) == "entities"


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "not-a-programme"),
        (b"%PDF-1.7", "not-a-programme"),
        (b"PK\x03\x04 not a workbook", "broken"),
        (b"<schedule><day>", "broken"),
        (b"<svg/>", "not-a-programme"),
        (b"{", "broken"),
        (b"[" * 100_000, "broken"),
        (b'{"a": 1}', "not-a-programme"),
        (b"[1, 2]", "not-a-programme"),
        (b"hello", "no-columns"),
        (b"<!doctype html><p>No event</p>", "not-a-programme"),
        (b'{"_type": "HTTPAPIResult", "results": []}', "no-sessions"),
        (b'{"schedule": {"conference": {"days": 5}}}', "not-a-programme"),
        (b'{"schedule": {"conference": {"days": [1, {"rooms": [3]}]}}}', "no-sessions"),
    ],
)
def test_what_is_no_programme_is_refused_with_a_sentence(data, code):
    assert refused(data) == code


def test_a_file_that_is_too_large_is_refused():
    assert refused(b"x" * 20_000_001) == "too-large"


def test_more_sessions_than_any_programme_has_are_refused():
    rows = [
        {"title": f"Talk {number}", "start": "2027-06-01T10:00:00Z"}
        for number in range(MOST_SESSIONS + 1)
    ]

    assert refused(json.dumps(rows)) == "too-many-sessions"


def test_another_dialect_than_was_asked_for_is_refused():
    assert refused(content("schedule.xml"), dialect="indico") == "other-dialect"


def test_a_process_of_its_own_reads_the_same():
    read = read_programme(content("schedule.json"), asked_zone=BRUSSELS)

    assert (read.dialect, len(read.sessions), read.sessions[0].people[0].name) == (
        "pretalx",
        2,
        "Anna Lind",
    )
    assert read.sessions[0].starts.isoformat() == "2027-03-27T09:00:00+00:00"
    assert "zone-contradicts" in {note.code for note in read.notes}


def test_a_refusal_comes_out_of_the_process_with_its_reasons():
    text = calendar(entry("DTSTART:NEVER"))

    with pytest.raises(CannotRead) as refusal:
        read_programme(text.encode(), asked_zone=BRUSSELS)

    assert refusal.value.code == "no-sessions"
    assert [note.code for note in refusal.value.notes] == ["entry-broken"]


def test_what_takes_too_long_is_given_up():
    never = "DTSTART:20270325T090000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    text = calendar(*(entry(never, uid=f"{n}@mill.example") for n in range(400)))

    started = time.monotonic()
    with pytest.raises(CannotRead) as refusal:
        read_programme(text.encode(), asked_zone=BRUSSELS, cpu_seconds=2)

    assert refusal.value.code in ("too-complex", "no-sessions")
    assert time.monotonic() - started < 45


def test_every_sentence_can_be_filled_and_faults_are_remarks():
    class Anything(dict):
        def __missing__(self, name):
            return name

    for template in [*REFUSALS.values(), *REMARKS.values()]:
        assert template.format_map(Anything()) if "%(" not in template else template
    assert Said("no-title", "3").is_fault
    assert not Said("no-hours", "3").is_fault
    assert set(FAULTS) < set(REMARKS)
    assert filled("%(city)s", {"city": "Lahti"}) == "Lahti"
