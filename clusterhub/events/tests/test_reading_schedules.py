import json

import pytest

from clusterhub.events.tests.makers import at
from clusterhub.events.tests.reading import codes, read_file, read_text, refused, titles


def test_a_frab_schedule_is_read_with_everything_it_says():
    read = read_file("schedule.xml")

    opening = read.sessions[0]
    assert (read.dialect, read.title, read.tracks) == ("frab-xml", "Timber days", ["Main"])
    assert (opening.key, opening.title) == ("opening-1", "Opening & welcome")
    assert (opening.starts, opening.ends) == (at(2027, 3, 27, 9, 0), at(2027, 3, 27, 10, 30))
    assert opening.text == "Why wood\n\nIn short. And in full."
    assert (opening.room, opening.format, opening.language) == ("Hall A", "plenary", "en")
    assert [person.name for person in opening.people] == ["Anna Lind", "Ivo Novák"]
    assert [(link.url, link.label) for link in opening.links] == [
        ("https://wood.example/slides", "Slides")
    ]
    assert codes(read) == ["unsafe-link"]


def test_what_ends_after_midnight_stays_on_its_evening():
    night = read_file("schedule.xml").sessions[1]

    assert (night.starts, night.day) == (at(2027, 3, 27, 23, 30), "2027-03-27")


def test_a_start_without_a_date_after_midnight_is_the_next_morning():
    text = """<schedule><conference><title>T</title></conference>
      <day date="2027-06-01" start="2027-06-01T10:00:00+02:00"><room name="A">
      <event guid="a"><start>01:00</start><duration>00:30</duration><title>Late</title></event>
      <event guid="b"><start>11:00</start><duration>00:30</duration><title>Early</title></event>
      </room></day></schedule>"""

    late, early = read_text(text).sessions

    assert (late.starts, early.starts) == (at(2027, 6, 1, 23, 0), at(2027, 6, 1, 9, 0))


def test_offsets_win_over_a_zone_that_contradicts_them():
    read = read_file("schedule.json")

    assert (read.dialect, read.zone) == ("pretalx", "UTC")
    assert read.sessions[0].starts == at(2027, 3, 27, 9, 0)
    assert codes(read) == ["markup", "rooms-share-key", "unknown-kinds", "zone-contradicts"]


def test_markup_becomes_plain_text_and_scripts_go():
    assert read_file("schedule.json").sessions[0].text == "First.\nSecond & last."


def test_rooms_that_share_a_key_stay_two():
    rooms = read_file("schedule.json").rooms

    assert [(room.name, room.capacity) for room in rooms] == [("Hall A", 200), ("Hall B", None)]


def test_what_a_format_does_not_say_is_none_and_what_it_says_is_empty():
    saws = read_file("schedule.json").sessions[1]

    assert (saws.track, saws.language, saws.format, saws.ends) == ("", "", None, None)


def frame(**changes):
    event = {"id": 1, "guid": "a", "date": "2027-06-01T10:00:00+02:00", "duration": "1:00",
             "title": "One", "persons": [{"id": 1, "public_name": "Anna Lind"}]}  # fmt: skip
    event |= changes.pop("event", {})
    day = {"index": 1, "date": "2027-06-01", "rooms": {"A": [event]}}
    conference = {"title": "Timber days", "acronym": "!", "days": [day]}
    return json.dumps({"schedule": {"version": "1", "conference": conference} | changes})


def test_one_break_of_the_frame_is_said_and_two_are_refused_unless_anyway():
    one, two = frame(event={"id": "x"}), frame(event={"id": "x"}, rooms=[])

    assert codes(read_text(one)) == ["frame"]
    assert refused(two) == "frame-broken"
    assert titles(read_text(two, anyway=True)) == ["One"]


def test_a_slip_against_the_written_schema_alone_is_no_reason_to_refuse():
    assert codes(read_text(frame())) == []


def test_indico_hours_are_read_in_their_own_zone_and_names_the_right_way_round():
    read = read_file("indico.json")

    drying = read.sessions[0]
    assert (drying.starts, drying.ends) == (at(2027, 3, 27, 9, 0), at(2027, 3, 27, 9, 20))
    assert (read.zone, drying.track, drying.format) == ("Europe/Warsaw", "Main Track", "workshop")
    assert [(p.name, p.organisation) for p in drying.people] == [("Anna Lind", "Timber cluster")]
    assert (read.event.venue, read.event.text) == ("Saw house", "About wood.")
    assert codes(read) == ["authors-are-people", "ends-before-start", "markup", "track-cleaned"]


def test_entries_of_days_keep_a_break_in_several_rooms_as_one_session():
    read = read_file("entries.xml")

    lunches = [session for session in read.sessions if session.title == "Lunch"]
    assert [(lunch.room, lunch.text) for lunch in lunches] == [("", "C01, B05/B06"), ("", "ALL")]
    assert len({lunch.key for lunch in lunches}) == 2
    assert codes(read) == ["no-such-hour", "several-rooms", "time-gap", "zone-of-event"]


def test_an_hour_that_does_not_exist_is_moved_and_said():
    read = read_file("entries.xml")

    gap = next(session for session in read.sessions if session.title == "In the gap")
    words = next(note.words for note in read.notes if note.code == "time-gap")
    assert gap.starts == at(2027, 3, 28, 1, 30)
    assert "it is taken as 3:30 CEST" in words


def test_an_hour_that_exists_twice_is_the_first_and_said():
    text = '[{"title": "Owls", "start": "2027-10-31 02:30"}]'

    read = read_text(text)

    assert read.sessions[0].starts == at(2027, 10, 31, 0, 30)
    assert codes(read) == ["time-fold", "zone-of-event"]


def test_a_flat_list_knows_weekdays_from_tracks_and_impossible_days():
    read = read_file("flat.json")

    assert titles(read) == ["Glue", "Snacks"]
    assert read.sessions[0].track is None
    assert codes(read) == ["markup", "no-such-day", "weekday-no-track", "zone-of-event"]


def test_a_german_table_of_another_encoding_is_read():
    read = read_file("programm.csv")

    opening, night = read.sessions
    assert (opening.title, opening.room, opening.language) == ("Eröffnung", "Großer Saal", "de")
    assert [(p.name, p.part, p.organisation) for p in opening.people] == [
        ("Anna Lind", None, "Timber cluster"),
        ("Ivo Novák", None, None),
        ("Eva Krüger", "moderator", None),
    ]
    assert opening.text == "Erste Zeile\nZweite Zeile"
    assert (night.starts, night.ends) == (at(2027, 3, 27, 22, 0), at(2027, 3, 27, 23, 30))
    assert codes(read) == ["encoding", "ends-before-start", "past-midnight", "zone-of-event"]


@pytest.mark.parametrize(
    "heading",
    ["Date,Start,Title,Room", "Datum,Beginn,Titel,Raum", "Date,Début,Titre,Salle",
     "Fecha,Inicio,Título,Sala", "Data,Inizio,Titolo,Sala", "Data,Początek,Tytuł,Sala",
     "Datum,Aanvang,Titel,Zaal", "Data,Início,Título,Sala"],
)  # fmt: skip
def test_headings_are_known_in_eight_languages(heading):
    session = read_text(f"{heading}\n2027-06-01,9:30,Wood,Hall\n").sessions[0]

    assert (session.title, session.room) == ("Wood", "Hall")
    assert session.starts == at(2027, 6, 1, 7, 30)


@pytest.mark.parametrize(
    "printed, minutes",
    [("1:30", 90), ("90", 90), ("90 min", 90), ("1h30", 90), ("1 h", 60), ("PT1H30M", 90),
     ("45 Minuten", 45), ("00:00", None), ("", None)],
)  # fmt: skip
def test_durations_are_read_as_people_write_them(printed, minutes):
    text = f"Title,Start,Duration\nWood,2027-06-01 10:00,{printed}\n"

    session = read_text(text).sessions[0]

    length = session.ends and (session.ends - session.starts).total_seconds() / 60
    assert length == minutes


def test_the_same_key_twice_is_told_apart_and_the_same_session_twice_is_left_out():
    rows = "ID,Title,Start\n1,Lunch,2027-06-01 12:00\n1,Lunch,2027-06-02 12:00\n1,Lunch,2027-06-02 12:00\n"

    read = read_text(rows)

    assert len({session.key for session in read.sessions}) == len(read.sessions) == 2
    assert codes(read) == ["keys-repeat", "same-key", "zone-of-event"]


@pytest.mark.parametrize(
    "printed, names",
    [
        ("Anna Lind, Ivo Novák", ["Anna Lind", "Ivo Novák"]),
        ("Lind, Anna; Novák, Ivo", ["Anna Lind", "Ivo Novák"]),
        ("Anna Lind (Mill; saws, glue), Ivo Novák", ["Anna Lind", "Ivo Novák"]),
        ("Anna Lind and Ivo Novák", ["Anna Lind", "Ivo Novák"]),
        ("Anna Lind", ["Anna Lind"]),
    ],
)
def test_several_names_of_one_cell_are_several_people(printed, names):
    text = f'Title;Start;Speakers\nWood;2027-06-01 10:00;"{printed}"\n'

    people = read_text(text).sessions[0].people

    assert [person.name for person in people] == names
