from datetime import UTC, datetime, timedelta
from itertools import count

from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.tests.makers import make_person
from clusterhub.events.models import (
    Admission,
    EventFormat,
    EventStatus,
    Organiser,
    Pool,
    PoolKind,
    Way,
)
from clusterhub.events.operations import (
    add_speaker,
    cancel_event,
    create_event,
    make_series,
    postpone_event,
    publish_event,
)
from clusterhub.events.operations.registering import register
from clusterhub.vocabularies.models import IndustrialEcosystem, Topic

_numbers = count(1)
STAFF = ("event team", "editor", "administrator")


def make_event(status=EventStatus.PUBLISHED, **changes):
    """The least that is valid, a month from now, and published."""
    starts_at = changes.pop("starts_at", timezone.now() + timedelta(days=30))
    facts = {
        "title": f"Talk about steel {next(_numbers)}",
        "format": EventFormat.ONLINE,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=75),
    }
    event = create_event(by=None, **(facts | changes))
    if status != EventStatus.DRAFT:
        event = publish_event(event, by=None)
    if status == EventStatus.POSTPONED:
        return postpone_event(event, by=None)
    return cancel_event(event, by=None) if status == EventStatus.CANCELLED else event


def make_past_event(**changes):
    return make_event(starts_at=timezone.now() - timedelta(days=30), **changes)


def at(year, month, day, hour=8, minute=30):
    """An instant in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def make_talk_series(**changes):
    return make_series(by=None, **({"name": f"Talks {next(_numbers)}"} | changes))


def make_speaker(event, name=None, **changes):
    person = make_person(**({"name": name} if name else {}))
    return add_speaker(event, person=person, by=None, **changes)


def make_topic(name=None):
    number = next(_numbers)
    return Topic.objects.create(slug=f"skills-{number}", name=name or f"Skills {number}")


def make_ecosystem():
    number = next(_numbers)
    return IndustrialEcosystem.objects.create(
        slug=f"eco-{number}", name=f"Eco {number}", position=number
    )


def typed(**changes):
    """What a person sends who fills in the event form."""
    facts = {
        "title": "A talk on skills",
        "format": "online",
        "time_zone": "Europe/Brussels",
        "starts_on": "2030-06-05",
        "starts_time": "08:30",
        "ends_time": "09:45",
        "links-TOTAL_FORMS": "0",
        "links-INITIAL_FORMS": "0",
    }
    return {name: value for name, value in (facts | changes).items() if value is not None}


def make_admission(event=None, *, places=None, mode="on_site", **changes):
    """Registration for an event; `places` in `mode`, or a dict of modes with their places."""
    event = event or make_event()
    admission = Admission.objects.create(event=event, **changes)
    modes = places if isinstance(places, dict) else {mode: places}
    for each, number in modes.items():
        Pool.objects.create(event=event, kind=PoolKind.MODE, mode=each, places=number)
    event.refresh_from_db()
    return admission


def make_registration(event, *, mode="on_site", way=Way.DESK, **changes):
    number = next(_numbers)
    facts = {"name": f"Guest {number}", "email": f"guest{number}@example.org"}
    return register(event, mode=mode, way=way, **(facts | changes))


def make_organiser(event, level="lead", **changes):
    """Somebody with an account who works on this event."""
    user = make_user(**changes)
    Organiser.objects.create(event=event, person=user, level=level)
    return user
