"""A made-up conference of three days: rooms, tracks, 39 sessions, one version, places in sessions."""

from datetime import datetime, timedelta

from django.utils import timezone

from clusterhub.clock.moments import local_to_instant
from clusterhub.events.models import (
    AttendanceMode,
    Event,
    EventKind,
    RoomKind,
    Session,
    TrackColour,
    Way,
)
from clusterhub.events.operations import (
    Appearance,
    Part,
    choose_session,
    create_event,
    publish_event,
    publish_programme,
    register,
    set_admission,
    set_programme,
    set_rooms,
    set_session_places,
    set_tracks,
)
from clusterhub.home.sample.files import rows
from clusterhub.vocabularies.models import Country

TITLE, ZONE = "EU Industry Days (sample)", "Europe/Madrid"
WEEKS = 9
ROOMS = (
    ("Auditorium", RoomKind.ON_SITE, 300, "ground floor"),
    ("Sala Picasso", RoomKind.ON_SITE, 80, "first floor"),
    ("Sala Alameda", RoomKind.ON_SITE, 60, "first floor"),
    ("Sala Gibralfaro", RoomKind.ON_SITE, 60, "second floor"),
    ("Online stage", RoomKind.ONLINE, None, ""),
)
TRACKS = {
    "Green": TrackColour.GREEN,
    "Digital": TrackColour.BLUE,
    "Skills": TrackColour.PLUM,
    "Resilience": TrackColour.AMBER,
}
FULL = "Workshop: a heat map of your own site"
GUESTS = (
    *("Ada Muster", "Bo Exempel", "Cai Enghraifft", "Dora Primer", "Egil Doeme", "Flora Pelda"),
    *("Gusta Piemers", "Hugo Naide", "Iva Primjer", "Jan Vzor", "Kaia Priklad", "Luca Campione"),
    *("Maja Probe", "Nils Prov"),
)


def load_conference(by, directory):
    if Event.objects.filter(title=TITLE).exists():
        return
    event, first = _create(by)
    rooms = [
        {
            "name": name,
            "kind": kind,
            "capacity": capacity,
            "floor": floor,
            "join_url": "https://stage.example/join" if kind == RoomKind.ONLINE else "",
        }
        for name, kind, capacity, floor in ROOMS
    ]
    set_rooms(event, rooms=rooms, by=by)
    tracks = [{"name": name, "colour": colour} for name, colour in TRACKS.items()]
    set_tracks(event, tracks=tracks, by=by)
    lines = rows("conference.txt", 8)
    set_programme(event, sessions=_parts(event, lines, first, directory), by=by)
    publish_event(event, by=by)
    publish_programme(event, by=by, note="The whole programme, with rooms.")
    _admit(event, lines, by)


def _create(by):
    today = timezone.localdate()
    first = today - timedelta(days=today.weekday()) + timedelta(weeks=WEEKS, days=1)
    event = create_event(
        by=by,
        title=TITLE,
        lead="Three days of sessions, workshops and visits for those who make things in Europe.",
        description="This conference is made up for the demonstration; so are its people.",
        kind=EventKind.CONFERENCE,
        format="hybrid",
        starts_at=_instant(first, "09:30"),
        ends_at=_instant(first + timedelta(days=2), "18:00"),
        time_zone=ZONE,
        venue_name="Palace of Samples",
        city="Málaga",
        country=Country.objects.filter(code="ES").first(),
    )
    return event, first


def _instant(day, hour):
    return local_to_instant(datetime.strptime(f"{day} {hour}", "%Y-%m-%d %H:%M"), ZONE).instant


def _parts(event, lines, first, directory):
    rooms = {room.name: room for room in event.rooms.all()}
    tracks = {track.name: track for track in event.tracks.all()}
    parts = []
    for day, hours, kind, room, track, title, _places, people in lines:
        day = first + timedelta(days=int(day) - 1)
        starts, ends = hours.split("-")
        parts.append(
            Part(
                title,
                starts_at=_instant(day, starts),
                ends_at=_instant(day, ends),
                people=_people(people, directory),
                more={"format": kind, "room": rooms.get(room), "track": tracks.get(track)},
            )
        )
    return parts


def _people(words, directory):
    named = [each.partition(",") for each in words.split(";") if each.strip()]
    return [
        Appearance(directory.person(name.strip()), organisation_as_printed=body.strip())
        for name, _comma, body in named
    ]


def _admit(event, lines, by):
    """A full workshop with a queue; the others have places left."""
    places = {AttendanceMode.ON_SITE: 300, AttendanceMode.ONLINE: 900}
    set_admission(event, places=places, by=by)
    sessions = {session.title: session for session in Session.objects.filter(event=event)}
    for line in lines:
        if line[6]:
            set_session_places(sessions[line[5]], places=int(line[6]), by=by)
    for name in GUESTS:
        address = f"{name.split()[0].lower()}.guest@demo.clusterhub.example"
        guest = register(
            event, name=name, email=address, mode=AttendanceMode.ON_SITE, by=by, way=Way.DESK
        )
        choose_session(guest, session=sessions[FULL], by=by)
