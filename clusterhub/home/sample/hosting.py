"""A conference with an event beside it, who works on what and with whom, and what members offer."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.clock.moments import local_to_instant
from clusterhub.directory.models import Organisation
from clusterhub.events.models import Event, EventKind, EventStatus, OrganiserLevel
from clusterhub.events.operations import create_event, publish_event, update_event
from clusterhub.events.operations.community import submit_event
from clusterhub.events.operations.hosting import add_co_organiser, set_host
from clusterhub.events.operations.organisers import add_organiser
from clusterhub.events.operations.patterns import create_from_pattern
from clusterhub.events.patterns import PATTERNS
from clusterhub.vocabularies.models import Country, Topic

MADE_UP = "Made up for the demonstration; so are the people and bodies named here."
CONFERENCE, BESIDE = "Sample Industry Days", "Breakfast on skills, beside the Sample Industry Days"
OFFERED = "Open day at the timber laboratory"
MEMBER = "anna.member@demo.clusterhub.example"
SPAIN = {"city": "Málaga", "time_zone": "Europe/Madrid"}
VENUE = {"venue_name": "Sample Congress Palace", "venue_address": "Avenida de la Muestra 1"}
WAY_IN = (
    "Main entrance without steps, from the bus stop in front. Lifts to every floor; the doors are "
    "90 cm wide. Places for wheelchairs in the first and the last row of every room. A loop for "
    "hearing aids in the large hall. Ask us: access@congress.example."
)


def load_hosting(by):
    for event in Event.objects.filter(series__slug="clusters-meet-regions", kind=EventKind.TALK):
        update_event(event, by=by, kind=EventKind.REGIONS_MEETING)
    if Event.objects.filter(title=CONFERENCE).exists():
        return
    bodies = Organisation.objects.visible_to(by).listed().filter(name__contains="(sample)")
    bodies = list(bodies.order_by("pk")[:4])
    conference = _conference(by, bodies)
    _side_event(by, conference)
    _together(by, bodies)
    _offered()


def _conference(by, bodies):
    starts_at, ends_at = _at(10, time(9), SPAIN), _at(10, time(17), SPAIN, days=1)
    spain = Country.objects.filter(pk="ES").first()
    event = create_from_pattern(
        PATTERNS["conference"], by=by, title=CONFERENCE, format="hybrid", description=MADE_UP,
        lead="Two days on what clusters and industry do together, with three tracks.",
        starts_at=starts_at, ends_at=ends_at, country=spain, presidency=spain,
        venue_access=WAY_IN, **SPAIN, **VENUE,
    )  # fmt: skip
    for body in bodies[:1]:
        event = set_host(event, organisation=body, by=by)
    for body in bodies[1:3]:
        event = add_co_organiser(event, organisation=body, by=by)
    return publish_event(event, by=by)


def _side_event(by, conference):
    event = create_event(
        by=by, title=BESIDE, kind=EventKind.SIDE_EVENT, parent=conference, format="on_site",
        lead="Coffee, three examples, an hour to talk.", description=MADE_UP,
        starts_at=_at(10, time(8), SPAIN, days=1), ends_at=_at(10, time(9), SPAIN, days=1),
        country=conference.country, **SPAIN, **VENUE,
    )  # fmt: skip
    publish_event(event, by=by)


def _together(by, bodies):
    """Two of the coming talks have co-organisers, and a member helps with the first."""
    coming = Event.objects.filter(status=EventStatus.PUBLISHED, kind=EventKind.TALK)
    talks = list(coming.filter(starts_at__gt=timezone.now()).order_by("starts_at")[:2])
    for talk, body in zip(talks, bodies[2:], strict=False):
        add_co_organiser(talk, organisation=body, by=by)
    helper = User.objects.filter(email=MEMBER).first()
    if talks and helper:
        add_organiser(talks[0], person=helper, level=OrganiserLevel.HELPER, by=by)


def _offered():
    member = User.objects.filter(email=MEMBER).first()
    if member is None:
        return
    submit_event(
        by=member, title=OFFERED, format="on_site", description=MADE_UP,
        lead="See how joints are tested, and bring a question.",
        starts_at=_at(5, time(13)), ends_at=_at(5, time(17)),
        venue_name="Timber Laboratory (sample)", city="Graz",
        country=Country.objects.filter(pk="AT").first(),
        topics=list(Topic.objects.filter(slug="skills")),
    )  # fmt: skip


def _at(weeks, hour, facts=None, days=0):
    """A Wednesday some weeks from this one."""
    today = timezone.localdate()
    day = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks, days=2 + days)
    zone = (facts or {}).get("time_zone", "Europe/Brussels")
    return local_to_instant(datetime.combine(day, hour), zone).instant
