"""Where two people meet who are not both on site: the address of their room, and when it opens.

The code in an address that the organiser's pattern makes comes from the meeting and the site's
secret: nobody guesses the room of others, and no table holds it.
"""

from base64 import b32encode
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from clusterhub.events.models import AttendanceMode
from clusterhub.web.addresses import followable

SALT = "clusterhub.matchmaking.room"
LETTERS = 20  # Of five bits each.
OPENS_BEFORE = timedelta(minutes=10)
STAYS_OPEN = timedelta(minutes=30)


def is_online(meeting):
    """One of the two is not there, or both."""
    modes = {each.registration.mode for each in (meeting.a, meeting.b)}
    return modes != {AttendanceMode.ON_SITE}


def room_address(meeting):
    """What one of the two put there, else what the organiser's pattern says; "" if neither."""
    if meeting.link:
        return followable(meeting.link)
    pattern = meeting.matchmaking.link_pattern
    return followable(pattern.replace("{code}", _code(meeting))) if "{code}" in pattern else ""


def opens_at(meeting):
    return meeting.slot.starts_at - OPENS_BEFORE


def closes_at(meeting):
    return meeting.slot.ends_at + STAYS_OPEN


def is_room_open(meeting, now=None):
    return opens_at(meeting) <= (now or timezone.now()) <= closes_at(meeting)


def _code(meeting):
    digest = salted_hmac(SALT, str(meeting.uid), algorithm="sha256").digest()
    return b32encode(digest).decode()[:LETTERS].lower()
