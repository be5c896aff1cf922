"""Two organisers at once: real transactions, one connection for each."""

import pytest

from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.models import Event, EventStatus, EventSubmission, OrganiserInvitation
from clusterhub.events.operations.community import MOST_OPEN, decide_submission, submit_event
from clusterhub.events.operations.organiser_refusals import (
    AlreadyDecided,
    LastLead,
    TooManySubmissions,
)
from clusterhub.events.operations.organisers import end_organiser, invite_organiser
from clusterhub.events.tests.makers import make_event, make_organiser
from clusterhub.events.tests.test_community import facts
from clusterhub.events.tests.test_place_races import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_of_two_leads_who_leave_at_once_one_stays():
    event = make_event()
    rows = [event.organisers.get(person=make_organiser(event)) for _ in range(2)]

    results = at_once(*[lambda row=row: end_organiser(row, by=row.person) for row in rows])

    assert results.count(LastLead) == 1
    assert event.organisers.leading().count() == 1


def test_an_address_invited_by_many_at_once_has_one_open_invitation():
    event = make_event()
    lead = make_organiser(event)
    asking = {"email": "new@timber.example", "level": "helper", "by": lead}

    at_once(*[lambda: invite_organiser(event, **asking)] * 6)

    assert OrganiserInvitation.objects.open().count() == 1


def test_a_sixth_event_submitted_at_the_same_moment_is_refused():
    person = make_user()

    results = at_once(*[lambda: submit_event(by=person, **facts())] * (MOST_OPEN + 3))

    assert results.count(TooManySubmissions) == 3
    assert Event.objects.count() == EventSubmission.objects.count() == MOST_OPEN


def test_two_of_the_team_decide_at_once_and_one_of_them_does():
    submission = submit_event(by=make_user(), **facts())
    team = [make_user(roles=["event_team"]) for _ in range(2)]
    reasons = "The day is missing in the description."
    verdicts = ("accepted", "refused")

    results = at_once(
        *[
            lambda who=who, verdict=verdict: decide_submission(
                submission, verdict=verdict, reasons=reasons, by=who
            )
            for who, verdict in zip(team, verdicts, strict=True)
        ]
    )

    submission.refresh_from_db()
    is_public = submission.event.status == EventStatus.PUBLISHED
    assert results.count(AlreadyDecided) == 1
    assert is_public == (submission.verdict == "accepted")
