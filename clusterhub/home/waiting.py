"""What waits for one person, out of all apps: each a line with the way in to it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusterhub.accounts.permissions import can_edit_content
from clusterhub.applications.lead_words import open_words_for
from clusterhub.applications.models import Engagement
from clusterhub.applications.permissions import assignments_of
from clusterhub.directory.freshness import Freshness, freshness
from clusterhub.directory.models import Submission
from clusterhub.directory.permissions import can_validate
from clusterhub.directory.states import LISTED, State
from clusterhub.events.agenda import registrations_of
from clusterhub.events.links import token_of
from clusterhub.events.models import EventSubmission, RegistrationStatus, WaitingEntry
from clusterhub.events.permissions import can_moderate_events
from clusterhub.matchmaking.models import MeetingRequest, Participant, RequestState
from clusterhub.matchmaking.operations.answering import who_answers
from clusterhub.summaries.models import EventSummary

MOST_NAMINGS = 20


@dataclass(frozen=True)
class Task:
    words: str
    address: str
    more: str = ""
    until: datetime | None = None
    time_zone: str = ""


def waiting_for(user, editorships, now=None):
    """What only she can do, most pressing kinds first, then the queues of her roles."""
    now = now or timezone.now()
    return [
        *_places(user, now),
        *_requests(user, now),
        *_profiles(editorships, now),
        *_namings(user),
        *_evaluations(user),
        *_queues(user),
    ]


def _places(user, now):
    """Places that are held or offered, and end if she does nothing."""
    turns = WaitingEntry.objects.open().filter(
        registration=OuterRef("pk"), offered_at__isnull=False, keep_until__gt=now
    )
    rows = registrations_of(user).filter(event__ends_at__gt=now)
    rows = rows.annotate(is_offered=Exists(turns))
    for row in rows.filter(Q(status=RegistrationStatus.HELD) | Q(is_offered=True)):
        words = _("A place is free for you: %s") if row.is_offered else _("Say that you come: %s")
        until = None if row.is_offered else row.keep_until
        address = reverse("events:own-registration", args=[token_of(row)])
        yield Task(words % row.event.title, address, "", until, row.event.time_zone)


def _requests(user, now):
    hers = Participant.objects.present().filter(registration__attendee=user)
    own = {each.pk: each for each in hers.select_related("registration__event")}
    rows = MeetingRequest.objects.filter(Q(asked__in=own) | Q(asker__in=own)) if own else []
    if own:
        rows = rows.filter(state=RequestState.PENDING, expires_at__gt=now)
    counts = {}
    for row in rows:
        counts[who_answers(row)] = counts.get(who_answers(row), 0) + 1
    for pk, count in counts.items():
        if pk not in own:
            continue
        registration = own[pk].registration
        words = ngettext("%d person asks to meet you", "%d people ask to meet you", count) % count
        address = reverse("matchmaking:own-meetings", args=[token_of(registration)])
        yield Task(words, address, registration.event.title)


def _profiles(editorships, now):
    for row in editorships:
        body = row.organisation
        address = reverse("directory:standing", args=[body.slug])
        if body.state == State.RETURNED:
            yield Task(_("Returned to you: %s") % body.name, address, body.state_reason)
        elif body.state in LISTED and freshness(body.confirmed_at, now) != Freshness.FRESH:
            yield Task(_("Say whether it is still true: %s") % body.name, address)


def _namings(user):
    """Her organisation is named as the one that applies, and has not said so itself."""
    for row in open_words_for(user)[:MOST_NAMINGS]:
        address = reverse("applications:naming", args=[row.pk])
        words = _("Does it apply? %s") % row.organisation.name
        yield Task(words, address, str(row.application.hosted.call))


def _evaluations(user):
    asked = Engagement.objects.filter(
        role__person=user, role__ended_at=None, accepted_at=None, declined_at=None
    ).count()
    address = reverse("evaluation:mine")
    if asked:
        yield Task(_("You are asked to evaluate applications"), address)
    open_ones = assignments_of(user).filter(evaluation__given_at=None).count()
    if open_ones:
        words = ngettext("%d application to judge", "%d applications to judge", open_ones)
        yield Task(words % open_ones, address)


def _queues(user):
    """Of roles: how much stands in the queue that all who hold the role share."""
    if can_validate(user) and (count := Submission.objects.to_review().count()):
        words = ngettext("%d profile to review", "%d profiles to review", count) % count
        yield Task(words, reverse("directory:validation"))
    if can_moderate_events(user) and (count := EventSubmission.objects.waiting().count()):
        words = ngettext("%d event was submitted", "%d events were submitted", count) % count
        yield Task(words, reverse("events:moderation"))
    drafts = EventSummary.objects.visible_to(user).filter(published_at=None)
    if can_edit_content(user) and (count := drafts.count()):
        words = ngettext("%d summary to finish", "%d summaries to finish", count) % count
        yield Task(words, reverse("summaries:desk"))
