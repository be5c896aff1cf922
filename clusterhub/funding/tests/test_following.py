"""Following by pages: with an account at once, without one after a letter; stopped by one click."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from clusterhub.accounts.export import everything_about
from clusterhub.accounts.tests.makers import make_user
from clusterhub.funding.alert_links import token_of
from clusterhub.funding.models import Follow, Follower, SavedSearch
from clusterhub.funding.operations import following
from clusterhub.funding.operations.following import follow_call
from clusterhub.funding.tests.makers import make_call
from clusterhub.letters.operations import deliver

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def follow_page(call):
    return reverse("funding:follow", args=[call.slug])


def delivered():
    while deliver():
        pass
    return mail.outbox


def link_in(letter):
    return re.search(r"https?://[^/]+(/calls/alerts/at/\S+)", letter.body)[1]


def test_a_visitor_follows_after_one_letter_and_one_click(client):
    call = make_call(title="Vouchers")

    client.post(follow_page(call), {"email": "anna@timber.example"})
    [letter] = delivered()
    page = client.get(link_in(letter))
    before = Follow.objects.telling().count()
    done = client.post(link_in(letter), {"do": "confirm"}, follow=True)

    assert (page.status_code, before, Follow.objects.telling().count()) == (200, 0, 1)
    assert page["Referrer-Policy"] == "same-origin" and page["X-Robots-Tag"] == "noindex"
    assert "Vouchers" in done.content.decode()


def test_somebody_signed_in_follows_with_one_click_and_lets_go(client):
    person, call = make_user(), make_call()
    client.force_login(person, backend=BACKEND)

    client.post(follow_page(call))
    client.post(follow_page(call))
    client.post(reverse("funding:new-alert") + "?programme=SMP&status=open")
    [search, one] = Follow.objects.telling()
    taken = everything_about(person)["followed_calls"]
    client.post(reverse("funding:alerts"), {"do": one.pk})

    assert delivered() == []
    assert (one.call, search.search.query) == (call, "status=open&programme=SMP")
    assert [each["call"] for each in taken] == [None, call.get_absolute_url()]
    assert list(Follow.objects.all()) == [search]
    person.delete()
    assert not Follower.objects.exists()


def test_what_another_person_follows_cannot_be_let_go(client):
    theirs = follow_call(make_call(), person=make_user())
    client.force_login(make_user(), backend=BACKEND)
    client.post(follow_page(make_call()))

    client.post(reverse("funding:alerts"), {"do": theirs.pk})

    assert Follow.objects.filter(pk=theirs.pk).exists()


def test_one_click_of_a_mail_program_stops_the_letters(client):
    follow = follow_call(make_call(), person=make_user())
    strict, token = Client(enforce_csrf_checks=True), token_of(follow.follower)
    address = reverse("funding:alerts-stop", args=[token])

    looked = strict.get(address)
    stopped = strict.post(address, {"List-Unsubscribe": "One-Click"})
    guessed = strict.post(reverse("funding:alerts-stop", args=[f"{token}x"]))

    follow.follower.refresh_from_db()
    assert (looked.status_code, stopped.status_code, guessed.status_code) == (405, 200, 404)
    assert follow.follower.stopped_at


def test_the_page_says_the_same_whether_an_address_is_known_or_not(client):
    call = make_call()
    known = follow_call(call, person=make_user(email="anna@timber.example"))

    pages = [
        client.post(follow_page(call), {"email": email}).content
        for email in (known.follower.address, "new@timber.example")
    ]

    assert pages[0] == pages[1]


def test_nobody_fills_somebody_elses_mailbox(client):
    call = make_call()
    for _each in range(9):
        client.post(follow_page(call), {"email": "anna@timber.example"})

    assert len(delivered()) == following.MOST_ASKED


def test_a_program_that_fills_in_what_people_do_not_see_is_not_followed_up(client):
    data = {"email": "anna@timber.example", "website_address": "x"}

    answer = client.post(follow_page(make_call()), data)

    assert answer.status_code == 200
    assert not Follower.objects.exists()


@pytest.mark.parametrize("email", ["", "no address", "a@b", "x" * 300 + "@timber.example"])
def test_what_is_no_address_is_said_so_and_stays(client, email):
    answer = client.post(follow_page(make_call()), {"email": email})

    assert answer.status_code == 422
    assert not Follower.objects.exists()


def test_a_draft_cannot_be_followed(client):
    assert client.get(follow_page(make_call(is_published=False))).status_code == 404


def test_a_search_that_nobody_follows_any_more_is_gone(client):
    client.force_login(make_user(), backend=BACKEND)
    client.post(reverse("funding:new-alert") + "?q=wood")

    client.post(reverse("funding:alerts"), {"do": Follow.objects.get().pk})

    assert not SavedSearch.objects.exists()


def test_more_than_can_be_followed_is_refused_in_words(client, monkeypatch):
    monkeypatch.setattr(following, "MOST_FOLLOWED", 1)
    client.force_login(make_user(), backend=BACKEND)
    client.post(follow_page(make_call()))

    answer = client.post(follow_page(make_call()))

    assert answer.status_code == 422
    assert "You follow 1 already" in answer.content.decode()
