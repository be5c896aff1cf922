import pytest
from django.core.exceptions import ImproperlyConfigured

from clusterhub.config.environment import number, sign_in_services


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
