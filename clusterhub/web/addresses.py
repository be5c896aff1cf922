"""Addresses of pages, in full, and such as a browser may follow."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import URLValidator
from django.urls import get_script_prefix, get_urlconf, reverse

_PLAIN = re.compile(r"[-a-zA-Z0-9_]+")
_HOST = re.compile(r"[-a-z0-9.]+")
_STAND_IN = "slug-stands-here"
only_web = URLValidator(schemes=["http", "https"])


def page_address(name, slug, known=""):
    """Like `reverse(name, args=[slug])` of a page whose address holds nothing but a slug.

    Django goes through all patterns at each call; what stands around the slug is found once. With
    `known` ("events/{}/") it need not be found at all: to know all addresses is to load all pages,
    which a worker that writes letters can do without.
    """
    if not _PLAIN.fullmatch(slug):
        return reverse(name, args=[slug])
    if known:
        return get_script_prefix() + known.format(slug)
    before, after = _around(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())
    return f"{before}{slug}{after}"


@lru_cache(maxsize=256)
def _around(name, _urlconf, _prefix):
    before, _stand_in, after = reverse(name, args=[_STAND_IN]).rpartition(_STAND_IN)
    return before, after


def absolute(path):
    return f"{settings.BASE_URL}{path}"


def followable(address):
    """The address if it leads somewhere, else nothing; an import may have brought one that runs."""
    return address if address.lower().startswith(("http://", "https://")) else ""


def host_of(address):
    """Host and port of an address as a header may say them, in letters of DNS and without what
    stands before an @; nothing where there are none."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    return f"{host}{port}" if _HOST.fullmatch(host) else ""
