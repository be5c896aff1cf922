"""The key in the address of somebody's own calendar; a new version of it ends the old one."""

from base64 import b32encode

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from clusterhub.events.models import PersonalFeed

SALT = "clusterhub.events.personal_feed"
LETTERS = 26


def key_of(feed):
    return f"{int_to_base36(feed.person_id)}-{_word(feed)}"


def feed_of(key):
    """The feed that a key opens, with its person; None for one that we never gave, or not any more."""
    number, _dash, word = key.partition("-")
    try:
        pk = base36_to_int(number)
    except ValueError:
        return None
    if pk >= 2**63:
        return None
    rows = PersonalFeed.objects.select_related("person").filter(person__is_active=True)
    feed = rows.filter(pk=pk).first()
    if feed is None or not constant_time_compare(word, _word(feed)):
        return None
    return feed


def _word(feed):
    facts = f"{feed.person_id}:{feed.version}:{feed.made_at.isoformat()}"
    digest = salted_hmac(SALT, facts, algorithm="sha256").digest()
    return b32encode(digest).decode()[:LETTERS].lower()
