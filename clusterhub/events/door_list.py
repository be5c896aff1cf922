"""The list that a phone at the door keeps for when the network is gone.

It holds no address and no ticket code: a phone that is lost lets nobody print tickets. It is signed
with a key made from the site's secret; the page of the door brings the public half, and a list that
was changed on the device is thrown away there.
"""

import hmac
import json
from base64 import b64encode
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.crypto import salted_hmac

from clusterhub.events.door_days import days_of, hours_of
from clusterhub.events.models import (
    AttendanceMode,
    CheckIn,
    PoolKind,
    Registration,
    RegistrationStatus,
    ScanOutcome,
    SessionPlace,
)
from clusterhub.events.models.registration import OVER

TAG_LETTERS = 16


def signed_list(door):
    """The list as words, and the signature of exactly these words."""
    payload = json.dumps(_list(door), ensure_ascii=False, separators=(",", ":"))
    return {"payload": payload, "signature": _words(_key().sign(payload.encode()))}


def public_key():
    return _words(_key().public_key().public_bytes_raw())


def tag_of(code, salt):
    """What the list holds of a ticket's code; the phone makes the same of what it reads."""
    return hmac.new(salt.encode(), code.encode(), "sha256").hexdigest()[:TAG_LETTERS]


def fingerprint(door):
    """Changes with whatever the list says; two statements, so that a phone may ask often."""
    event = door.event
    people = Registration.objects.filter(event=event).order_by()
    here = CheckIn.objects.filter(registration__event=event).order_by()
    facts = (
        door.pk, door.name, event.updated_at, door.day_now, public_key(),
        people.aggregate(n=Count("pk"), at=Max("status_at")),
        here.aggregate(n=Count("pk"), last=Max("pk"), undone=Max("undone_at")),
    )  # fmt: skip
    return sha256(repr(facts).encode()).hexdigest()[:32]


def _list(door):
    event = door.event
    salt = salted_hmac(
        "clusterhub.events.door.tags", str(event.uid), algorithm="sha256"
    ).hexdigest()
    days = days_of(event.starts_at, event.ends_at, event.time_zone)
    today = door.day_now
    return {
        "event": str(event.uid),
        "door": door.pk,
        "made_at": _milliseconds(timezone.now()),
        "until": _milliseconds(door.until),
        "salt": salt,
        "days": [[_milliseconds(i) for i in hours_of(day, event.time_zone)] for day in days],
        "day": days.index(today) if today else -1,
        "rows": _rows(door, today, salt),
    }


def _rows(door, today, salt):
    """Each person: tag, number of the row, name, what a scan of it gives, since when, at which door."""
    people = Registration.objects.filter(event=door.event).order_by("name", "pk")
    here = _here(door, today)
    seats = _seats(door)
    rows = []
    for pk, code, name, status, mode in people.values_list(
        "pk", "ticket_code", "name", "status", "mode"
    ):
        state = _state(status, mode)
        if state == ScanOutcome.IN and seats is not None and pk not in seats:
            state = ScanOutcome.NO_PLACE
        since, where = here.get(pk, (0, ""))
        rows.append([tag_of(code, salt), pk, name, str(state), since, where])
    return rows


def _state(status, mode):
    if status in OVER:
        return ScanOutcome.CANCELLED
    if status != RegistrationStatus.CONFIRMED:
        return ScanOutcome.NO_PLACE
    return ScanOutcome.ONLINE if mode == AttendanceMode.ONLINE else ScanOutcome.IN


def _here(door, today):
    rows = CheckIn.objects.standing().filter(registration__event=door.event, session=door.session)
    if door.session_id is None:
        rows = rows.filter(on=today) if today else rows.none()
    return {
        pk: (_milliseconds(at), name or "")
        for pk, at, name in rows.values_list("registration", "first_at", "door__name")
    }


def _seats(door):
    """Who has a place in the door's session; None where it has no places of its own."""
    if door.session_id is None:
        return None
    if not door.event.pools.filter(kind=PoolKind.SESSION, session=door.session).exists():
        return None
    seats = SessionPlace.objects.filter(session=door.session, ended_at=None)
    return set(seats.values_list("registration", flat=True))


def _key():
    seed = salted_hmac("clusterhub.events.door.list", "key", algorithm="sha256").digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def _milliseconds(instant):
    return int(instant.timestamp() * 1000)


def _words(octets):
    return b64encode(octets).decode()
