"""The address of a session: the beginning of what it is known by, and its title for those who read."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.text import slugify

from clusterhub.directory.names import fold

KEY = 8  # Of 32 letters; told apart within one event.
WORDS = 60


def session_path(event_slug, uid, title):
    return f"{_before(event_slug, get_urlconf(), get_script_prefix())}{session_key(uid, title)}/"


@lru_cache(maxsize=4096)
def session_key(uid, title):
    words = slugify(fold(title))[:WORDS].strip("-")
    return f"{uid[:KEY]}-{words}" if words else uid[:KEY]


def with_key(record, key):
    """The session of a record whose address begins so; None if there is none."""
    start = key[:KEY]
    if len(start) < KEY:
        return None
    found = [each for each in record["sessions"] if each["uid"].startswith(start)]
    exact = [each for each in found if session_key(each["uid"], each["title"]) == key]
    return next(iter(exact or found), None)


@lru_cache(maxsize=256)
def _before(event_slug, _urlconf, _prefix):
    """Django goes through all patterns at each call; a programme has a thousand addresses."""
    return reverse("events:session", args=[event_slug, "0" * KEY]).removesuffix(f"{'0' * KEY}/")
