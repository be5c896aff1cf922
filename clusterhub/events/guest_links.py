"""The word in an invitation's link: made anew from the row and the site's secret, kept in no table."""

from base64 import b32encode

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from clusterhub.events.links import LETTERS
from clusterhub.events.models import Guest

SALT = "clusterhub.events.guest"


def token_of_guest(guest):
    return f"{int_to_base36(guest.pk)}-{_word(guest)}"


def guest_of(token):
    """The invitation that a token leads to, with its event; None for one that we never gave."""
    number, _dash, word = token.partition("-")
    try:
        pk = base36_to_int(number)
    except ValueError:
        return None
    rows = Guest.objects.select_related("event__admission", "event__country")
    guest = rows.filter(pk=pk).first() if pk < 2**63 else None
    if guest is None or not constant_time_compare(word, _word(guest)):
        return None
    return guest


def _word(guest):
    facts = f"{guest.pk}:{guest.address_key}:{guest.event_id}"
    digest = salted_hmac(SALT, facts, algorithm="sha256").digest()
    return b32encode(digest).decode()[:LETTERS].lower()
