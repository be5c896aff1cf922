"""Going into the online room: who may, when, and that she was there."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.events.door_days import day_at
from clusterhub.events.models import (
    Admission,
    AttendanceMode,
    EventStatus,
    Pool,
    Registration,
    RegistrationStatus,
    SessionPlace,
)
from clusterhub.events.operations.refusals import (
    EventCalledOff,
    NoRegistration,
    NotHereToJoin,
    RoomNotOpen,
)
from clusterhub.events.operations.steps import step
from clusterhub.events.operations.text import web_address

OPENS_BEFORE = timedelta(minutes=15)
STAYS_OPEN = timedelta(minutes=30)


@dataclass(frozen=True)
class WayIn:
    """A room of the web: its address, and that of a player that a page of ours shows."""

    url: str
    player: str


@transaction.atomic
def set_room(event, *, url, by, player=""):
    """Where those who are registered online go in; empty addresses close it. The trail does not
    tell the address, because it is read by more people than may join."""
    url, player = web_address(url), web_address(player)
    if not Admission.objects.filter(event=event).update(join_url=url, embed_url=player):
        raise NoRegistration
    record_activity("set the online room of", event, by=by, is_set=bool(url or player))


@transaction.atomic
def join_online(registration, *, now=None):
    """Note that she is there, and give the WayIn; refused before and after, and to who has no
    place online."""
    registration, now = _locked(registration), now or timezone.now()
    demand_room_open(registration, now)
    _note(registration, now)
    admission = registration.event.admission
    return WayIn(admission.join_url, admission.embed_url)


@transaction.atomic
def join_session(registration, session, *, now=None):
    """The same for a session in a room of the web; who is there has joined the event online."""
    registration, now = _locked(registration), now or timezone.now()
    demand_session_open(registration, session, now)
    _note(registration, now)
    return WayIn(session.room.join_url, session.room.embed_url)


def _locked(registration):
    rows = Registration.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("event__admission").get(pk=registration.pk)


def _note(registration, now):
    event = registration.event
    on = day_at(now, event.starts_at, event.ends_at, event.time_zone) or event.starts_there.date()
    _joining, is_new = registration.joinings.get_or_create(on=on, defaults={"joined_at": now})
    if is_new:
        step(registration, "joined online", by=None, on=on.isoformat())


def demand_room_open(registration, now=None):
    event, now = registration.event, now or timezone.now()
    _demand_place_online(registration)
    admission = getattr(event, "admission", None)
    if admission is None or not (admission.join_url or admission.embed_url):
        raise NoRegistration
    _demand_time(event.starts_at - OPENS_BEFORE, event.ends_at, now)


def demand_session_open(registration, session, now=None):
    """A session with places of its own is for who has one; NoRegistration where there is no room
    of the web, no hour, or the session is cancelled."""
    _demand_place_online(registration)
    if not online_sessions(registration).filter(pk=session.pk).exists():
        raise NoRegistration
    ends_at = session.ends_at or session.starts_at
    _demand_time(opens_at(session), ends_at, now or timezone.now())


def online_sessions(registration):
    """Sessions in rooms of the web that this registration opens, in the order of the programme."""
    own = SessionPlace.objects.filter(
        session=OuterRef("pk"), registration=registration, ended_at=None
    )
    sessions = registration.event.sessions.filter(cancelled_at=None, starts_at__isnull=False)
    with_room = sessions.exclude(room=None).exclude(room__join_url="", room__embed_url="")
    free_for_all = ~Exists(Pool.objects.filter(session=OuterRef("pk")))
    return with_room.filter(free_for_all | Q(Exists(own))).select_related("room")


def opens_at(session):
    return session.starts_at - timedelta(minutes=session.room.opens_minutes)


def _demand_place_online(registration):
    if registration.event.status in (EventStatus.CANCELLED, EventStatus.POSTPONED):
        raise EventCalledOff
    is_online = registration.mode == AttendanceMode.ONLINE
    if registration.status != RegistrationStatus.CONFIRMED or not is_online:
        raise NotHereToJoin


def _demand_time(opens, ends, now):
    if now < opens:
        raise RoomNotOpen(opens)
    if now > ends + STAYS_OPEN:
        raise RoomNotOpen(None)
