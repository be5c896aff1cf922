"""Signing in with another service, the whole round trip with one that really answers."""

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core import mail

from clusterhub.accounts.models import User
from clusterhub.accounts.tests.makers import make_user
from clusterhub.accounts.tests.service import CLIENT, SECRET, running_service
from clusterhub.accounts.tests.test_sign_in import is_signed_in, mailed_code

pytestmark = pytest.mark.django_db
LOGIN = "/account/oidc/eu-login/login/"
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def service(settings):
    with running_service() as service:
        app = {
            "provider_id": "eu-login", "name": "EU Login", "client_id": CLIENT, "secret": SECRET,
            "settings": {"server_url": service.address, "oauth_pkce_enabled": True},
        }  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        yield service


def come_back(client, service, process="login"):
    asked = client.post(f"{LOGIN}?process={process}")
    return client.get(service.authorise(asked.url))


def test_a_new_person_with_a_verified_address_says_yes_to_the_terms_and_is_in(client, service):
    back = come_back(client, service)
    finished = client.post(back.url, {"name": "Anna Svensson", "terms": "on"})

    anna = User.objects.get(email="anna@example.org")
    assert back.url == "/account/welcome/"
    assert finished.status_code == 302
    assert is_signed_in(client)
    assert (anna.name, anna.has_usable_password()) == ("Anna Svensson", False)
    assert anna.emailaddress_set.get().verified
    assert mail.outbox == []


def test_who_has_come_that_way_before_is_in_at_once(client, service):
    back = come_back(client, service)
    client.post(back.url, {"name": "Anna Svensson", "terms": "on"})
    later = type(client)()

    come_back(later, service)

    assert is_signed_in(later)
    assert User.objects.count() == 1


def test_an_account_with_that_address_is_not_handed_over_but_told(client, service):
    anna = make_user(email="anna@example.org")

    back = come_back(client, service)

    assert back.url == "/account/confirm-email/"
    assert not is_signed_in(client)
    assert anna.socialaccount_set.count() == 0
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
    assert "You have one already" in mail.outbox[0].body


def test_an_account_is_tied_to_the_service_by_its_owner_and_then_opens_that_way(client, service):
    anna = make_user(email="anna@example.org")
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    come_back(client, service, process="connect")
    later = type(client)()

    come_back(later, service)

    assert later.session["_auth_user_id"] == str(anna.pk)


@pytest.mark.parametrize("said", [False, None, "false", "no", 0])
def test_an_address_that_is_not_verified_there_is_verified_here(client, service, said):
    service.person["email_verified"] = said

    back = come_back(client, service)
    is_in_early = is_signed_in(client)
    client.post(back.url, {"code": mailed_code()})

    assert back.url == "/account/confirm-email/"
    assert not is_in_early
    assert User.objects.get().emailaddress_set.get().verified


def test_an_unverified_address_opens_nobodys_account(client, service):
    anna = make_user(email="anna@example.org")
    service.person |= {"sub": "somebody-else", "email_verified": False}

    come_back(client, service)

    assert not is_signed_in(client)
    assert (User.objects.count(), anna.socialaccount_set.count()) == (1, 0)


def test_the_answer_for_one_browser_is_worth_nothing_in_another(client, service):
    asked = client.post(LOGIN)
    stranger = type(client)()
    stranger.post(LOGIN)

    answer = stranger.get(service.authorise(asked.url))

    assert "did not answer, or not in a way that we can trust" in answer.content.decode()
    assert not is_signed_in(stranger)


def test_an_answer_counts_once(client, service):
    asked = client.post(LOGIN)
    address = service.authorise(asked.url)
    client.get(address)

    again = client.get(address)

    assert "Signing in there did not work" in again.content.decode()


SPOILED = {
    "another nonce": {"claims": {"nonce": "of another sign-in"}},
    "no nonce": {"claims": {"nonce": None}},
    "for another site": {"claims": {"aud": "another-site"}},
    "for nobody": {"claims": {"aud": None}},
    "of another service": {"claims": {"iss": "https://evil.example"}},
    "too old": {"claims": {"exp": 1_600_000_000}},
    "without end": {"claims": {"exp": None}},
    "about somebody else": {"told": {"sub": "eva-2"}},
    "signed by somebody else": {"signing_key": OTHER_KEY},
    "signed with a key that is not named": {"name_of_key": "second"},
    "not signed": {"signing_key": None, "algorithm": "none"},
    "no token at all": {"sends_id_token": False},
}


@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED)
def test_what_cannot_be_trusted_signs_nobody_in(client, service, spoiled):
    for name, value in spoiled.items():
        setattr(service, name, value)

    answer = come_back(client, service)

    assert "did not answer, or not in a way that we can trust" in answer.content.decode()
    assert not is_signed_in(client)
    assert not User.objects.exists()


def test_a_public_key_is_no_shared_secret(client, service, monkeypatch):
    public = service.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    # What an attacker's own program does, which PyJWT would refuse to do.
    monkeypatch.setattr(jwt.algorithms.HMACAlgorithm, "prepare_key", lambda self, key: public)
    service.algorithm = "HS256"

    answer = come_back(client, service)

    assert "Signing in there did not work" in answer.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("moment", ["before", "between"])
@pytest.mark.parametrize("trouble", ["down", "talks nonsense"])
def test_a_service_in_trouble_gets_a_sentence(client, service, moment, trouble):
    client.raise_request_exception = False

    def break_down():
        service.is_broken = True
        if trouble == "down":
            service.stop()

    if moment == "before":
        break_down()
    answer = client.post(LOGIN)
    if moment == "between":
        back = service.authorise(answer.url)
        break_down()
        answer = client.get(back)

    page = answer.content.decode()
    assert "EU Login did not answer, or not in a way that we can trust" in page
    assert "You can always sign in with a code by e-mail" in page


def test_whoever_says_no_there_is_told_that_nothing_happened(client, service):
    asked = client.post(LOGIN)
    back = service.authorise(asked.url).replace("code=", "error=access_denied&was=")

    answer = client.get(back, follow=True)

    assert answer.status_code == 200
    assert "Nothing was changed" in answer.content.decode()
