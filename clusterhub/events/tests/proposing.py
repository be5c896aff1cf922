"""A call for sessions and what is proposed."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.operations.proposals import open_session_call, save_proposal
from clusterhub.events.proposal_scores import criteria_of
from clusterhub.events.tests.makers import make_event

WHY = "It answers a need that many share."
CRITERIA = criteria_of("Need; 3\nPeople; 1")
FACTS = {"title": "Batteries in small ships", "abstract": "A workshop.", "need": "Quiet harbours.",
         "format": "workshop"}  # fmt: skip


def make_call(event=None, **changes):
    event = event or make_event()
    facts = {"closes_at": timezone.now() + timedelta(days=9), "criteria": CRITERIA} | changes
    open_session_call(event, by=None, **facts)
    return event


def make_proposal(event=None, proposer=None, submits=True, **changes):
    event = event or make_call()
    proposer = proposer or make_user()
    return save_proposal(event, proposer=proposer, submits=submits, **(FACTS | changes))


def reviewer():
    return make_user(roles=[Role.EVENT_TEAM])


def door(name, event, *more):
    return reverse(f"events:{name}", args=[event.slug, *more])


def sign(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
