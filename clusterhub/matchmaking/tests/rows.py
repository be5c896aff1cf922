"""Rows to test with: an event where people meet, who takes part, who asked whom."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from clusterhub.events.links import token_of
from clusterhub.events.tests.makers import make_admission, make_event, make_registration
from clusterhub.matchmaking.models import (
    Matchmaking,
    Meeting,
    MeetingRequest,
    MeetingSlot,
    Participant,
    RequestState,
)


def first_morning():
    """Nine o'clock of a day a month from now, in UTC."""
    day = timezone.now().date() + timedelta(days=30)
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def make_matchmaking(*, slots=3, tables=5, event=None, **changes):
    """An event with places on site and online, where people meet in so many slots of 20 minutes."""
    starts_at = first_morning()
    if event is None:
        hours = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=9)}
        event = make_event(format="hybrid", **hours)
        make_admission(event, places={"on_site": None, "online": None})
    matchmaking = Matchmaking.objects.create(event=event, **changes)
    MeetingSlot.objects.bulk_create(
        MeetingSlot(
            matchmaking=matchmaking,
            starts_at=starts_at + timedelta(minutes=20 * number),
            ends_at=starts_at + timedelta(minutes=20 * (number + 1)),
            tables=tables,
        )
        for number in range(slots)
    )
    return matchmaking


def make_participant(matchmaking, *, mode="on_site", registration=None, **changes):
    """Somebody with a confirmed place who opted in; `changes` of her profile or her registration."""
    hers = {"name", "email", "organisation", "organisation_name", "country"}
    facts = {name: changes.pop(name) for name in hers & changes.keys()}
    registration = registration or make_registration(matchmaking.event, mode=mode)
    if facts:
        type(registration).objects.filter(pk=registration.pk).update(**facts)
        registration.refresh_from_db()
    return Participant.objects.create(matchmaking=matchmaking, registration=registration, **changes)


def make_request(asker, asked, *, state=RequestState.PENDING, **changes):
    now = timezone.now()
    facts = {
        "pair": ":".join(map(str, sorted((asker.pk, asked.pk)))),
        "made_at": now,
        "expires_at": now + timedelta(days=3),
        "answered_at": None if state == RequestState.PENDING else now,
    }
    return MeetingRequest.objects.create(
        matchmaking=asker.matchmaking, asker=asker, asked=asked, state=state, **(facts | changes)
    )


def make_meeting(asker, asked, **changes):
    """Both want to meet; without a time, which only `operations.placing` gives."""
    request = make_request(asker, asked, state=RequestState.ACCEPTED)
    return Meeting.objects.create(
        matchmaking=asker.matchmaking, request=request, a=asker, b=asked, **changes
    )


def link_of(participant, page=""):
    """The address of a page behind her own link."""
    return f"/r/{token_of(participant.registration)}/meetings/{page}"
