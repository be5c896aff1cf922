import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from clusterhub.directory.operations import add_other_name, create_organisation
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.events.models import EventStatus
from clusterhub.events.tests.makers import make_event, make_speaker
from clusterhub.home.search import search_everything, suggest

pytestmark = pytest.mark.search
NOBODY = AnonymousUser()


def names(found):
    return {group.kind.name: [str(row) for row in group.rows] for group in found}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["šermukšnytė", "Sermuksnyte", "SERMUKSNYTE", "sermuk", "Kristina Šermukšnytė"]
)
def test_search_is_blind_to_accents_and_case_and_content_with_beginnings(words):
    make_speaker(make_event(), name="Kristina Šermukšnytė")

    found = names(search_everything(words, NOBODY))

    assert found["people"] == ["Kristina Šermukšnytė"]


@pytest.mark.django_db
def test_search_gives_every_kind_by_one_word():
    event = make_event(title="Batteries for the Alps")
    make_organisation(name="Batteries Cluster")

    found = names(search_everything("batteries", NOBODY))

    assert found == {"events": [event.title], "organisations": ["Batteries Cluster"]}


@pytest.mark.django_db
def test_what_a_visitor_may_not_see_is_not_found():
    make_event(title="Hydrogen in secret", status=EventStatus.DRAFT)
    create_organisation(name="Hydrogen Unpublished", kind="sme", by=None)
    shown = make_event(title="Hydrogen in public")

    found = names(search_everything("hydrogen", NOBODY))
    suggested = names(suggest("hydro", NOBODY))

    assert found == {"events": [shown.title]}
    assert suggested == {"events": [shown.title]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["", "   ", '"', "'; DROP TABLE", "*", "a OR", "NEAR(", "\x00", "ß" * 500]
)
def test_odd_words_find_nothing_and_break_nothing(client, words):
    page = client.get(reverse("home:search"), {"q": words})

    assert page.status_code == 200


@pytest.mark.django_db
def test_suggestions_are_a_fragment_and_pages_are_not_mixed_up_with_it(client):
    make_event(title="Robots at work")

    fragment = client.get(
        reverse("home:search"), {"q": "rob", "suggest": "1"}, headers={"HX-Request": "true"}
    )
    page = client.get(reverse("home:search"), {"q": "rob"})

    assert "<html" not in fragment.content.decode()
    assert "Robots at work" in fragment.content.decode()
    assert "<html" in page.content.decode()
    assert "HX-Request" in page.headers["Vary"]


@pytest.mark.django_db
def test_an_other_name_finds_the_organisation():
    organisation = make_organisation(name="AgriFood Lithuania")

    add_other_name(organisation, name="Lietuvos DIH", kind="local", by=None)

    assert names(search_everything("lietuvos", NOBODY)) == {"organisations": ["AgriFood Lithuania"]}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 4])
def test_search_asks_the_same_number_of_questions_for_any_number_of_rows(
    client, count, django_assert_max_num_queries
):
    for number in range(count):
        make_event(title=f"Solar roofs {number}")
    address = reverse("home:search")
    client.get(address, {"q": "solar"})  # Kinds of content are asked once in a process.

    with django_assert_max_num_queries(13):  # Two a kind, one for hidden pages, nothing a row.
        client.get(address, {"q": "solar"})
