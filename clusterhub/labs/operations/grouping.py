"""The team puts ideas together and apart; the lab is locked, so that two organisers take turns."""

from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.events.operations.text import one_line
from clusterhub.labs.models import Idea, IdeaGroup
from clusterhub.labs.operations.people import fresh, let_go, lock_lab
from clusterhub.labs.operations.refusals import (
    BoardInTheWay,
    GroupedMeanwhile,
    TooFewIdeas,
)
from clusterhub.labs.operations.setting_up import demand_team
from clusterhub.labs.operations.telling import tell_of_group

WRITTEN = ("sections", "roles", "tasks", "files", "outcomes")


@transaction.atomic
def make_group(lab, ideas, *, title, by):
    """GroupedMeanwhile where somebody else was faster with one of the ideas."""
    lab = lock_lab(lab)
    demand_team(by, lab.event)
    found = list(lab.ideas.shown().filter(pk__in=[idea.pk for idea in ideas]))
    if not found or len(found) < len({idea.pk for idea in ideas}):
        raise TooFewIdeas
    if any(idea.group_id for idea in found):
        raise GroupedMeanwhile
    title = one_line(title)[:150] or found[0].title
    group = IdeaGroup.objects.create(lab=lab, title=title, made_by=by)
    lab.ideas.filter(pk__in=[idea.pk for idea in found]).update(group=group)
    tell_of_group(group, found, by=by)
    pks = sorted(idea.pk for idea in found)
    record_activity("made a group in the lab of", lab.event, by=by, group=group.pk, ideas=pks)
    return group


@transaction.atomic
def move_idea(idea, *, to, by):
    """Into another group, or out of all (`to` is None); a board that is left empty goes."""
    lab = lock_lab(idea.lab)
    demand_team(by, lab.event)
    idea = fresh(lab.ideas.shown(), idea)
    before = idea.group
    to = fresh(lab.groups.all(), to) if to is not None else None
    if before == to:
        return idea
    idea.group = to
    idea.save(update_fields=["group"])
    _leave(before)
    if to is not None:
        tell_of_group(to, [idea], by=by)
    record_activity(
        "moved an idea in the lab of", lab.event, by=by, idea=idea.pk, to=to.pk if to else None
    )
    return idea


def _leave(group):
    if group is None:
        return
    if Idea.objects.filter(group=group).exists():
        let_go(group)
        return
    is_written = any(getattr(group, name).exists() for name in WRITTEN)
    if is_written or hasattr(group, "consortium"):
        raise BoardInTheWay
    group.delete()


@transaction.atomic
def name_group(group, *, title, by):
    lab = lock_lab(group.lab)
    demand_team(by, lab.event)
    group = fresh(lab.groups.all(), group)
    group.title = one_line(title)[:150] or group.title
    group.save(update_fields=["title"])
    record_activity("renamed a group in the lab of", lab.event, by=by, group=group.pk)
    return group
