import re

import pytest
from django.urls import reverse

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user

pytestmark = pytest.mark.django_db

OWN = [
    "/account/",
    "/account/consents/",
    "/account/data/",
    "/account/data/account.json",
    "/account/email/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/sessions/",
    "/account/3rdparty/",
    "/account/logout/",
]
FOR_ADMINISTRATORS = ["/account/people/", "/account/activity/", "/staff/accounts/user/"]
ENTRANCE = ["/account/login/", "/account/signup/", "/account/inactive/"]
MISSING_OR_FORBIDDEN = {404, 403, 302}


def answers(client, addresses):
    return {address: client.get(address).status_code for address in addresses}


def test_a_visitor_sees_the_entrance_and_is_asked_to_sign_in_for_the_rest(client):
    assert set(answers(client, ENTRANCE).values()) == {200}
    not_signing_out = [address for address in OWN if "logout" not in address]
    for address in not_signing_out + FOR_ADMINISTRATORS:
        answer = client.get(address)
        assert (address, answer.status_code) == (address, 302)
        assert answer.url.partition("/?")[0] in {"/account/login", "/staff/login"}, address


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.EVENT_TEAM, Role.VALIDATOR])
def test_only_administrators_see_people_and_activity(client, role):
    client.force_login(make_user(roles=[role] if role else []))

    assert set(answers(client, OWN).values()) == {200}
    assert answers(client, FOR_ADMINISTRATORS[:2]) == dict.fromkeys(FOR_ADMINISTRATORS[:2], 404)
    assert client.get(FOR_ADMINISTRATORS[2]).status_code in MISSING_OR_FORBIDDEN


def test_an_administrator_sees_everything(client):
    client.force_login(make_user(roles=[Role.ADMINISTRATOR]))

    assert set(answers(client, OWN + FOR_ADMINISTRATORS).values()) == {200}


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.VALIDATOR])
def test_only_administrators_change_roles(client, role):
    stranger = make_user()
    client.force_login(make_user(roles=[role] if role else []))

    answer = client.post(reverse("accounts:role", args=[stranger.pk]), {"role": "administrator"})

    assert answer.status_code == 404
    assert stranger.roles == set()


def test_every_page_wears_our_face_and_obeys_the_content_policy(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "eu-login",
                    "name": "EU Login",
                    "client_id": "x",
                    "secret": "y",
                    "settings": {"server_url": "https://login.example.eu"},
                }
            ]
        }
    }
    pages = [client.get(address) for address in [*ENTRANCE, "/account/3rdparty/login/error/"]]
    client.force_login(make_user(roles=[Role.ADMINISTRATOR]))
    pages += [
        client.get(address) for address in OWN + FOR_ADMINISTRATORS[:2] if "json" not in address
    ]

    for page in pages:
        address, text = page.request["PATH_INFO"], page.content.decode()
        assert '<main id="content"' in text, address
        assert text.count("<h1") == 1, address
        assert not re.search(r"<[^>]+ style=", text), address
        assert not re.search(r"<[^>]+ on[a-z]+=", text), address
        kinds = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", text)
        assert all("application/" in kind for kind in kinds), address
        assert not re.search(r"[^-\w]https?://(?!testserver|localhost)\S+\.(js|css)", text), address


def test_another_sign_in_service_is_offered_when_one_is_set_up(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [{"provider_id": "eu-login", "name": "EU Login", "client_id": "x", "secret": "y",
                      "settings": {"server_url": "https://login.example.eu"}}]
        }
    }  # fmt: skip

    page = client.get("/account/login/").content.decode()

    assert "Sign in with EU Login" in page
    assert 'action="/account/oidc/eu-login/login/' in page


def test_the_forms_of_this_site_may_lead_to_the_sign_in_services_that_are_set_up():
    from clusterhub.config.environment import origins

    assert origins(["https://ecas.ec.europa.eu/cas/oauth2", "https://ecas.ec.europa.eu/x"]) == [
        "https://ecas.ec.europa.eu"
    ]
