from datetime import timedelta

import pytest

from clusterhub.directory.models import Person
from clusterhub.directory.tests.makers import make_organisation, make_person
from clusterhub.events.models import Event, EventStatus, Session
from clusterhub.events.operations import Appearance, add_session, publish_programme, set_programme
from clusterhub.events.operations.import_events import import_event
from clusterhub.events.operations.import_judging import judge_programme
from clusterhub.events.operations.importing import import_programme
from clusterhub.events.operations.parts import Part
from clusterhub.events.reading import CannotRead
from clusterhub.events.tests.makers import at, make_event
from clusterhub.events.tests.reading import codes, read_file, read_text

pytestmark = pytest.mark.django_db
TABLE = "ID,Title,Start,End,Room,Track,Speakers,Language\n"


def make_days(status=EventStatus.DRAFT, **changes):
    facts = {"starts_at": at(2027, 3, 27, 8, 0), "ends_at": at(2027, 3, 28, 20, 0)}
    return make_event(title="Timber days", status=status, **(facts | changes))


def take(event, read, **options):
    return import_programme(event, read=read, by=None, **options)


def table(*rows):
    return read_text(TABLE + "".join(f"{row}\n" for row in rows))


OPENING = "1,Opening,2027-03-27 10:00,2027-03-27 11:00,Hall A,Main,Anna Lind,en"
SAWS = "2,Saws,2027-03-27 11:00,2027-03-27 12:00,Hall B,,,"


def test_a_programme_is_taken_over_with_rooms_tracks_people_and_links():
    event = make_days()

    report = take(event, read_file("schedule.xml"))

    opening = event.sessions.get(outside_key="opening-1")
    assert report.counts == {"new": 2, "changed": 0, "gone": 0, "same": 0}
    assert (opening.room.name, opening.track.name) == ("Hall A", "Main")
    assert (opening.format, opening.language) == ("plenary", "en")
    assert [str(row.person) for row in opening.speakers.all()] == ["Anna Lind", "Ivo Novák"]
    assert opening.links.get().url == "https://wood.example/slides"
    assert not Person.objects.get(name="Anna Lind").published_at


@pytest.mark.parametrize(
    "name",
    ["schedule.xml", "schedule.json", "indico.json", "entries.xml", "flat.json", "programm.csv",
     "calendar.ics", "event.jsonld"],
)  # fmt: skip
def test_a_second_import_changes_nothing(name):
    event = make_days()
    take(event, read_file(name))
    before = list(event.sessions.order_by("pk").values()), Event.objects.get().updated_at

    report = take(event, read_file(name))

    assert report.changes_nothing
    assert (list(event.sessions.order_by("pk").values()), Event.objects.get().updated_at) == before


def test_what_is_other_in_the_next_file_changes_and_keeps_its_key():
    event = make_days()
    take(event, table(OPENING, SAWS))
    uid = event.sessions.get(title="Opening").uid
    moved = "1,Grand opening,2027-03-27 10:30,2027-03-27 11:00,Hall C,Main,Ivo Novák,en"

    report = take(event, table(moved, SAWS))

    opening = event.sessions.get(uid=uid)
    assert report.counts == {"new": 0, "changed": 1, "gone": 0, "same": 1}
    changed = [change.field for change in report.of("changed")[0].changes]
    assert changed == ["title", "starts_at", "room", "people"]
    assert (opening.title, opening.room.name, opening.sequence) == ("Grand opening", "Hall C", 1)
    assert [row.person.name for row in opening.speakers.all()] == ["Ivo Novák"]


def test_a_start_without_an_end_moves_a_session_and_leaves_its_length():
    event = make_days()
    take(event, table(OPENING))

    take(event, read_text("ID,Title,Start\n1,Opening,2027-03-27 15:00\n"))

    opening = event.sessions.get()
    assert opening.ends_at - opening.starts_at == timedelta(hours=1)


def test_sessions_that_are_gone_are_shown_and_go_only_when_replaced():
    event = make_days()
    take(event, table(OPENING, SAWS))

    report = take(event, table(OPENING))

    assert [judged.title for judged in report.of("gone")] == ["Saws"]
    assert event.sessions.count() == 2
    take(event, table(OPENING), replaces=True)
    assert [session.title for session in event.sessions.all()] == ["Opening"]


def test_what_was_typed_by_hand_is_found_by_title_and_hour_and_known_by_its_key_then():
    event = make_days()
    add_session(event, by=None, title="opening", starts_at=at(2027, 3, 27, 9, 0))

    report = take(event, table(OPENING))

    session = event.sessions.get()
    assert (report.counts["new"], session.outside_key) == (0, "1")
    assert take(event, table(OPENING)).changes_nothing


def test_what_the_file_does_not_say_stays_as_it_is():
    event = make_days()
    take(event, table(OPENING))
    session = event.sessions.get()
    Session.objects.update(description="Typed by hand", audience="Sawyers")

    take(event, table(OPENING.replace("Opening", "Welcome")))

    session.refresh_from_db()
    assert (session.title, session.description) == ("Welcome", "Typed by hand")


def test_people_of_the_directory_are_linked_and_new_ones_are_listed_once():
    anna, body = make_person(name="Dr Anna Lind"), make_organisation(name="Timber cluster")
    event = make_days()

    take(event, read_file("programm.csv"))
    take(event, read_file("flat.json"))

    people = {row.person.name: row for row in event.speakers.all()}
    assert people["Dr Anna Lind"].person == anna
    assert people["Dr Anna Lind"].organisation == body
    assert Person.objects.filter(name="Ivo Novák").count() == 1


def test_namesakes_are_asked_and_left_out_until_somebody_says_who():
    first, second = make_person(name="Anna Lind"), make_person(name="Anna Lind")
    event = make_days()

    report = take(event, table(OPENING))

    assert [note.code for note in report.notes if note.is_fault] == ["several-people"]
    assert not event.speakers.exists()
    assert {meant.name for meant in report.names.open_questions().values()} == {"Anna Lind"}
    key = next(iter(report.names.open_questions()))
    take(make_days(), table(OPENING), choices={key: str(second.pk)})
    assert second.speakers.count() == 1 and not first.speakers.exists()


def test_with_versions_the_working_copy_changes_and_visitors_see_the_old_one():
    event = make_days(status=EventStatus.PUBLISHED)
    take(event, table(OPENING))
    event.refresh_from_db()
    publish_programme(event, by=None)

    take(event, table(OPENING, SAWS))

    event.refresh_from_db()
    kept = event.programme_versions.get().record
    assert [session["title"] for session in kept["sessions"]] == ["Opening"]
    assert event.sessions.count() == 2


def test_a_cancelled_entry_cancels_its_session():
    event = make_days()
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Saws\nDTSTART:20270327T090000Z\n{}END:VEVENT\nEND:VCALENDAR"
    take(event, read_text(text.format("")))

    take(event, read_text(text.format("STATUS:CANCELLED\n")))

    assert event.sessions.get().cancelled_at


def test_the_wrong_years_file_is_noticed():
    report = judge_programme(
        make_days(starts_at=at(2026, 3, 27), ends_at=at(2026, 3, 28)), table(SAWS)
    )

    assert [note.values for note in report.notes if note.code == "outside-event"] == [{"count": 1}]


def test_judging_takes_as_many_statements_for_many_sessions(django_assert_num_queries):
    event, rows = make_days(), []
    person = make_person(name="Anna Lind")
    parts = [Part(title=f"Talk {n}", people=[Appearance(person)]) for n in range(40)]
    set_programme(event, sessions=parts, by=None)
    for number in range(200):
        rows.append(f"{number},New {number},2027-03-27 10:00,,Hall A,,Person {number},en")

    with django_assert_num_queries(7):
        judge_programme(event, table(*rows))


def test_a_new_event_is_a_draft_with_its_programme():
    event, _report = import_event(read_file("event.jsonld"), by=None)

    assert (event.title, event.status, event.format) == ("Timber days", "draft", "hybrid")
    assert (event.starts_at, event.ends_at) == (at(2027, 3, 27, 7, 0), at(2027, 3, 28, 14, 0))
    assert (event.venue_name, event.city) == ("Saw house", "Lahti")
    assert [session.title for session in event.sessions.all()] == ["Opening"]


def test_a_new_event_of_a_schedule_lasts_from_its_first_session_to_its_last():
    event, report = import_event(read_file("schedule.xml"), by=None)

    assert (event.starts_at, event.ends_at) == (at(2027, 3, 27, 9, 0), at(2027, 3, 28, 0, 15))
    assert [note.code for note in report.notes if note.code == "format-assumed"]


def test_a_new_event_whose_zone_nobody_says_is_refused():
    with pytest.raises(CannotRead) as refusal:
        import_event(read_file("schedule.xml", zone=""), by=None)

    assert refusal.value.code == "zone-needed"
    assert not Event.objects.exists()


def test_notes_of_the_file_are_part_of_the_report():
    assert set(codes(take(make_days(), read_file("schedule.json")))) >= {"zone-contradicts"}
