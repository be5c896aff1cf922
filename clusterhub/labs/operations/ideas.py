"""People post ideas, support and join those of others; the trail names no one without an account."""

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.events.operations.text import one_line, several_lines
from clusterhub.labs.models import Idea, IdeaPart
from clusterhub.labs.operations.people import fresh, let_go, lock_lab, person_for
from clusterhub.labs.operations.refusals import (
    Gone,
    LabClosed,
    NotAllowed,
    OwnIdea,
    ReasonMissing,
    TooMany,
)
from clusterhub.labs.operations.setting_up import demand_team
from clusterhub.labs.operations.telling import tell_proposer_of_hiding, tell_proposer_of_part
from clusterhub.labs.permissions import can_post, is_own

MOST_IDEAS = 5
TEXTS = ("challenge", "problem", "present", "missing")


@transaction.atomic
def post_idea(lab, *, by, topics=(), **facts):
    """A new idea; LabClosed while the team takes none, TooMany for who has posted five."""
    lab = lock_lab(lab)
    _demand_open(by, lab)
    person = person_for(by, lab)
    if person.ideas.filter(withdrawn_at=None).count() >= MOST_IDEAS:
        raise TooMany(MOST_IDEAS)
    now = timezone.now()
    idea = Idea.objects.create(
        lab=lab, proposer=person, posted_at=now, changed_at=now, **_tidy(facts)
    )
    idea.topics.set(topics)
    record_activity("posted an idea in the lab of", lab.event, by=by.account, idea=idea.pk)
    return idea


@transaction.atomic
def change_idea(idea, *, by, topics=(), **facts):
    lab = lock_lab(idea.lab)
    idea = _own(idea, by)
    _demand_open(by, lab)
    for name, value in _tidy(facts).items():
        setattr(idea, name, value)
    idea.changed_at = timezone.now()
    idea.save()
    idea.topics.set(topics)
    record_activity("changed an idea in the lab of", lab.event, by=by.account, idea=idea.pk)
    return idea


@transaction.atomic
def withdraw_idea(idea, *, by):
    """Take one's own back, also when the lab is closed; its group goes on without it."""
    lab = lock_lab(idea.lab)
    idea = fresh(Idea.objects.all(), idea)
    if not is_own(by, idea):
        raise NotAllowed
    if idea.withdrawn_at is None:
        group, idea.group, idea.withdrawn_at = idea.group, None, timezone.now()
        idea.save(update_fields=["group", "withdrawn_at"])
        let_go(group)
        record_activity("withdrew an idea in the lab of", lab.event, by=by.account, idea=idea.pk)
    return idea


@transaction.atomic
def take_part(idea, *, kind, by):
    """Support an idea, or join those who work on it; the second answer replaces the first."""
    lab = lock_lab(idea.lab)
    idea = fresh(Idea.objects.shown(), idea)
    _demand_open(by, lab)
    person = person_for(by, lab)
    if is_own(by, idea):
        raise OwnIdea
    part = IdeaPart.objects.filter(idea=idea, person=person).first()
    if part is not None and part.kind == kind:
        return part
    facts = {"kind": kind, "at": timezone.now()}
    part = IdeaPart.objects.update_or_create(idea=idea, person=person, defaults=facts)[0]
    let_go(idea.group)
    tell_proposer_of_part(idea, part)
    return part


@transaction.atomic
def leave_idea(idea, *, by):
    """Take support or work back; said twice is said once."""
    lock_lab(idea.lab)
    if by.person is not None:
        IdeaPart.objects.filter(idea=idea, person=by.person).delete()
        let_go(fresh(Idea.objects.all(), idea).group)


@transaction.atomic
def hide_idea(idea, *, reason, by):
    """Nobody reads it any more but its proposer, who reads the reason, and the team."""
    lab = lock_lab(idea.lab)
    demand_team(by, lab.event)
    idea = fresh(Idea.objects.all(), idea)
    reason = one_line(reason)[:300]
    if not reason:
        raise ReasonMissing
    group = idea.group
    idea.hidden_at, idea.hidden_by, idea.hidden_reason = timezone.now(), by, reason
    idea.group = None
    idea.save(update_fields=["hidden_at", "hidden_by", "hidden_reason", "group"])
    let_go(group)
    tell_proposer_of_hiding(idea)
    record_activity("hid an idea in the lab of", lab.event, by=by, idea=idea.pk, reason=reason)
    return idea


@transaction.atomic
def show_idea(idea, *, by):
    """Show a hidden idea again."""
    lab = lock_lab(idea.lab)
    demand_team(by, lab.event)
    idea = fresh(Idea.objects.all(), idea)
    idea.hidden_at, idea.hidden_by, idea.hidden_reason = None, None, ""
    idea.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record_activity("showed an idea again in the lab of", lab.event, by=by, idea=idea.pk)
    return idea


def _own(idea, by):
    idea = fresh(Idea.objects.all(), idea)
    if not is_own(by, idea):
        raise NotAllowed
    if not idea.is_shown:
        raise Gone
    return idea


def _demand_open(by, lab):
    if not by.takes_part:
        raise NotAllowed
    if not can_post(by, lab):
        raise LabClosed


def _tidy(facts):
    return {
        name: several_lines(value) if name in TEXTS else one_line(value)
        for name, value in facts.items()
    }
