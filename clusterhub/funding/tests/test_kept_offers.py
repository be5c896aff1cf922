"""The filters say how many there are, and know of a change at once; drafts are only for editors."""

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.funding.models import Call
from clusterhub.funding.operations import update_call, withdraw_call
from clusterhub.funding.tests.makers import make_call
from clusterhub.vocabularies.models import Topic

pytestmark = pytest.mark.django_db
CALLS = reverse("funding:calls")


@pytest.fixture
def skills():
    return Topic.objects.create(slug="test-skills", name="Skills")


def offered(response, name="programme"):
    calls = response.context["filters"]
    return calls.board.counts(calls.wanted, calls.now, sees_all=calls.sees_all)[name]


def test_each_change_is_counted_at_the_next_look(client, skills):
    call = make_call(programme="Old")
    first = offered(client.get(CALLS, {"q": ""}))
    other = make_call(programme="Old", topics=[skills])
    second = offered(client.get(CALLS, {"q": ""}))
    update_call(call, by=None, programme="New", topics=[skills])
    third = client.get(CALLS, {"q": ""})
    withdraw_call(other, by=None)
    fourth = offered(client.get(CALLS, {"q": ""}))
    Call.objects.all().delete()

    assert (first, second, fourth) == ({"Old": 1}, {"Old": 2}, {"New": 1})
    assert offered(third) == {"New": 1, "Old": 1}
    assert list(offered(third, "topic").values()) == [2]
    assert offered(client.get(CALLS, {"q": ""})) == {}


def test_only_topics_of_a_call_change_and_the_filter_knows(client, skills):
    call = make_call()
    client.get(CALLS, {"q": ""})

    update_call(call, by=None, topics=[skills])

    assert list(offered(client.get(CALLS, {"q": ""}), "topic").values()) == [1]


def test_drafts_are_counted_for_editors_only(client):
    make_call(is_published=False, programme="Draft")
    sign_in(client, "editor")

    assert offered(client.get(CALLS)) == {"Draft": 1}
    client.logout()
    assert offered(client.get(CALLS)) == {}


def test_what_is_open_to_everybody_counts_for_each_country(client):
    make_call(title="For all")
    make_call(title="For two", rules=[{"kind": "country", "id": "c", "countries": ["ES", "RO"]}])
    make_call(title="For one", rules=[{"kind": "country", "id": "c", "countries": ["RO"]}])

    response = client.get(CALLS, {"country": "ES"})

    assert {call.title for call in response.context["page"]} == {"For all", "For two"}
    assert offered(response, "country") == {"ES": 2, "RO": 3}
