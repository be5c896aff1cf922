"""An event like another one: at another time, by the clocks on the wall, and without its people."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.clock.moments import local_to_instant
from clusterhub.events.models import CoOrganiser, EventFormat, PoolKind
from clusterhub.events.operations.admission import MODES_OF, set_admission
from clusterhub.events.operations.choosing import set_session_places
from clusterhub.events.operations.event import create_event
from clusterhub.events.operations.hosting import speaks_for
from clusterhub.events.operations.parts import Part
from clusterhub.events.operations.patterns import naive
from clusterhub.events.operations.programme import set_programme

SETTINGS = (
    *("who", "programmes", "countries", "needs_approval", "decide_hours", "hold_minutes"),
    *("offer_hours", "most_colleagues", "allows_parties", "reply_to", "reminds"),
)
VENUE = ("venue_name", "venue_address", "city", "country")
WAY_IN = ("latitude", "longitude", "venue_access")
ROOM = ("join_url", "embed_url")  # A meeting of its own, or people come into the old one.


@transaction.atomic
def copy_event(source, *, by, **facts):
    """A draft like `source` at another time, and without its people. Everything is moved by the
    clocks on the wall: what began at 8:30 in winter begins at 8:30 in summer."""
    is_same_venue = all(facts.get(name) == getattr(source, name) for name in VENUE)
    kept = {name: getattr(source, name) for name in WAY_IN} if is_same_venue else {}
    event = create_event(by=by, organisation=source.organisation, **kept | facts)
    move = _Move(source, event)
    event = _copy_programme(source, event, move, by)
    _copy_hosts(source, event, by)
    if is_same_venue:
        _copy_plan(source, event)
    _copy_admission(source, event, move, by)
    record_activity("copied", event, by=by, source=str(source))
    return event


class _Move:
    """From the hours of one event to those of another, as clocks show them."""

    def __init__(self, source, target):
        self.zone = target.time_zone
        self.distance = naive(target.starts_there) - naive(source.starts_there)
        self.source_zone = source.starts_there.tzinfo

    def of(self, instant):
        if instant is None:
            return None
        local = naive(instant.astimezone(self.source_zone)) + self.distance
        return local_to_instant(local, self.zone).instant

    def of_both(self, starts_at, ends_at):
        """Neither, where the clocks skip so much that nothing is left between the two."""
        starts_at, ends_at = self.of(starts_at), self.of(ends_at)
        return (
            (None, None) if starts_at and ends_at and ends_at <= starts_at else (starts_at, ends_at)
        )


def _copy_programme(source, event, move, by):
    """Rooms, tracks, and parts with their places; what was cancelled is not held again."""
    sessions = list(source.sessions.filter(cancelled_at=None))
    rooms, tracks = (
        _copies(source.rooms.all(), event, ROOM),
        _copies(source.tracks.all(), event, ()),
    )
    parts = [_part(row, move, rooms, tracks) for row in sessions]
    if not parts:
        return event
    event = set_programme(event, sessions=parts, by=by)
    pools = source.pools.filter(kind=PoolKind.SESSION).values_list("session", "places")
    places = dict(pools)
    for row, copied in zip(sessions, event.sessions.all(), strict=True):
        if places.get(row.pk) is not None:
            set_session_places(copied, places=places[row.pk], by=by)
    return event


def _part(row, move, rooms, tracks):
    more = {
        name: getattr(row, name) for name in ("format", "language", "interpretation", "audience")
    }
    more |= {"room": rooms.get(row.room_id), "track": tracks.get(row.track_id)}
    hours = move.of_both(row.starts_at, row.ends_at)
    return Part(row.title, row.description, *hours, more=more)


def _copies(rows, event, left_out):
    """Rows of the same columns for another event, by the number of the old one."""
    made = {}
    for row in rows:
        columns = {
            field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields
        }
        kept = {n: value for n, value in columns.items() if n not in ("id", "event_id", *left_out)}
        made[row.pk] = type(row).objects.create(event=event, **kept)
    return made


def _copy_hosts(source, event, by):
    """Who took part then is asked again, unless who copies may answer for it."""
    now = timezone.now()
    CoOrganiser.objects.bulk_create(
        CoOrganiser(
            event=event,
            organisation=row.organisation,
            position=row.position,
            agreed_at=now if speaks_for(by, row.organisation) else None,
        )
        for row in source.co_organisers.select_related("organisation")
    )


def _copy_plan(source, event):
    """A file of its own, so that a new plan of one never takes the other's."""
    if not source.venue_plan:
        return
    try:
        with source.venue_plan.open() as file:
            content = ContentFile(file.read())
    except OSError:
        return
    event.venue_plan.save(f"{event.slug}.png", content, save=False)
    event.save(update_fields=["venue_plan"])


def _copy_admission(source, event, move, by):
    admission = getattr(source, "admission", None)
    if admission is None:
        return
    pools = source.pools.filter(kind=PoolKind.MODE)
    had = dict(pools.values_list("mode", "places"))
    places = {mode: had.get(mode) for mode in MODES_OF[EventFormat(event.format)]}
    settings = {name: getattr(admission, name) for name in SETTINGS}
    hours = {name: move.of(getattr(admission, name)) for name in ("opens_at", "closes_at")}
    # Who ended registration by hand ended that of the event that was.
    if hours["closes_at"] and hours["closes_at"] <= timezone.now():
        hours["closes_at"] = None
    set_admission(event, places=places, by=by, **settings, **hours)
