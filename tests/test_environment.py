import pytest
from django.core.exceptions import ImproperlyConfigured

from clusterhub.config.environment import sign_in_services


@pytest.mark.parametrize("issuer", ["http://login.example.eu", "login.example.eu", "ftp://x"])
def test_a_sign_in_service_that_anybody_could_play_is_refused(issuer):
    with pytest.raises(ImproperlyConfigured, match="must begin with https://"):
        sign_in_services(f"eu|EU Login|{issuer}|client|secret")


@pytest.mark.parametrize("issuer", ["https://login.example.eu", "http://127.0.0.1:8099"])
def test_a_sign_in_service_with_a_safe_address_is_taken(issuer):
    (service,) = sign_in_services(f"eu|EU Login|{issuer}|client|secret")

    assert service["settings"] == {"server_url": issuer, "oauth_pkce_enabled": True}
