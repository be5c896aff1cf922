from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.slugs import create_with_slug
from clusterhub.funding.models import Call
from clusterhub.funding.operations.deadlines import ClosesBeforeItOpens
from clusterhub.funding.operations.rows import (
    demand_editor,
    know_as,
    lock,
    note_changes,
    raise_sequence,
    write_by_hand,
)
from clusterhub.web.older import demand_newest

IN_CALENDARS = {"title", "url"}
PLAIN = (
    *("title", "identifier", "kind", "programme", "partnership", "organisation", "summary", "url"),
    *("procedure", "money_form", "budget_eur", "min_eur", "max_eur", "rate", "projects_expected"),
    *("contact_name", "contact_email", "source"),
)
SUBJECTS = ("topics", "ecosystems", "technologies")


@transaction.atomic
def create_call(*, title, by, topics=(), ecosystems=(), technologies=(), **fields):
    """Add a call, not yet published and still without deadlines."""
    demand_editor(by)
    written = sorted(name for name, value in fields.items() if value not in ("", None, []))
    call = create_with_slug(Call, title, title=title, by_hand=["title", *written], **fields)
    _set_subjects(call, {"topics": topics, "ecosystems": ecosystems, "technologies": technologies})
    if call.identifier:
        know_as(call, call.identifier)
    record_activity("created", call, by=by)
    return call


def said_in(call):
    """What a page shows of a call to be changed."""
    said = {name: getattr(call, name) for name in (*PLAIN, "opens_at")}
    return said | {name: getattr(call, name).all() for name in ("topics", "ecosystems")}


@transaction.atomic
def update_call(call, *, by, based_on="", **changes):
    """Change what is said of a call; its address stays. `based_on` is the stamp of what her page
    showed."""
    demand_editor(by)
    subjects = {name: changes.pop(name) for name in SUBJECTS if name in changes}
    before = lock(call)
    demand_newest(said_in(before), based_on)
    if opens_at := changes.get("opens_at"):
        _refuse_if_closed_by(opens_at, before.deadlines.all())
    changed = [name for name, value in changes.items() if getattr(before, name) != value]
    for name in changed:
        setattr(call, name, changes[name])
    if changed:
        call.save(update_fields=[*changed, "updated_at"])
        note_changes(call, before, changed, call.source if "source" in changed else "")
        write_by_hand(call, *changed)
    if "identifier" in changed and call.identifier:
        know_as(call, call.identifier)
    _set_subjects(call, subjects)
    if IN_CALENDARS & set(changed):
        raise_sequence(call)
    record_activity("updated", call, by=by, fields=sorted(changed))
    return call


def _set_subjects(call, subjects):
    given = {name: rows for name, rows in subjects.items() if rows is not None}
    for name, rows in given.items():
        getattr(call, name).set(rows)
    if given:
        call.save(update_fields=["updated_at"])  # By this the lists know that it has changed.


@transaction.atomic
def publish_call(call, *, by):
    """Make a call visible to everyone; once is enough."""
    demand_editor(by)
    if call.published_at is None:
        call.published_at = timezone.now()
        call.save(update_fields=["published_at"])
        record_activity("published", call, by=by)
    return call


@transaction.atomic
def withdraw_call(call, *, by):
    """Hide a call from everyone but editors."""
    demand_editor(by)
    if call.published_at is not None:
        call.published_at = None
        call.save(update_fields=["published_at"])
        record_activity("withdrew", call, by=by)
    return call


def _refuse_if_closed_by(opens_at, deadlines):
    if any(deadline.closes_at <= opens_at for deadline in deadlines):
        raise ClosesBeforeItOpens
