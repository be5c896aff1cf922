"""Addresses in full, and addresses that a browser may follow."""

from django.conf import settings
from django.core.validators import URLValidator

only_web = URLValidator(schemes=["http", "https"])


def absolute(path):
    return f"{settings.BASE_URL}{path}"


def followable(address):
    """The address if it leads somewhere, else nothing; an import may have brought one that runs."""
    return address if address.lower().startswith(("http://", "https://")) else ""
