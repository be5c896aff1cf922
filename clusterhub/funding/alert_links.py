"""The word in the link of a follower: made anew from the row and the site's secret."""

from base64 import b32encode

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from clusterhub.funding.models import Follower

SALT, LETTERS = "clusterhub.funding.follower", 26


def token_of(follower):
    return f"{int_to_base36(follower.pk)}-{_word(follower)}"


def follower_of(token):
    """The follower that a token leads to; None for one that we never gave."""
    number, _dash, word = token.partition("-")
    try:
        pk = base36_to_int(number)
    except ValueError:
        return None
    rows = Follower.objects.select_related("person")
    follower = rows.filter(pk=pk).first() if pk < 2**63 else None
    if follower is None or not constant_time_compare(word, _word(follower)):
        return None
    return follower


def _word(follower):
    facts = f"{follower.pk}:{follower.uid}"
    if follower.person_id:  # Letters that lie in a mailbox she has left open nothing any more.
        facts += f":{follower.address.casefold()}"
    digest = salted_hmac(SALT, facts, algorithm="sha256").digest()
    return b32encode(digest).decode()[:LETTERS].lower()
