"""What one person has before her: events, the sessions she chose, meetings and deadlines; what clashes."""

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from clusterhub.accounts.appointments import Appointment, appointments_of
from clusterhub.events.models import EventStatus, Registration, SessionPlace

LEAST_OVERLAP = timedelta(minutes=1)
STAYS_IN_FEED = timedelta(days=90)


@dataclass
class Entry:
    """One line of the agenda; `clashes` are the entries that are on at the same time."""

    registration: Registration | None
    title: str
    starts_at: object
    ends_at: object
    is_session: bool = False
    appointment: Appointment | None = None
    clashes: list = field(default_factory=list)

    @property
    def event(self):
        return self.registration and self.registration.event

    @property
    def time_zone(self):
        return self.appointment.time_zone if self.appointment else self.event.time_zone

    @property
    def is_inside(self):
        """Part of an event that is itself a line."""
        return self.is_session or self.appointment is not None

    @property
    def may_clash(self):
        if self.appointment and self.appointment.is_moment:
            return False
        return self.event is None or self.event.status == EventStatus.PUBLISHED


def registrations_of(person):
    """Her living registrations, soonest first."""
    rows = Registration.objects.living().filter(attendee=person)
    rows = rows.exclude(event__status=EventStatus.DRAFT)
    return rows.select_related("event__country").order_by("event__starts_at", "pk")


def seats_of(person):
    """The sessions with hours that she comes to."""
    rows = SessionPlace.objects.filter(
        registration__in=registrations_of(person).order_by().values("pk"),
        ended_at=None,
        session__starts_at__isnull=False,
        session__cancelled_at=None,
    )
    rows = rows.select_related("session__room", "registration__event")
    return rows.order_by("session__starts_at", "pk")


def agenda_of(person, now=None):
    """(what comes, what is over): entries with their sessions and clashes."""
    now = now or timezone.now()
    registrations = list(registrations_of(person))
    entries = [_of_event(each) for each in registrations]
    entries += [_of_session(seat) for seat in seats_of(person)]
    entries += [_of_appointment(each) for each in appointments_of(person, now)]
    entries.sort(key=lambda entry: (entry.starts_at, entry.is_inside))
    coming = [entry for entry in entries if entry.ends_at >= now]
    mark_clashes([entry for entry in coming if entry.may_clash])
    past = [e for e in reversed(entries) if e.ends_at < now and not e.is_inside]
    return coming, past


def mark_clashes(entries):
    """Sweep by start. An event does not clash with its own sessions, nor what is back to back."""
    running = []
    for entry in sorted(entries, key=lambda entry: entry.starts_at):
        running = [other for other in running if other.ends_at - entry.starts_at >= LEAST_OVERLAP]
        for other in running:
            if not _is_inside(other, entry):
                entry.clashes.append(other)
                other.clashes.append(entry)
        running.append(entry)


def _is_inside(one, other):
    """Whether one is the event of which the other is a part."""
    registrations = one.registration, other.registration
    is_own = None not in registrations and registrations[0].pk == registrations[1].pk
    return is_own and not (one.is_inside and other.is_inside)


def in_feed(person, now=None):
    """What her calendar program gets: (registrations, seats, appointments), without what is long over."""
    since = (now or timezone.now()) - STAYS_IN_FEED
    registrations = registrations_of(person).filter(event__ends_at__gte=since)
    seats = seats_of(person).filter(session__starts_at__gte=since)
    return list(registrations), list(seats), appointments_of(person, since)


def fingerprint(registrations, seats, appointments, more):
    """Changes when anything in the feed does."""
    facts = [
        (each.uid, each.status, each.mode, each.status_at, each.calendar_sequence, each.link_version,
         each.event.sequence, each.event.updated_at)
        for each in registrations
    ]  # fmt: skip
    facts += [
        (s.pk, s.session_id, s.session.updated_at, s.session.sequence, s.session.room_id)
        for s in seats
    ]
    facts += [each.lines for each in appointments]
    return sha256(repr((facts, more)).encode()).hexdigest()[:32]


def _of_event(registration):
    event = registration.event
    return Entry(registration, event.title, event.starts_at, event.ends_at)


def _of_session(seat):
    session = seat.session
    ends_at = session.ends_at or session.starts_at
    return Entry(seat.registration, session.title, session.starts_at, ends_at, is_session=True)


def _of_appointment(each):
    return Entry(each.registration, each.title, each.starts_at, each.ends_at, appointment=each)
