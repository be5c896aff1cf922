import json

import pytest

from clusterhub.events.reading import CannotRead
from clusterhub.events.tests.makers import at
from clusterhub.events.tests.reading import codes, read_file, read_text, refused, titles


def event(**changes):
    facts = {"@context": "https://schema.org", "@type": "Event", "name": "Timber days",
             "startDate": "2027-03-27T09:00:00+01:00", "endDate": "2027-03-27T17:00:00+01:00"}  # fmt: skip
    return facts | changes


def test_an_event_is_read_with_its_place_and_its_parts():
    read = read_file("event.jsonld")

    said = read.event
    assert (read.title, said.format, said.country) == ("Timber days", "hybrid", "FI")
    assert (said.starts, said.ends) == (at(2027, 3, 27, 7, 0), at(2027, 3, 28, 14, 0))
    assert (said.venue, said.address, said.city) == ("Saw house", "Mill street 1", "Lahti")
    assert said.online_url == "https://wood.example/live"
    assert titles(read) == ["Opening"]
    assert codes(read) == ["image-left", "markup", "unsafe-link"]


def test_a_graph_and_a_part_that_names_its_event_are_one():
    graph = {
        "@graph": [
            event(**{"@id": "#a"}),
            event(name="Day 2", **{"@id": "#b", "superEvent": {"@id": "#a"}}),
            {"@type": "WebPage", "name": "no event"},
        ]
    }

    read = read_text(json.dumps(graph))

    assert (read.title, titles(read)) == ("Timber days", ["Day 2"])


def test_several_events_are_refused_and_broken_ones_do_not_count():
    broken = event(name="Never", startDate="2027-02-30")

    assert refused(json.dumps([event(), event(name="Other")])) == "several-events"
    assert codes(read_text(json.dumps([event(), broken, event(name="")]))) == [
        "no-such-day",
        "no-title",
    ]


def test_a_page_is_read_by_its_scripts_and_says_what_it_leaves():
    page = f"""<!doctype html><html><head>
      <script type="application/ld+json">{json.dumps(event())}</script>
      <script type='application/ld+json'>{{"@type": "Event", broken}}</script></head>
      <body><div itemscope itemtype="https://schema.org/Event">…</div></body></html>"""

    read = read_text(page)

    assert (read.title, codes(read)) == ("Timber days", ["entry-broken", "microdata"])


def test_an_end_before_the_start_is_refused_and_says_why():
    text = json.dumps(event(endDate="2027-03-01T17:00:00+01:00"))

    with pytest.raises(CannotRead) as refusal:
        read_text(text)

    assert refusal.value.code == "no-sessions"
    assert [note.code for note in refusal.value.notes] == ["ends-before-start"]


def test_a_day_without_an_hour_is_the_whole_day():
    read = read_text(json.dumps(event(startDate="2027-06-01", endDate="2027-06-02")))

    assert (read.event.starts, read.event.ends) == (at(2027, 5, 31, 22, 0), at(2027, 6, 2, 21, 59))


def test_a_local_hour_is_asked_and_one_that_exists_twice_is_said():
    text = json.dumps(event(startDate="2027-10-31T02:30", endDate=None))

    assert refused(text, zone="") == "zone-needed"
    assert codes(read_text(text)) == ["time-fold", "zone-of-event"]
