"""Published when ready: what waits, what a version says, what came back."""

from datetime import timedelta

import pytest

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.directory.models import Person
from clusterhub.directory.tests.makers import make_person
from clusterhub.events.models import ProgrammeVersion, RegistrationStep, Speaker
from clusterhub.events.operations import (
    Appearance,
    NothingToPublish,
    Part,
    cancel_session,
    change_session,
    choose_session,
    listed_person,
    move_session,
    publish_programme,
    remove_session,
    restore_programme,
    set_programme,
)
from clusterhub.events.programme_record import programme_record, working_record
from clusterhub.events.tests.makers import make_event
from clusterhub.events.tests.programmes import (
    NINE,
    admitted,
    make_conference,
    make_room,
    make_session,
    make_track,
    url,
)

pytestmark = pytest.mark.django_db


def titles(record):
    return [session["title"] for session in record["sessions"]]


def kinds(version):
    return [(change["title"], change["kind"]) for change in version.changes]


def published(event, **facts):
    version = publish_programme(event, by=None, **facts)
    event.refresh_from_db()
    return version


def test_a_published_programme_stays_while_the_working_copy_changes(client):
    event = make_conference()
    session = make_session(event, "Before", hour=1)
    published(event)

    change_session(session, by=None, title="After")
    make_session(event, "Secret one", hour=2)

    event.refresh_from_db()
    assert titles(programme_record(event)) == ["Before"]
    assert titles(working_record(event)) == ["After", "Secret one"]
    addresses = (event.get_absolute_url(), f"/events/{event.slug}.json", url(event))
    pages = [client.get(address).content.decode() for address in addresses]
    assert all("Before" in page for page in pages)
    assert not any("After" in page or "Secret one" in page for page in pages)

    published(event)
    assert titles(programme_record(event)) == ["After", "Secret one"]
    assert titles(programme_record(event, version=1)) == ["Before"]


def test_a_version_says_what_moved():
    event = make_conference()
    hall, ana = make_room(event), make_person(name="Ana")
    rows = [make_session(event, title, hour=n) for n, title in enumerate("ABCDE")]
    published(event)

    move_session(rows[0], starts_at=NINE + timedelta(hours=6), room=hall, by=None)
    change_session(rows[1], by=None, people=[Appearance(ana)])
    remove_session(rows[2], by=None)
    make_session(event, "New", hour=4)
    change_session(rows[4], by=None, audience="Not worth a line")
    version = published(event, note="Ana speaks")

    assert sorted(kinds(version)) == [
        ("A", "moved"),
        ("B", "changed"),
        ("C", "gone"),
        ("New", "new"),
    ]
    moved = next(change for change in version.changes if change["title"] == "A")
    assert [field["field"] for field in moved["fields"]] == ["starts_at", "ends_at", "room"]
    assert [entry["title"] for entry in version.record["gone"]] == ["C"]
    assert version.record["gone"][0]["sequence"] == 1
    assert version.note == "Ana speaks"


def test_what_is_gone_is_told_to_calendars_for_ninety_days():
    event = make_conference()
    session = make_session(event, "Gone", hour=1)
    published(event)
    remove_session(session, by=None)
    version = published(event)

    long_ago = NINE - timedelta(days=4000)
    version.record["gone"][0]["gone_at"] = long_ago.isoformat()
    version.save(update_fields=["record"])
    make_session(event, "New", hour=1)

    assert published(event).record["gone"] == []


def test_the_same_programme_is_not_published_twice():
    event = make_conference()
    make_session(event, hour=1)
    published(event)

    with pytest.raises(NothingToPublish):
        publish_programme(event, by=None)
    assert ProgrammeVersion.objects.count() == 1


def test_an_older_version_comes_back_as_the_working_copy_with_its_own_sessions():
    event = make_conference()
    hall, energy, ana = make_room(event), make_track(event), make_person(name="Ana")
    kept = make_session(
        event, "A", hour=1, room=hall, track=energy, people=[ana],
        links=[("slides", "Slides", "https://a.example/", None)],
    )  # fmt: skip
    gone = make_session(event, "B", hour=2)
    first = published(event)
    change_session(kept, by=None, title="Z", room=None, people=[], links=[])
    remove_session(gone, by=None)
    make_session(event, "C", hour=3)
    published(event)

    restore_programme(first, by=None)

    event.refresh_from_db()
    assert titles(programme_record(event)) == ["Z", "C"]
    back = published(event).record
    assert titles(back) == ["A", "B"]
    assert [each["uid"] for each in back["sessions"]] == [str(kept.uid), str(gone.uid)]
    assert back["sessions"][0]["people"][0]["person"] == "Ana"
    assert back["sessions"][0]["links"][0]["label"] == "Slides"
    assert back["sessions"][1]["sequence"] > first.record["sessions"][1]["sequence"] + 1
    assert [entry["title"] for entry in back["gone"]] == ["C"]


def test_restoring_leaves_a_session_that_somebody_chose():
    event = make_conference()
    first = published(event)
    session = make_session(event, "Chosen", hour=1)
    choose_session(admitted(event), session=session)

    restore_programme(first, by=None)

    assert list(event.sessions.all()) == [session]


def test_a_cancelled_session_is_cancelled_for_everybody_at_once(client):
    event = make_conference()
    session = make_session(event, "Heat", hour=1)
    published(event)

    cancel_session(session, by=None)

    event.refresh_from_db()
    kept = programme_record(event)["sessions"][0]
    assert (kept["cancelled"], kept["sequence"]) == (True, 1)
    assert "Cancelled" in client.get(event.get_absolute_url()).content.decode()
    assert kinds(event.programme_versions.get()) == [("Heat", "cancelled")]
    with pytest.raises(NothingToPublish):
        publish_programme(event, by=None)


def test_who_chose_a_session_learns_of_its_new_hour_when_that_is_published():
    event = make_conference()
    session = make_session(event, hour=1)
    choose_session(admitted(event), session=session)
    published(event)
    news = RegistrationStep.objects.filter(verb="a session moved")

    move_session(session, starts_at=NINE + timedelta(hours=4), room=None, by=None)
    move_session(session, starts_at=NINE + timedelta(hours=5), room=None, by=None)
    before = news.count()
    published(event)

    assert (before, news.count()) == (0, 1)


def test_a_speaker_is_named_nowhere_before_the_version_that_names_her(client):
    event = make_conference()
    published(event)
    ines = listed_person("Ines Nova", event=event, by=None)
    ana = make_person(name="Ana Kovač")
    make_session(event, "Secret", hour=1, people=[ines, ana])

    event.refresh_from_db()
    ines.refresh_from_db()
    assert (ines.published_at, event.people_text()) == (None, "")
    assert not Speaker.objects.announced().exists()
    assert "Secret" not in client.get(ana.get_absolute_url()).content.decode()

    published(event)

    assert Person.objects.get(pk=ines.pk).published_at is not None
    assert event.people_text() == "Ines Nova Ana Kovač"
    assert event.title in client.get(ana.get_absolute_url()).content.decode()


@pytest.mark.search
def test_a_session_finds_its_event_once_it_is_published(client):
    event = make_conference(title="Industry days")
    published(event)
    make_session(event, "Zymurgy for beginners", hour=1)
    before = client.get("/events/?q=zymurgy").content.decode()

    published(event)

    after = client.get("/events/?q=zymurgy").content.decode()
    assert (event.get_absolute_url() in before, event.get_absolute_url() in after) == (False, True)


def test_summaries_still_take_over_a_programme():
    event = make_conference()
    session = make_session(event, "Before", hour=1)
    published(event)

    set_programme(event, sessions=[Part("As it was held", session=session)], by=None)

    event.refresh_from_db()
    assert event.programme_number == 2
    assert titles(programme_record(event)) == ["As it was held"]


def test_an_event_without_versions_shows_its_rows_live(client):
    event = make_event()
    set_programme(event, sessions=[Part("News")], by=None)

    assert titles(programme_record(event)) == ["News"]
    assert "News" in client.get(event.get_absolute_url()).content.decode()


def test_the_desk_shows_what_waits_and_asks_about_clashes(client):
    event = make_conference()
    hall = make_room(event)
    sign_in(client, "event team")
    make_session(event, "Heat", hour=1, room=hall)
    client.post(url(event, "versions"), {"note": ""})
    make_session(event, "Cold", hour=1, room=hall)

    seen = client.get(url(event, "versions")).content.decode()
    asked = client.post(url(event, "versions"), {"note": "More"})
    done = client.post(url(event, "versions"), {"note": "More", "despite_clashes": "on"})
    again = client.post(url(event, "versions"), {"despite_clashes": "on"})

    event.refresh_from_db()
    assert "Cold" in seen and "1 clash" in seen
    assert (asked.status_code, done.status_code, again.status_code) == (422, 302, 422)
    assert event.programme_number == 2
    assert "More" in client.get(url(event, "programme-changes")).content.decode()

    client.post(url(event, "version-restoration", 1))
    assert [session.title for session in event.sessions.all()] == ["Heat"]
