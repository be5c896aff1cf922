"""One session at a time: what operations store, what they refuse, and whom they tell."""

from datetime import timedelta

import pytest

from clusterhub.directory.tests.makers import make_person
from clusterhub.events.models import RegistrationStep, Room, Session, Track
from clusterhub.events.operations import (
    Appearance,
    Part,
    PersonNamedTwice,
    SessionChangedMeanwhile,
    SessionEndsBeforeItStarts,
    SessionHasPeople,
    TwoOfAName,
    cancel_session,
    change_session,
    choose_session,
    hold_session,
    move_session,
    remove_session,
    set_programme,
    set_rooms,
    set_tracks,
)
from clusterhub.events.programme_record import programme_record
from clusterhub.events.tests.makers import make_event
from clusterhub.events.tests.programmes import (
    NINE,
    admitted,
    make_conference,
    make_room,
    make_session,
    make_track,
)

pytestmark = pytest.mark.django_db


def told(event):
    steps = RegistrationStep.objects.filter(event=event, verb__startswith="a session")
    return list(steps.values_list("verb", "details__title"))


def test_a_session_says_all_that_was_given():
    event = make_conference()
    hall, energy, ana = make_room(event), make_track(event), make_person(name="Ana Kovač")

    session = make_session(
        event,
        "  Heat \n from steel ",
        hour=1,
        room=hall,
        track=energy,
        format="workshop",
        language="de",
        interpretation=["en", "fr"],
        audience="Cluster managers",
        people=[ana],
        links=[("call", "A call", "https://a.example/call", None)],
    )

    record = programme_record(event)
    kept = record["sessions"][0]
    assert (kept["uid"], kept["title"], kept["sequence"]) == (
        str(session.uid),
        "Heat from steel",
        0,
    )
    assert kept["starts_at"] == "2030-06-05T08:00:00+00:00"
    assert (kept["room"], kept["track"], kept["format"]) == ("Hall", "Energy", "workshop")
    assert (kept["language"], kept["interpretation"]) == ("de", ["en", "fr"])
    assert [person["person"] for person in kept["people"]] == ["Ana Kovač"]
    assert kept["ties"] == [{"kind": "call", "label": "A call", "url": "https://a.example/call"}]
    assert kept["links"] == []
    assert [room["name"] for room in record["rooms"]] == ["Hall"]
    assert "join_url" not in record["rooms"][0]


def test_only_moved_sessions_raise_their_sequence():
    event = make_conference()
    hall, first, second = make_room(event), make_session(event, hour=1), make_session(event, hour=2)

    change_session(first, by=None, description="More words", language="en")
    change_session(second, by=None, room=hall)
    move_session(second, starts_at=NINE + timedelta(hours=5), room=hall, by=None)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.sequence, second.sequence) == (0, 2)
    assert second.ends_at - second.starts_at == timedelta(hours=1)


def test_a_session_that_ends_before_it_starts_is_refused():
    session = make_session(make_conference(), hour=1)

    with pytest.raises(SessionEndsBeforeItStarts):
        change_session(session, by=None, ends_at=session.starts_at)


def test_nobody_has_one_part_twice():
    event, ana = make_conference(), make_person()
    session = make_session(event)

    with pytest.raises(PersonNamedTwice):
        change_session(session, by=None, people=[Appearance(ana), Appearance(ana)])

    change_session(session, by=None, people=[Appearance(ana), Appearance(ana, "host")])
    assert [row.part for row in session.speakers.all()] == ["speaker", "host"]


def test_two_editors_of_a_session_the_second_is_warned():
    session = make_session(make_conference())
    seen = session.version

    change_session(session, by=None, version=seen, title="Theirs")

    with pytest.raises(SessionChangedMeanwhile) as refused:
        change_session(session, by=None, version=seen, title="Mine")
    assert refused.value.session.title == "Theirs"


def test_who_chose_a_session_is_told_when_it_moves_and_when_it_is_cancelled():
    event = make_conference()
    session, other = make_session(event, "Heat", hour=1), make_session(event, "Cold", hour=3)
    anna, ben = admitted(event), admitted(event)
    choose_session(anna, session=session)
    choose_session(ben, session=other)

    change_session(session, by=None, description="Other words")
    change_session(session, by=None, room=make_room(event))
    cancel_session(session, by=None)
    cancel_session(session, by=None)

    assert told(event) == [("a session moved", "Heat"), ("a session is cancelled", "Heat")]
    assert not anna.session_places.filter(ended_at=None).exists()
    assert ben.session_places.filter(ended_at=None).exists()
    session.refresh_from_db()
    assert session.sequence == 2


def test_a_session_that_is_held_after_all_can_be_chosen_again():
    event = make_conference()
    session, anna = make_session(event, hour=1), admitted(event)
    cancel_session(session, by=None)

    hold_session(session, by=None)
    choose_session(anna, session=session)

    assert anna.session_places.get().session == session


def test_a_session_with_people_is_cancelled_not_deleted():
    event = make_conference()
    session, anna = make_session(event, hour=1, places=1), admitted(event)
    choose_session(anna, session=session)

    with pytest.raises(SessionHasPeople):
        remove_session(session, by=None)
    with pytest.raises(SessionHasPeople):
        set_programme(event, sessions=[Part("Another")], by=None)

    cancel_session(session, by=None)
    remove_session(session, by=None)
    assert not Session.objects.exists()


def test_the_short_form_keeps_what_it_does_not_know():
    event = make_conference()
    session = make_session(event, hour=1, room=make_room(event), format="panel", language="de")
    uid = session.uid

    set_programme(event, by=None, sessions=[Part("New"), Part("Renamed", session=session)])

    new, kept = event.sessions.all()
    assert (kept.uid, kept.room.name, kept.format, kept.language) == (uid, "Hall", "panel", "de")
    assert (kept.title, kept.starts_at, kept.number) == ("Renamed", None, 2)
    assert (new.number, kept.sequence) == (1, 1)


def test_rooms_change_names_with_each_other_and_keep_their_sessions():
    event = make_event()
    red, blue = make_room(event, "Red"), make_room(event, "Blue")
    session = make_session(event, room=red)

    set_rooms(event, by=None, rooms=[{"room": red, "name": "Blue"}, {"room": blue, "name": "Red"}])

    session.refresh_from_db()
    assert (session.room.name, session.sequence) == ("Blue", 1)
    assert [room.opens_minutes for room in event.rooms.all()] == [15, 15]


def test_two_rooms_or_tracks_of_one_name_are_refused_and_nothing_is_changed():
    event = make_event()

    with pytest.raises(TwoOfAName):
        set_rooms(event, by=None, rooms=[{"name": "Hall"}, {"name": "hall "}])
    with pytest.raises(TwoOfAName):
        set_tracks(event, by=None, tracks=[{"name": "A"}, {"name": "A"}])

    assert not Room.objects.exists() and not Track.objects.exists()


def test_a_session_stays_without_its_room_when_that_is_taken_away():
    event = make_event()
    session = make_session(event, room=make_room(event), track=make_track(event))

    set_rooms(event, by=None, rooms=[])
    set_tracks(event, by=None, tracks=[])

    session.refresh_from_db()
    assert (session.room, session.track) == (None, None)
