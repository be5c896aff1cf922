"""What members write on their board: texts, roles, tasks, the call they aim at."""

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.events.operations.text import one_line, several_lines
from clusterhub.labs.models import IdeaGroup, LabPerson, Role, Section, Task
from clusterhub.labs.operations.people import fresh, lock_lab
from clusterhub.labs.operations.refusals import (
    Gone,
    NotAllowed,
    RoleTaken,
    SectionChanged,
    TooMany,
)
from clusterhub.labs.permissions import is_member, works_on

MOST_VERSIONS = 100
MOST = {"sections": 30, "roles": 40, "tasks": 200, "files": 30}


def lock_board(group, by):
    """The group in its locked lab, for who works on it."""
    lab = lock_lab(group.lab)
    group = fresh(IdeaGroup.objects.all(), group)
    group.lab = lab
    if not works_on(by, group):
        raise NotAllowed
    return group


def demand_room(group, what):
    if getattr(group, what).count() >= MOST[what]:
        raise TooMany(MOST[what])


def note(verb, group, by, **details):
    """A line of the board's history. Who came by her link is known by her row, which goes with her."""
    if by.person is not None and by.account is None:
        details["person"] = by.person.pk
    record_activity(verb, group, by=by.account, **details)


@transaction.atomic
def add_section(group, *, title, text, by):
    group = lock_board(group, by)
    demand_room(group, "sections")
    section = Section.objects.create(group=group, **_section(title, text, by))
    note("wrote a section of", group, by, section=section.pk)
    return section


@transaction.atomic
def save_section(section, *, title, text, version, by):
    """SectionChanged unless `version` is what stands there: she sees both and loses nothing."""
    group = lock_board(section.group, by)
    section = fresh(group.sections.all(), section)
    if section.version != version:
        raise SectionChanged(section)
    new = _section(title, text, by)
    if (new["title"], new["text"]) == (section.title, section.text):
        return section
    _keep(section)
    for name, value in new.items():
        setattr(section, name, value)
    section.version += 1
    section.save()
    note("changed a section of", group, by, section=section.pk)
    return section


def _keep(section):
    """What is about to be replaced can be read and brought back; the oldest of a hundred goes."""
    section.versions.create(
        number=section.version, title=section.title, text=section.text,
        written_at=section.changed_at, written_by=section.changed_by,
    )  # fmt: skip
    section.versions.filter(number__lte=section.version - MOST_VERSIONS).delete()


@transaction.atomic
def restore_section(section, *, number, version, by):
    """An earlier version stands there again, as a new one: what it replaces is kept, too."""
    group = lock_board(section.group, by)
    section = fresh(group.sections.all(), section)
    earlier = section.versions.filter(number=number).first()
    if earlier is None:
        raise Gone
    section.group = group
    return save_section(section, title=earlier.title, text=earlier.text, version=version, by=by)


@transaction.atomic
def remove_section(section, *, version, by):
    """Only what one has read is taken away."""
    group = lock_board(section.group, by)
    section = fresh(group.sections.all(), section)
    if section.version != version:
        raise SectionChanged(section)
    note("removed a section of", group, by, section=section.pk)
    section.delete()


def _section(title, text, by):
    now = timezone.now()
    return {
        "title": one_line(title)[:120],
        "text": several_lines(text),
        "changed_at": now,
        "changed_by": by.person,
    }


@transaction.atomic
def add_role(group, *, title, by):
    """An open role."""
    group = lock_board(group, by)
    demand_room(group, "roles")
    role = Role.objects.create(group=group, title=one_line(title)[:120])
    note("added a role to", group, by, role=role.title)
    return role


@transaction.atomic
def take_role(role, *, by):
    """Hers from now on; RoleTaken when somebody else was faster. Taken twice is taken once."""
    group = lock_board(role.group, by)
    role = fresh(group.roles.all(), role)
    if not is_member(by, group):
        raise NotAllowed
    if role.holder_id == by.person.pk:
        return role
    if role.holder_id is not None:
        raise RoleTaken
    role.holder = by.person
    role.save(update_fields=["holder"])
    note("took a role in", group, by, role=role.title)
    return role


@transaction.atomic
def give_role_back(role, *, by):
    """One's own; the team may take it from anybody."""
    group = lock_board(role.group, by)
    role = fresh(group.roles.all(), role)
    is_hers = by.person is not None and role.holder_id == by.person.pk
    if not (is_hers or by.is_team):
        raise NotAllowed
    role.holder = None
    role.save(update_fields=["holder"])
    note("gave a role back in", group, by, role=role.title)
    return role


@transaction.atomic
def remove_role(role, *, by):
    """An open one; what somebody holds is given back first."""
    group = lock_board(role.group, by)
    role = fresh(group.roles.all(), role)
    if role.holder_id is not None:
        raise RoleTaken
    note("removed a role from", group, by, role=role.title)
    role.delete()


@transaction.atomic
def add_task(group, *, words, by, doer=None, until=None):
    """`doer` is a member, or nobody yet."""
    group = lock_board(group, by)
    demand_room(group, "tasks")
    if doer is not None:
        fresh(LabPerson.objects.of_group(group), doer)
    task = Task.objects.create(group=group, words=one_line(words)[:300], doer=doer, until=until)
    note("added a task to", group, by, task=task.pk)
    return task


@transaction.atomic
def finish_task(task, *, is_done, by):
    """Done, or to do again."""
    group = lock_board(task.group, by)
    task = fresh(group.tasks.all(), task)
    if is_done != (task.done_at is not None):
        task.done_at = timezone.now() if is_done else None
        task.save(update_fields=["done_at"])
        note("finished a task of" if is_done else "reopened a task of", group, by, task=task.pk)
    return task


@transaction.atomic
def aim_at(group, *, call, by):
    """The call that the group wants to apply for, or none. The answers given for another one go."""
    group = lock_board(group, by)
    if group.call == call:
        return group
    group.call = call
    group.save(update_fields=["call"])
    if hasattr(group, "consortium"):
        group.consortium.answers = {}
        group.consortium.save(update_fields=["answers"])
    note("chose the call of", group, by, call=call.slug if call else None)
    return group
