"""Two invented events that are over: one with opinions and figures, one whose people are forgotten."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.directory.models import Organisation
from clusterhub.events.emails.registration import ABOUT
from clusterhub.events.models import (
    AttendanceMode,
    Event,
    EventFormat,
    Registration,
    Way,
)
from clusterhub.events.operations import create_event, publish_event, register, set_admission
from clusterhub.events.operations.feedback import give_feedback
from clusterhub.events.operations.forgetting import forget_people
from clusterhub.home.sample.ways import ANNA
from clusterhub.letters.models import Letter, LetterState
from clusterhub.vocabularies.models import Country

HELD, FORGOTTEN = "Wood that travels (sample)", "Repair cafés and clusters (sample)"
FIRST = ("Ada", "Borys", "Carla", "Dimos", "Eszter", "Farid", "Gaia", "Henk", "Ilse", "Jana")
LAST = ("Sampleva", "Exampli", "Testova", "Mustermann")
COUNTRIES = ("AT", "AT", "BE", "BE", "BE", "ES", "ES", "SI", "SI", "SI", "FI")
OPINIONS = [
    ({"whole": 5, "content": 5, "organisation": 4}, "The mill that showed its figures.", ""),
    ({"whole": 4, "content": 5, "organisation": 3}, "", "Longer breaks, please."),
    ({"whole": 4, "content": 4, "organisation": 4}, "The questions at the end.", ""),
    ({"whole": 3, "content": 4, "organisation": 2}, "", "Online one could not hear the room."),
    ({"whole": 5, "content": 5, "organisation": 5}, "Meeting two carriers.", ""),
    ({"whole": 2, "content": 3, "organisation": 3}, "", "Too much about one country."),
]


def load_afterwards(by):
    if Event.objects.filter(title=HELD).exists():
        return
    anna = User.objects.filter(email=ANNA).first()
    held = _event(HELD, by, days_ago=9, people=20, also=anna)
    rows = held.registrations.exclude(attendee=anna).select_related("event").order_by("pk")
    for registration, (scores, best, better) in zip(rows, OPINIONS, strict=False):
        give_feedback(registration, scores=scores, best=best, better=better)
    forget_people(_event(FORGOTTEN, by, days_ago=200, people=9))


@transaction.atomic
def _event(title, by, *, days_ago, people, also=None):
    starts_at = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0)
    starts_at -= timedelta(days=days_ago)
    event = create_event(
        by=by,
        title=title,
        lead="Invented, to show what is left of an event when it is over.",
        format=EventFormat.HYBRID,
        city="Graz",
        country=Country.objects.filter(code="AT").first(),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
    )
    event = publish_event(event, by=by)
    set_admission(event, places=dict.fromkeys(AttendanceMode.values), by=by)
    places = {country.code: country for country in Country.objects.filter(code__in=COUNTRIES)}
    organisations = list(Organisation.objects.filter(published_at__isnull=False)[:4])
    for number in range(people):
        name = f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"
        made = register(
            event,
            name=name,
            email=f"guest{number}.{days_ago}@demo.clusterhub.example",
            mode=AttendanceMode.values[number % 3 == 0],
            by=by,
            way=Way.DESK,
            country=places.get(COUNTRIES[number % len(COUNTRIES)]),
            organisation=organisations[number % 5] if number % 5 < len(organisations) else None,
        )
        _as_if_before(made, starts_at - timedelta(days=30 - 28 * number // people))
    if also:
        made = register(
            event, name=str(also), email=also.email, mode="on_site", attendee=also, way=Way.DESK
        )
        _as_if_before(made, starts_at - timedelta(days=12))
    return Event.objects.get(pk=event.pk)


def _as_if_before(registration, at):
    """Registered in its time, and told so then."""
    Registration.objects.filter(pk=registration.pk).update(registered_at=at, status_at=at)
    registration.steps.update(at=at)
    letters = Letter.objects.about(ABOUT, registration.pk)
    letters.update(state=LetterState.SENT, made_at=at, sent_at=at)
