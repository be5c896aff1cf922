"""Addresses of pages, in full, and such as a browser may follow."""

from functools import lru_cache

from django.conf import settings
from django.core.validators import URLValidator
from django.urls import get_script_prefix, get_urlconf, reverse

# Those of the lists' first pages and what they lead to; some hundred bytes each.
ADDRESSES_KEPT = 8192
only_web = URLValidator(schemes=["http", "https"])


def page_address(name, key):
    """Like `reverse(name, args=[key])`, found once a process; NoReverseMatch where there is none."""
    return _page_address(name, key, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=ADDRESSES_KEPT)
def _page_address(name, key, _urlconf, _prefix):
    return reverse(name, args=[key])


def absolute(path):
    return f"{settings.BASE_URL}{path}"


def followable(address):
    """The address if it leads somewhere, else nothing; an import may have brought one that runs."""
    return address if address.lower().startswith(("http://", "https://")) else ""
