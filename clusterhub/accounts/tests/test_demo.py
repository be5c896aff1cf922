import pytest
from django.urls import reverse

from clusterhub.accounts.demo import DEMO_PEOPLE
from clusterhub.accounts.models import Role, User
from clusterhub.accounts.operations import make_demo_people
from clusterhub.accounts.permissions import can_administer, can_edit_content, can_run_events
from clusterhub.accounts.tests.makers import make_user

pytestmark = pytest.mark.django_db

ADAM = "adam.admin@demo.clusterhub.example"


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    make_demo_people()


def sign_in(client, email=ADAM, **where):
    return client.post(reverse("accounts:demo"), {"email": email}, **where)


def test_demo_people_are_made_once():
    first, second = make_demo_people(), make_demo_people()

    assert first == second
    assert User.objects.count() == len(DEMO_PEOPLE)
    rights = {
        person.name.split()[0]: (
            can_edit_content(person),
            can_run_events(person),
            can_administer(person),
        )
        for person in first
    }
    assert rights == {
        "Anna": (False, False, False),
        "Eva": (True, True, False),
        "Eric": (False, True, False),
        "Vera": (False, False, False),
        "Adam": (True, True, True),
    }
    assert all(person.role_grants.count() <= 1 for person in first)


def test_one_click_signs_in_on_the_machine_itself(client, demo):
    page = client.get("/account/login/").content.decode()

    answer = sign_in(client)

    assert page.count('action="/account/demo/"') == len(DEMO_PEOPLE)
    assert answer.status_code == 302
    assert client.get(reverse("accounts:people")).status_code == 200


def test_there_is_no_such_door_outside_the_demonstration(client):
    make_demo_people()

    page = client.get("/account/login/").content.decode()

    assert sign_in(client).status_code == 404
    assert "/account/demo/" not in page


@pytest.mark.parametrize(
    "where",
    [
        {"REMOTE_ADDR": "192.0.2.1"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "unix:"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=192.0.2.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": "192.0.2.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_VIA": "1.1 proxy"},
    ],
)
def test_there_is_no_such_door_from_another_machine(client, demo, where):
    page = client.get("/account/login/", **where).content.decode()

    assert sign_in(client, **where).status_code == 404
    assert "/account/demo/" not in page


def test_only_demo_people_sign_in_that_way(client, demo):
    real = make_user(roles=[Role.ADMINISTRATOR])

    assert sign_in(client, real.email).status_code == 404
    assert sign_in(client, "").status_code == 404
    assert client.get(reverse("accounts:demo")).status_code == 405


def test_after_signing_in_one_does_not_land_on_another_site(client, demo):
    answer = client.post(reverse("accounts:demo"), {"email": ADAM, "next": "https://evil.example/"})

    assert answer.url == "/my/"
