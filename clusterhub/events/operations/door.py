"""Who comes through the door. A person counts once a day and once a session, whatever devices say."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.events.attendance import counts
from clusterhub.events.door_days import day_at
from clusterhub.events.models import (
    AttendanceMode,
    CheckIn,
    Door,
    PoolKind,
    Registration,
    RegistrationStatus,
    Scan,
    ScanOutcome,
    Way,
)
from clusterhub.events.models.registration import OVER
from clusterhub.events.operations.refusals import DoorClosed, NoPlaceFree, TooManyDoors
from clusterhub.events.operations.registering import prove, register
from clusterhub.events.operations.steps import step
from clusterhub.events.operations.text import one_line

__all__ = ["Said", "counts", "end_door", "merge_scans", "open_door", "scan", "undo_scan", "walk_in"]
MOST_DOORS = 50
# A phone that had no network brings what it kept until then, if it was said while the door was open.
BRINGS_UNTIL = timedelta(hours=36)


@dataclass
class Said:
    """One scan as a device kept it; `undoes` is the number of the scan that it takes back."""

    client_id: uuid.UUID
    at: datetime
    code: str = ""
    ref: int | None = None
    undoes: uuid.UUID | None = None
    was_offline: bool = False


@transaction.atomic
def open_door(event, *, name, by, session=None):
    """A way in that works on any phone by its link, until half a day after the event."""
    if event.doors.filter(ended_at=None).count() >= MOST_DOORS:
        raise TooManyDoors
    door = Door.objects.create(
        event=event, name=one_line(name)[:60], session=session, made_by=by, made_at=timezone.now()
    )
    record_activity("opened a door of", event, by=by, door=door.name)
    return door


@transaction.atomic
def end_door(door, *, by):
    """Its link leads nowhere from now on; what it counted stays."""
    if door.ended_at is None:
        door.ended_at = timezone.now()
        door.save(update_fields=["ended_at"])
        record_activity("ended a door of", door.event, by=by, door=door.name)
    return door


@transaction.atomic
def scan(door, *, said_at, client_id=None, code="", ref=None, was_offline=False):
    """What one look at a ticket gives, by its code or by the row `ref` of somebody who was found by
    name. Said again with the same `client_id`, it is the same answer and nothing more happens."""
    client_id = client_id or uuid.uuid4()
    _demand_open(door, said_at)
    registration = _locked(door, code, ref)
    if known := _said_before(client_id):
        return known
    outcome, check_in = _judged(door, registration, said_at)
    if outcome == ScanOutcome.ELSEWHERE:
        registration = None  # Who works this door does not learn who goes to another event.
    return _note(door, client_id, said_at, was_offline, outcome, registration, check_in)


@transaction.atomic
def undo_scan(door, *, client_id, undoes, said_at, was_offline=False):
    """Take back what this door let in by mistake; what others let in stays."""
    _demand_open(door, said_at)
    first = Scan.objects.filter(client_id=undoes, door=door, outcome=ScanOutcome.IN).first()
    registration = _locked(door, "", first.registration_id) if first else None
    if known := _said_before(client_id):
        return known
    check_in = first.check_in if first else None
    if check_in is None or check_in.undone_at:
        return _note(door, client_id, said_at, was_offline, ScanOutcome.UNKNOWN, registration, None)
    check_in.undone_at = timezone.now()
    check_in.save(update_fields=["undone_at"])
    step(registration, "check-in taken back", by=None, on=check_in.on.isoformat(), door=door.name)
    return _note(door, client_id, said_at, was_offline, ScanOutcome.UNDONE, registration, check_in)


def merge_scans(door, said):
    """What a device kept while it had no network, in the order in which it happened. No moment is
    later than now or earlier than the door."""
    scans = []
    for one in sorted(said, key=lambda one: one.at):
        at = max(min(one.at, timezone.now()), door.made_at)
        facts = {"client_id": one.client_id, "said_at": at, "was_offline": one.was_offline}
        if one.undoes:
            scans.append(undo_scan(door, undoes=one.undoes, **facts))
        else:
            scans.append(scan(door, code=one.code, ref=one.ref, **facts))
    return scans


@transaction.atomic
def walk_in(door, *, name, email, client_id):
    """Somebody without a registration: she takes a real place, or does not come in."""
    _demand_open(door, timezone.now())
    registration = register(
        door.event, name=name, email=email, mode=AttendanceMode.ON_SITE, way=Way.DOOR
    )
    if registration.status == RegistrationStatus.HELD:
        registration = prove(registration)  # She stands before us.
    if registration.status != RegistrationStatus.CONFIRMED:
        raise NoPlaceFree
    return scan(door, client_id=client_id, ref=registration.pk, said_at=timezone.now())


def _demand_open(door, said_at):
    is_late = said_at >= door.until or timezone.now() >= door.until + BRINGS_UNTIL
    if door.ended_at or is_late:
        raise DoorClosed


def _locked(door, code, ref):
    """Two devices that see one ticket take turns; so do a scan and a cancellation."""
    rows = Registration.objects.select_for_update(no_key=True, of=("self",))
    if code:
        return rows.filter(ticket_code=code).first()
    return rows.filter(event=door.event_id, pk=ref).first() if ref else None


def _said_before(client_id):
    return Scan.objects.select_related("registration").filter(client_id=client_id).first()


def _judged(door, registration, said_at):
    event = door.event
    if registration is None:
        return ScanOutcome.UNKNOWN, None
    if registration.event_id != door.event_id:
        return ScanOutcome.ELSEWHERE, None
    if refusal := refusal_of(registration, door):
        return refusal, None
    on = day_at(said_at, event.starts_at, event.ends_at, event.time_zone)
    if on is None:
        return ScanOutcome.NOT_TODAY, None
    if there := _standing(door, registration, on):
        return ScanOutcome.AGAIN, there
    try:
        with transaction.atomic():
            made = registration.check_ins.create(
                on=on, session=door.session, first_at=said_at, door=door
            )
    except IntegrityError:  # The net below the lock.
        return ScanOutcome.AGAIN, _standing(door, registration, on)
    step(registration, "checked in", by=None, on=on.isoformat(), door=door.name)
    return ScanOutcome.IN, made


def refusal_of(registration, door):
    """Why this registration does not open this door; None where it does."""
    if registration.status in OVER:
        return ScanOutcome.CANCELLED
    if registration.status != RegistrationStatus.CONFIRMED:
        return ScanOutcome.NO_PLACE
    if registration.mode == AttendanceMode.ONLINE:
        return ScanOutcome.ONLINE
    if door.session_id and not _may_enter(registration, door.session):
        return ScanOutcome.NO_PLACE
    return None


def _may_enter(registration, session):
    """A session with places of its own is for who has one of them."""
    if not registration.event.pools.filter(kind=PoolKind.SESSION, session=session).exists():
        return True
    return registration.session_places.filter(session=session, ended_at=None).exists()


def _standing(door, registration, on):
    rows = CheckIn.objects.standing().filter(registration=registration, session=door.session)
    if door.session_id is None:
        rows = rows.filter(on=on)
    return rows.select_related("door").first()


def _note(door, client_id, said_at, was_offline, outcome, registration, check_in):
    now = timezone.now()
    made, _is_new = Scan.objects.get_or_create(
        client_id=client_id,
        defaults={
            "event": door.event,
            "door": door,
            "registration": registration,
            "check_in": check_in,
            "said_at": said_at,
            "received_at": now,
            "was_offline": was_offline,
            "outcome": outcome,
        },
    )
    Door.objects.filter(pk=door.pk).update(last_seen_at=now)
    return made
