"""What every operation on an organisation begins and ends with.

lock(organisation, version=version)
organisation.city = "Graz"
settle(organisation, by=by, fields=["city"])
"""

from django.utils import timezone

from clusterhub.directory.models import Change, Organisation, SearchChange
from clusterhub.directory.operations.history import keep_revision
from clusterhub.directory.operations.showing import MIRROR, mirror, mirror_some
from clusterhub.directory.records import record_of
from clusterhub.directory.states import LISTED, NotReachable, State, Verb, move

MOVED = ("state", "state_at", "state_reason", "state_before", "published_at")


class ChangedMeanwhile(Exception):
    """Somebody else saved this organisation since the form was opened."""


def lock(organisation, *, version=None):
    """Let all who change this organisation take turns; it is read anew, and how it stood is kept.

    `version` is the one that the form was opened with; None where no form was.
    """
    organisation.refresh_from_db(from_queryset=Organisation.objects.select_for_update())
    if version is not None and version != organisation.version:
        raise ChangedMeanwhile
    organisation.before = record_of(organisation)
    return organisation


def settle(
    organisation,
    *,
    by,
    fields=(),
    changed=None,
    change=Change.EDITED,
    restored_from=None,
    rows=None,
):
    """Write the columns `fields` of a locked organisation with all that follows from a change.

    `changed` names what history will say (the columns when it is not given, nothing when empty).
    `rows` names which of its rows changed, where the caller knows that no others did. A move alone
    leaves what it mirrors as it is.
    """
    organisation.version += 1
    if not fields or not {*fields, *(changed or ())} <= set(MOVED):
        mirror(organisation) if rows is None else mirror_some(organisation, rows)
    organisation.save(update_fields={*fields, *MIRROR, "version", "updated_at"})
    changed = fields if changed is None else changed
    keep_revision(organisation, by=by, change=change, changed=changed, restored_from=restored_from)
    note_change(organisation)


def make_move(organisation, verb, *, reason=""):
    """Take a locked organisation where `verb` leads; returns the columns for `settle` to write.

    Raises NotReachable. Which verb is whose, and what it needs, is for the caller to know.
    """
    had, now = State(organisation.state), timezone.now()
    if organisation.merged_into_id and verb != Verb.PART:
        raise NotReachable("merged")
    organisation.state = move(had, verb, organisation.state_before)
    organisation.state_at, organisation.state_reason = now, reason
    organisation.state_before = had if verb in (Verb.SUSPEND, Verb.MERGE) else ""
    if organisation.state not in LISTED:
        organisation.published_at = None
    elif had not in LISTED:
        organisation.published_at = now
    return list(MOVED)


def note_change(organisation):
    """Let the search index know, in the transaction of the change itself."""
    return note_changes(organisation.pk, organisation.pk)


def note_many(pks):
    """The same for any, neighbours in one line."""
    runs = []
    for pk in sorted(pks):
        if runs and runs[-1].last_pk == pk - 1:
            runs[-1].last_pk = pk
        else:
            runs.append(SearchChange(first_pk=pk, last_pk=pk))
    SearchChange.objects.bulk_create(runs, batch_size=500)


def note_changes(first_pk, last_pk):
    """The same for all organisations from one number to another."""
    return SearchChange.objects.create(first_pk=first_pk, last_pk=last_pk)
