"""Certificates of attendance that anybody can check, and that need nobody to be remembered.

The code on the paper is made from the name, the event and the days. Whoever checks it types name and
code; the same is made again and compared. So a certificate can be checked when the people of the
event have long been forgotten.
"""

import unicodedata
from base64 import b32encode
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from clusterhub.events.door_days import days_of
from clusterhub.events.models import Event

SALT = "clusterhub.events.certificate"
LETTERS = 16  # Of five bits each.
MOST_DAYS = 60


@dataclass(frozen=True)
class Attended:
    event: Event
    days: tuple[date, ...]
    mode: str


def code_of(name, attended):
    """ "2F-3-ABCDEFGHJKLMNPQR": the event, its days as bits with the mode, and the seal."""
    facts = _facts(attended)
    return f"{int_to_base36(attended.event.pk)}-{int_to_base36(facts)}-{_seal(name, attended.event, facts)}".upper()


def attended_by(name, code):
    """What a name and a code prove, or None."""
    parts = "".join(code.split()).lower().split("-")
    if len(parts) != 3:
        return None
    try:
        pk, facts = base36_to_int(parts[0]), base36_to_int(parts[1])
    except ValueError:
        return None
    event = Event.objects.public().filter(pk=pk).first() if pk < 2**63 else None
    if event is None or not any(
        constant_time_compare(parts[2], _seal(name, event, facts, secret).lower())
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ):
        return None
    days = _days(event)
    chosen = tuple(day for number, day in enumerate(days) if facts >> (number + 1) & 1)
    return Attended(event, chosen, "online" if facts & 1 else "on_site")


def attended(registration):
    """On which days she was here or joined; None if on none."""
    here = set(registration.check_ins.standing().filter(session=None).values_list("on", flat=True))
    online = set(registration.joinings.values_list("on", flat=True))
    days = tuple(sorted(here | online))
    mode = "on_site" if here else "online"
    return Attended(registration.event, days, mode) if days else None


def _facts(attended):
    days = _days(attended.event)
    bits = sum(1 << (days.index(day) + 1) for day in attended.days if day in days)
    return bits | (attended.mode == "online")


def _days(event):
    return days_of(event.starts_at, event.ends_at, event.time_zone)[:MOST_DAYS]


def _seal(name, event, facts, secret=None):
    words = f"{_plain(name)}|{event.uid}|{facts}"
    digest = salted_hmac(SALT, words, secret=secret, algorithm="sha256").digest()
    return b32encode(digest).decode()[:LETTERS]


def _plain(name):
    """How a name is compared: as it is read, not as it is coded."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
