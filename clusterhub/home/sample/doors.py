"""An event of yesterday with who came, and one of today whose door can be tried. All invented."""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from clusterhub.clock.moments import local_to_instant
from clusterhub.clock.zones import zone_info
from clusterhub.events.models import AttendanceMode, Event, EventFormat, Way
from clusterhub.events.operations import (
    create_event,
    publish_event,
    register,
    set_admission,
    update_event,
)
from clusterhub.events.operations.door import open_door, scan
from clusterhub.events.operations.joining import join_online, set_room
from clusterhub.vocabularies.models import Country

ZONE = "Europe/Brussels"
HELD, TODAY = "Open laboratories: a day with timber", "Open house: timber for tall buildings"
ON_SITE = ("Alma Berg", "Bruno Costa", "Chiara Neri", "Dovilė Kalnina", "Emil Novák", "Łukasz Żak")
ONLINE = ("Fatima El Amrani", "Goran Petek", "Θεόδωρος Λίνος")


def load_doors(by):
    today = (timezone.now().astimezone(zone_info(ZONE)) - timedelta(hours=5)).date()
    if not Event.objects.filter(title=HELD).exists():
        _who_came(_make(HELD, _hours(today - timedelta(days=1)), by), by)
    event = Event.objects.filter(title=TODAY).first()
    if event is None:
        open_door(_make(TODAY, _hours_now(today), by), name="Main entrance", by=by)
    elif event.starts_there.date() != today:
        update_event(event, by=by, **_hours_now(today))


def _hours(day, last=None):
    """From nine to six by the clocks of Brussels."""
    hours = {"starts_at": (day, time(9)), "ends_at": (last or day, time(18))}
    return {
        name: local_to_instant(datetime.combine(*when), ZONE)[0] for name, when in hours.items()
    }


def _hours_now(today):
    """Its door can be tried in the evening and at night, too."""
    return _hours(today, today + timedelta(days=1))


def _make(title, hours, by):
    event = create_event(
        by=by, title=title, lead="A made-up day for trying the door, tickets and certificates.",
        format=EventFormat.HYBRID, time_zone=ZONE, venue_name="Timber laboratory", city="Tartu",
        country=Country.objects.filter(code="EE").first(), **hours,
    )  # fmt: skip
    event = publish_event(event, by=by)
    places = {AttendanceMode.ON_SITE: 20, AttendanceMode.ONLINE: None}
    set_admission(event, places=places, by=by)
    set_room(event, url="https://rooms.example/timber", by=by)
    for mode, names in ((AttendanceMode.ON_SITE, ON_SITE), (AttendanceMode.ONLINE, ONLINE)):
        for number, name in enumerate(names):
            address = f"guest.{mode}.{number}@demo.clusterhub.example"
            register(
                event, name=name, email=address, mode=mode, by=by, way=Way.DESK,
                organisation_name="Baltic Timber Cluster (sample)",
            )  # fmt: skip
    return event


def _who_came(event, by):
    """All but the last, within the first minutes."""
    door = open_door(event, name="Main entrance", by=by)
    people = event.registrations.order_by("pk")
    for number, person in enumerate(people.filter(mode=AttendanceMode.ON_SITE)[: len(ON_SITE) - 1]):
        moment = event.starts_at + timedelta(minutes=3 * number - 10)
        number = uuid5(NAMESPACE_URL, f"sample:{person.uid}")
        scan(door, client_id=number, ref=person.pk, said_at=moment)
    for person in people.filter(mode=AttendanceMode.ONLINE)[: len(ONLINE) - 1]:
        join_online(person, now=event.starts_at)
