from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection

from clusterhub.config.environment import PROVIDERS, mail, number, sign_in_services


@pytest.mark.parametrize("issuer", ["http://login.example.eu", "login.example.eu", "ftp://x"])
def test_a_sign_in_service_that_anybody_could_play_is_refused(issuer):
    with pytest.raises(ImproperlyConfigured, match="must begin with https://"):
        sign_in_services(f"eu|EU Login|{issuer}|client|secret")


@pytest.mark.parametrize("issuer", ["https://login.example.eu", "http://127.0.0.1:8099"])
def test_a_sign_in_service_with_a_safe_address_is_taken(issuer):
    (service,) = sign_in_services(f"eu|EU Login|{issuer}|client|secret")

    assert service["settings"] == {"server_url": issuer, "oauth_pkce_enabled": True}


@pytest.mark.parametrize("written", ["0", "-5", "20 MB", "²"])
def test_a_size_that_is_no_number_above_nothing_is_refused(monkeypatch, written):
    monkeypatch.setenv("CLUSTERHUB_IMPORT_MAX_MB", written)

    with pytest.raises(ImproperlyConfigured, match="write a whole number above 0"):
        number("CLUSTERHUB_IMPORT_MAX_MB", 20)


def test_a_size_that_nobody_wrote_is_the_usual_one(monkeypatch):
    monkeypatch.delenv("CLUSTERHUB_IMPORT_MAX_MB", raising=False)

    assert number("CLUSTERHUB_IMPORT_MAX_MB", 20) == 20


def test_a_mail_provider_is_named_by_its_address():
    settings = mail("mailgun://key-1@mail.example.org", Path("outbox"))

    assert settings["EMAIL_BACKEND"] == "anymail.backends.mailgun.EmailBackend"
    assert settings["ANYMAIL"] == {
        "MAILGUN_API_KEY": "key-1",
        "MAILGUN_SENDER_DOMAIN": "mail.example.org",
        "REQUESTS_TIMEOUT": 20,
    }


@pytest.mark.parametrize("name", sorted(PROVIDERS))
def test_each_provider_is_one_that_can_be_had(name, settings):
    for key, value in mail(f"{name}://key@example.org", Path("outbox")).items():
        setattr(settings, key, value)

    assert get_connection().esp_name.lower().replace(" ", "") == name


def test_an_unknown_way_of_mail_is_refused_with_what_is_known():
    with pytest.raises(ImproperlyConfigured, match="postmark"):
        mail("pigeon://key", Path("outbox"))


@pytest.mark.parametrize(
    ("url", "is_encrypted"),
    [
        ("smtp://mail.example.org:587", True),
        ("smtp://localhost:2525", False),
        ("smtp://me:secret@localhost:587", True),
        ("smtp://mail.example.org:25", False),
    ],
)
def test_mail_is_encrypted_but_at_the_port_of_servers_and_on_the_same_machine(url, is_encrypted):
    assert mail(url, Path("outbox"))["EMAIL_USE_TLS"] is is_encrypted
