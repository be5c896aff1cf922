import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.directory.models import Organisation, Person
from clusterhub.directory.operations import create_person, publish
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.events.operations import Appearance, Part, set_programme
from clusterhub.events.tests.makers import at, make_event, make_speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client):
    sign_in(client, "event team")
    return client


def url(event):
    return reverse("events:programme", args=[event.slug])


def rows(event, parts=(), people=(), **more):
    """What the form sends with these rows, each a dictionary."""
    sent = {"version": event.version}
    for prefix, forms in (("parts", parts), ("people", people)):
        sent |= {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": 0}
        for number, form in enumerate(forms):
            sent |= {f"{prefix}-{number}-{name}": value for name, value in form.items()}
    return sent | more


def row_errors(response, kind):
    return [form.errors for form in response.context[kind]]


def test_parts_and_people_are_saved_where_their_numbers_say(team):
    event, steel = (
        make_event(starts_at=at(2030, 6, 5, 6, 30)),
        make_organisation(name="Steel and Light"),
    )
    parts = [
        {"number": "2", "title": "Panel", "starts": "09:00", "ends": "09:30"},
        {"number": "1", "title": "News", "starts": "08:30"},
    ]
    people = [
        {"name": "Ana Kovač", "part": "moderator", "role": "Head"},
        {
            "name": "Ben Teste",
            "part": "panellist",
            "number": "2",
            "organisation": "steel and light",
        },
    ]

    response = team.post(url(event), rows(event, parts, people))

    assert response.status_code == 302
    news, panel = event.sessions.all()
    assert (news.title, panel.title) == ("News", "Panel")
    assert (panel.starts_at, panel.ends_at) == (at(2030, 6, 5, 7, 0), at(2030, 6, 5, 7, 30))
    moderator, panellist = event.speakers.all()
    assert (moderator.session, moderator.part, moderator.role) == (None, "moderator", "Head")
    assert (panellist.session, panellist.organisation) == (panel, steel)


def test_a_known_name_is_linked_and_a_new_one_is_one_person_in_all_its_rows(team):
    event = make_event()
    known = publish(create_person(name="Ana Kovač", by=None), by=None)
    people = [
        {"name": "ana kovac", "number": "1"},
        {"name": "Ines Nova", "number": "1"},
        {"name": "Ines Nova", "part": "moderator"},
    ]

    team.post(url(event), rows(event, [{"number": "1", "title": "A"}], people))

    assert Person.objects.filter(name="Ines Nova").count() == 1
    assert Person.objects.get(name="Ines Nova").published_at is not None
    assert event.speakers.filter(person=known).count() == 1


def test_a_draft_does_not_list_its_new_people_yet(team):
    event = make_event(status="draft")

    team.post(url(event), rows(event, people=[{"name": "Ines Nova"}]))

    assert Person.objects.get(name="Ines Nova").published_at is None


def test_of_several_namesakes_the_editor_chooses(team):
    event = make_event()
    first, second = (publish(create_person(name="Ana Kovač", by=None), by=None) for _ in range(2))
    person = {"name": "Ana Kovač"}

    asked = team.post(url(event), rows(event, people=[person]))
    answer = {"which_person": f"{second.pk}:Ana Kovač"}
    team.post(url(event), rows(event, people=[person | answer]))

    assert asked.status_code == 422
    assert "Somebody else of this name" in asked.content.decode()
    assert f'value="{first.pk}:Ana Kovač"' in asked.content.decode()
    assert event.speakers.get().person == second


@pytest.mark.parametrize("answer", ["new", "words"])
def test_an_unknown_organisation_is_added_or_only_printed(team, answer):
    event = make_event()
    person = {"name": "Ana Kovač", "organisation": "Zinc Cluster"}

    asked = team.post(url(event), rows(event, people=[person]))
    chosen = {"which_organisation": f"{answer}:Zinc Cluster"}
    team.post(url(event), rows(event, people=[person | chosen]))

    speaker = event.speakers.get()
    assert "The directory does not know this name" in asked.content.decode()
    assert speaker.organisation_name == "Zinc Cluster"
    assert Organisation.objects.filter(name="Zinc Cluster").exists() == (answer == "new")


def test_an_answer_for_one_name_says_nothing_about_another(team):
    event = make_event()
    person = {
        "name": "Ana",
        "organisation": "Zinc Cluster",
        "which_organisation": "new:Tin Cluster",
    }

    response = team.post(url(event), rows(event, people=[person]))

    assert response.status_code == 422
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize(
    ("parts", "people", "kind", "field"),
    [
        ([{"number": "1", "title": "A"}, {"number": "1", "title": "B"}], [], "parts", "number"),
        ([{"title": "", "starts": "09:00"}], [], "parts", "title"),
        ([{"title": "A", "starts": "09:00", "ends": "08:00"}], [], "parts", "ends"),
        ([{"title": "A", "day": "2026-03-29", "starts": "02:30"}], [], "parts", "starts"),
        ([{"title": "A", "day": "0001-01-01", "starts": "00:00"}], [], "parts", "day"),
        ([{"title": "A", "day": "9999-12-31", "starts": "23:30"}], [], "parts", "day"),
        ([], [{"name": "Ana", "number": "7"}], "people", "number"),
        ([], [{"name": "", "role": "Head"}], "people", "name"),
    ],
)
def test_rows_that_do_not_fit_are_marked_and_kept(team, parts, people, kind, field):
    event = make_event(starts_at=at(2026, 3, 28))

    response = team.post(url(event), rows(event, parts, people))

    assert response.status_code == 422
    assert field in {name for each in row_errors(response, kind) for name in each}
    assert event.sessions.count() == event.speakers.count() == Person.objects.count() == 0


def test_the_same_person_twice_in_one_place_is_refused_in_words_and_nothing_is_made(team):
    event = make_event()

    response = team.post(url(event), rows(event, people=[{"name": "Ana"}, {"name": "Ana"}]))

    assert response.status_code == 422
    assert "stands twice" in response.content.decode()
    assert Person.objects.count() == event.speakers.count() == 0


def test_clearing_a_row_takes_it_away_and_the_rest_stays(team):
    event = make_event()
    ana, ben = (make_speaker(event, name).person for name in ("Ana", "Ben"))
    set_programme(
        event, by=None, sessions=[Part("News")], people=[Appearance(ana), Appearance(ben)]
    )
    event.refresh_from_db()
    session = event.sessions.get()
    parts = [{"session": session.pk, "number": "1", "title": "The news"}]

    team.post(url(event), rows(event, parts, [{"name": ""}, {"name": "Ben", "part": "speaker"}]))

    assert [(row.pk, row.title) for row in event.sessions.all()] == [(session.pk, "The news")]
    assert [row.person for row in event.speakers.all()] == [ben]


def test_two_editors_of_a_programme_the_second_is_warned(team):
    event = make_event()
    mine = rows(event, [{"number": "1", "title": "Mine"}])
    set_programme(event, by=None, sessions=[Part("Theirs")])

    warned = team.post(url(event), mine)

    assert warned.status_code == 409
    assert warned.context["stored"] == ["1. Theirs"]
    assert 'value="Mine"' in warned.content.decode()
    assert [row.title for row in event.sessions.all()] == ["Theirs"]

    team.post(url(event), mine | {"version": warned.context["version"]})

    assert [row.title for row in event.sessions.all()] == ["Mine"]


def test_the_form_shows_what_is_there_and_room_for_more(team):
    event = make_event()
    make_speaker(event, "Ana Kovač", organisation=make_organisation(name="Zinc"))
    set_programme(event, by=None, sessions=[Part("News")], people=[])

    response = team.get(url(event))

    assert response.context["parts"].total_form_count() == 4
    assert 'value="News"' in response.content.decode()
    again = team.post(url(event), rows(event, [{"title": "A"}], version="", more="1"))
    assert again["Location"] == url(event)
