"""Events that members offer: handed in, judged by the team, shown or not."""

from django.db import transaction
from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.activity.operations import record_activity
from clusterhub.events.emails.community import (
    decision_letter,
    letters_to_team,
    write_decisions,
    write_to_team,
)
from clusterhub.events.models import EventKind, EventSubmission, OrganiserLevel, Verdict
from clusterhub.events.operations.changing import lock
from clusterhub.events.operations.event import create_event
from clusterhub.events.operations.organiser_refusals import (
    AlreadyDecided,
    NotAnOrganiser,
    NothingToHandIn,
    ReasonsMissing,
    TooManySubmissions,
)
from clusterhub.events.operations.organisers import add_organiser
from clusterhub.events.operations.status import publish_event
from clusterhub.events.operations.text import several_lines
from clusterhub.events.permissions import can_decide_on
from clusterhub.letters.operations import post, post_many

MOST_OPEN = 5
SHORTEST_REASONS = 20
OPEN = ("", Verdict.RETURNED)  # The last word on it; nothing more is to come on the others.
AGAIN = (Verdict.RETURNED, Verdict.WITHDRAWN)


@transaction.atomic
def submit_event(*, by, **facts):
    """Offer an event of one's own: a draft that waits for the team. Five at most are open."""
    # Her own row, so that two windows take turns.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if open_count(by) >= MOST_OPEN:
        raise TooManySubmissions
    event = create_event(by=by, **facts | {"kind": EventKind.COMMUNITY})
    add_organiser(event, person=by, level=OrganiserLevel.LEAD, by=by)
    return _hand_in(event, by)


@transaction.atomic
def hand_in_again(event, *, by):
    """Ask once more, after a change or after taking it back."""
    event = lock(event)
    if not event.organisers.leading().filter(person=by).exists():
        raise NotAnOrganiser
    last = event.submissions.last()
    if not event.is_draft or last is None or last.verdict not in AGAIN:
        raise NothingToHandIn
    return _hand_in(event, by)


@transaction.atomic
def withdraw_submission(event, *, by):
    """Take it back before anybody has decided; the draft stays."""
    event = lock(event)
    if not event.organisers.leading().filter(person=by).exists():
        raise NotAnOrganiser
    submission = event.submissions.waiting().first()
    if submission is None:
        raise AlreadyDecided
    return _close(submission, Verdict.WITHDRAWN, "", by)


@transaction.atomic
def decide_submission(submission, *, verdict, reasons="", by):
    """Show the event, give it back for a change, or refuse it; whoever submitted it is told."""
    event = lock(submission.event)
    submission.refresh_from_db()
    if submission.decided_at is not None:
        raise AlreadyDecided
    if not can_decide_on(by, submission):
        raise NotAnOrganiser
    reasons = several_lines(reasons)
    if verdict != Verdict.ACCEPTED and len(reasons) < SHORTEST_REASONS:
        raise ReasonsMissing
    _close(submission, verdict, reasons, by)
    if verdict == Verdict.ACCEPTED:
        publish_event(event, by=by)
    if submission.submitted_by:
        post(write_decisions, decision_letter(submission))
    return submission


def open_count(person):
    """How many events of this person are not settled yet."""
    rows = EventSubmission.objects.filter(submitted_by=person).order_by("pk")
    last = dict(rows.values_list("event", "verdict"))
    return sum(verdict in OPEN for verdict in last.values())


def _hand_in(event, by):
    submission = event.submissions.create(submitted_by=by)
    record_activity("submitted", event, by=by)
    post_many(write_to_team, letters_to_team(submission))
    return submission


def _close(submission, verdict, reasons, by):
    submission.verdict, submission.reasons = verdict, reasons
    submission.decided_at, submission.decided_by = timezone.now(), by
    submission.save(update_fields=["verdict", "reasons", "decided_at", "decided_by"])
    record_activity("decided on", submission.event, by=by, verdict=str(verdict))
    return submission
