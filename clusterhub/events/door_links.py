"""The word in the link of a door, made anew from the row and the site's secret: it stands in no table."""

from base64 import b32encode

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from clusterhub.events.models import Door

SALT = "clusterhub.events.door"
LETTERS = 26  # Of five bits each.


def token_of_door(door):
    return f"{int_to_base36(door.pk)}-{_word(door)}"


def door_of(slug, token):
    """The door of this event that a token leads to; None for one that we never gave."""
    number, _dash, word = token.partition("-")
    try:
        pk = base36_to_int(number)
    except ValueError:
        return None
    doors = Door.objects.select_related("event", "session").filter(event__slug=slug)
    door = doors.filter(pk=pk).first() if pk < 2**63 else None
    if door is None or not constant_time_compare(word, _word(door)):
        return None
    return door


def _word(door):
    digest = salted_hmac(SALT, f"{door.pk}:{door.uid}", algorithm="sha256").digest()
    return b32encode(digest).decode()[:LETTERS].lower()
