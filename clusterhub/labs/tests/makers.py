"""A lab that is open, people who came by link or account, ideas, groups, boards."""

from itertools import count

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.links import token_of
from clusterhub.events.models import RegistrationStatus
from clusterhub.events.tests.makers import make_admission, make_event, make_registration
from clusterhub.labs.actors import Actor
from clusterhub.labs.models import PartKind
from clusterhub.labs.operations.board import aim_at
from clusterhub.labs.operations.consortia import begin_consortium
from clusterhub.labs.operations.grouping import make_group
from clusterhub.labs.operations.ideas import post_idea, take_part
from clusterhub.labs.operations.setting_up import begin_lab, open_lab

_numbers = count(1)
TEXTS = {
    "challenge": "Beams come back from buildings.",
    "problem": "Nobody knows where they were cut.",
}


def make_lab(event=None, *, is_open=True):
    if event is None:
        event = make_event()
        make_admission(event, places=None)
    lab = begin_lab(event, by=None)
    return open_lab(lab, by=None) if is_open else lab


def by_link(lab, **changes):
    """Somebody registered without an account."""
    registration = make_registration(lab.event)
    if changes:
        type(registration).objects.filter(pk=registration.pk).update(**changes)
        registration.refresh_from_db()
    assert registration.status == RegistrationStatus.CONFIRMED
    return Actor(None, registration)


def by_account(**changes):
    return Actor(make_user(**changes))


def team():
    return make_user(roles=[Role.EVENT_TEAM])


def on_team(user=None):
    return Actor(user or team(), is_team=True)


def make_idea(lab, by=None, **facts):
    facts = {"title": f"Beams with a passport {next(_numbers)}"} | TEXTS | facts
    return post_idea(lab, by=by or by_link(lab), **facts)


def make_board(lab=None, *, members=1, **changes):
    """A group of one idea, and its members as actors: who proposed it is the first."""
    lab = lab or make_lab()
    people = [by_link(lab) for _ in range(members)]
    idea = make_idea(lab, people[0])
    group = make_group(lab, [idea], title=changes.pop("title", "Timber"), by=None)
    for each in people[1:]:
        take_part(idea, kind=PartKind.JOIN, by=each)
    return group, people


def make_consortium(call, group=None, by=None):
    if group is None:
        group, (by, *_others) = make_board()
    group = aim_at(group, call=call, by=by)
    return begin_consortium(group, by=by), by


def link_to(actor, page=""):
    return f"/r/{token_of(actor.registration)}/ideas/{page}"


def page_of(lab, page=""):
    return f"/events/{lab.event.slug}/ideas/{page}"
