import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.directory.tests.makers import make_person
from clusterhub.events.models import EventStatus, ProgrammeImport
from clusterhub.events.operations.import_files import take_programme
from clusterhub.events.operations.refusals import ImportIsOver
from clusterhub.events.tests.makers import STAFF, at, make_event
from clusterhub.events.tests.reading import content

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client):
    sign_in(client, "event team")
    return client


@pytest.fixture
def event():
    return make_event(
        status=EventStatus.DRAFT, starts_at=at(2027, 3, 27, 8, 0), ends_at=at(2027, 3, 28, 20, 0)
    )


def door(event):
    return reverse("events:imports", args=[event.slug])


def bring(client, event, name="schedule.xml", **changes):
    file = SimpleUploadedFile(name, content(name))
    return client.post(door(event), {"file": file, "time_zone": "Europe/Brussels"} | changes)


def test_a_file_is_looked_at_and_then_taken_over(team, event):
    response = bring(team, event)
    preview = response["Location"]

    page = team.get(preview).content.decode()

    assert "Opening &amp; welcome" in page and "Ivo Novák" in page
    assert not event.sessions.exists()
    response = team.post(preview)
    assert response["Location"] == reverse("events:programme", args=[event.slug])
    assert event.sessions.count() == 2


def test_the_names_of_a_file_are_kept_no_longer_than_they_are_needed(team, event):
    preview = bring(team, event)["Location"]

    team.post(preview)

    taken = ProgrammeImport.objects.get()
    assert (taken.programme, taken.counts["new"], taken.is_open) == (None, 2, False)
    assert team.get(preview)["Location"] == door(event)
    with pytest.raises(ImportIsOver):
        take_programme(taken, by=None)


def test_a_file_can_be_let_go(team, event):
    preview = bring(team, event)["Location"]

    team.post(f"{preview}end/")

    assert not ProgrammeImport.objects.exists()
    assert not event.sessions.exists()


def test_a_second_file_takes_the_place_of_the_first(team, event):
    bring(team, event)
    bring(team, event, "schedule.json")

    assert [each.dialect for each in ProgrammeImport.objects.all()] == ["pretalx"]


def test_what_cannot_be_read_is_refused_in_a_sentence_with_its_reasons(team, event):
    file = SimpleUploadedFile("x.ics", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR")
    response = team.post(door(event), {"file": file, "time_zone": "Europe/Brussels"})

    assert response.status_code == 422
    assert "no session that could be read" in response.content.decode()
    assert "This entry is damaged" in response.content.decode()
    assert bring(team, event, "bomb.xml").status_code == 422


def test_a_namesake_has_to_be_chosen_before(team, event):
    first, second = make_person(name="Anna Lind"), make_person(name="Anna Lind")
    preview = bring(team, event)["Location"]

    refused = team.post(preview)

    assert refused.status_code == 422 and not event.sessions.exists()
    team.post(preview, {"who-0": str(second.pk)})
    assert (first.speakers.count(), second.speakers.count()) == (0, 1)


def test_the_page_shows_what_is_other_and_what_is_gone(team, event):
    team.post(bring(team, event)["Location"])
    preview = bring(team, event, "schedule.json")["Location"]

    page = team.get(preview).content.decode()

    assert "Saw mill at night" in page and "Take away the sessions" in page
    team.post(preview, {"replaces": "on"})
    assert sorted(event.sessions.values_list("title", flat=True)) == ["Opening", "Saws"]


def test_the_preview_takes_as_many_statements_for_many_sessions(
    team, event, django_assert_num_queries
):
    rows = "".join(f"{n},Talk {n},2027-03-27 10:00,Person {n}\n" for n in range(100))
    body = f"ID,Title,Start,Speakers\n{rows}".encode()
    small = bring(team, event)["Location"]
    with django_assert_num_queries(12):
        team.get(small)
    file = SimpleUploadedFile("x.csv", body)
    large = team.post(door(event), {"file": file, "time_zone": "Europe/Brussels"})["Location"]

    with django_assert_num_queries(12):
        team.get(large)


@pytest.mark.parametrize("who", ROLES)
def test_only_who_edits_the_event_imports(client, who, event):
    sign_in(client, who)

    code = client.get(door(event)).status_code
    brought = bring(client, event).status_code

    if who in STAFF:
        assert (code, brought) == (200, 302)
    else:
        assert code in (302, 404) and ProgrammeImport.objects.count() == 0


def test_another_events_file_is_not_to_be_had(team, event):
    preview = bring(team, event)["Location"]
    other = make_event()

    response = team.get(preview.replace(event.slug, other.slug))

    assert response.status_code == 404
