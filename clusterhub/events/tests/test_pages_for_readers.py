"""A page that was drawn for one reader is given to the next with her name, her token and her menu."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from clusterhub.accounts.models import Role, User
from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.tests.makers import make_admission

pytestmark = pytest.mark.django_db
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
REVIEW = "Profiles to review"


def signed_in(**person):
    client = Client(enforce_csrf_checks=True)
    user = make_user(**person)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def known_for_something_else():
    client = Client()
    client.cookies.load({"known": "for something else"})
    return client


def test_each_reads_her_own_name_and_menu_on_a_page_that_all_share():
    event = make_admission(places={"on_site": 5}).event
    readers = [
        (signed_in(name="Mia <b>& Söhne</b>"), "Mia &lt;b&gt;&amp; Söhne&lt;/b&gt;", False),
        (signed_in(name="Nora Lind"), "Nora Lind", False),
        (signed_in(name="Vera Check", roles=[Role.VALIDATOR]), "Vera Check", True),
        (signed_in(name=""), "@example.org", False),
    ]
    names = [name for _client, name, _reviews in readers]
    for path in (event.get_absolute_url(), reverse("events:coming")):
        for client, own, reviews in readers * 2:
            page = client.get(path).content.decode()
            assert [name for name in names if name in page] == [own]
            assert (REVIEW in page, "<b>&" in page) == (reviews, False)
        visitors = [known_for_something_else().get(path).content.decode() for _ in range(2)]
        assert [name for name in names if name in "".join(visitors)] == []
        assert ["Sign in" in page and "Your account" not in page for page in visitors] == [True] * 2


def test_each_sends_the_form_with_a_token_of_her_own_which_is_good_for_nobody_else():
    event = make_admission(places={"on_site": 5}).event
    path, form = event.get_absolute_url(), reverse("events:registration", args=[event.slug])
    mia, nora = signed_in(name="Mia"), signed_in(name="Nora")
    tokens = [CSRF.search(client.get(path).content.decode())[1] for client in (mia, nora)]

    stolen = mia.post(form, {"csrfmiddlewaretoken": tokens[1]})
    own = mia.post(form, {"csrfmiddlewaretoken": tokens[0]})

    assert tokens[0] != tokens[1]
    assert (stolen.status_code, own.status_code) == (403, 302)
    assert event.registrations.get().name == "Mia"
    assert "You are registered" in mia.get(path).content.decode()
    assert "You are registered" not in nora.get(path).content.decode()


def test_what_one_is_told_is_told_to_her_alone_and_once():
    path = reverse("events:coming")
    mia, nora = signed_in(name="Mia"), signed_in(name="Nora")
    nora.get(path)
    mia.handler.enforce_csrf_checks = False
    mia.post(reverse("accounts:profile"), {"name": "Mia Lind", "languages": ["en"]})

    pages = [client.get(path).content.decode() for client in (nora, mia, mia, nora)]

    assert ["Your profile is saved" in page for page in pages] == [False, True, False, False]
    assert ["Mia Lind" in page for page in pages] == [False, True, True, False]


def test_a_person_is_found_by_number_among_all_and_only_among_those_of_a_row():
    mia, nora = make_user(), make_user()
    mia.groups.create(name="Of Mia")

    assert User.objects.get(pk=nora.pk) == nora
    assert mia.groups.get(name="Of Mia").user_set.get(pk=mia.pk) == mia
    with pytest.raises(User.DoesNotExist):
        mia.groups.get(name="Of Mia").user_set.get(pk=nora.pk)
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=0)
