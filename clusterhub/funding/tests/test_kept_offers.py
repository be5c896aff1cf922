"""What filters offer may be a minute old for visitors; nothing else is, and nobody else is told so."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.activity.kept import forget_pages
from clusterhub.funding.tests.makers import make_call

pytestmark = pytest.mark.django_db
CALLS = reverse("funding:calls")


def programmes(response):
    return [value for value, _label in response.context["filters"].fields["programme"].choices]


def test_the_plain_list_offers_what_was_there_a_minute_ago_but_shows_every_call(client):
    make_call(programme="Old")
    client.get(CALLS)

    make_call(programme="New")
    response = client.get(CALLS)

    assert response.context["page"].paginator.count == 2
    assert programmes(response) == ["", "Old"]
    cache.clear()
    forget_pages()
    assert programmes(client.get(CALLS)) == ["", "New", "Old"]


def test_a_new_choice_is_known_at_once_where_it_is_asked_for(client):
    make_call(programme="Old")
    client.get(CALLS)
    call = make_call(programme="New")

    response = client.get(CALLS, {"programme": "New"})

    assert list(response.context["page"]) == [call]


def test_what_editors_are_offered_is_never_kept(client):
    make_call(is_published=False, programme="Draft")
    sign_in(client, "editor")

    assert programmes(client.get(CALLS)) == ["", "Draft"]
    client.logout()
    assert programmes(client.get(CALLS)) == [""]
