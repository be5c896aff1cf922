"""Two profiles of one body become one; nothing is thrown away, so it can be undone."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.emails.twins import email_merged, email_parted
from clusterhub.directory.joining import set_value, take_fields, value_of
from clusterhub.directory.models import (
    Change,
    ClusterMember,
    Decision,
    Merge,
    NameKind,
    NotSame,
    Organisation,
    Participation,
    Submission,
    Twin,
)
from clusterhub.directory.operations.changes import (
    ChangedMeanwhile,
    lock,
    make_move,
    note_change,
    settle,
)
from clusterhub.directory.operations.contacts import join_answers
from clusterhub.directory.operations.moving_rows import move_back, move_rows
from clusterhub.directory.operations.organisations import is_part_of
from clusterhub.directory.operations.ownership import has_administrator, level_in, mark_claimable
from clusterhub.directory.operations.review import close
from clusterhub.directory.operations.showing import refresh_shown
from clusterhub.directory.permissions import can_merge
from clusterhub.directory.refusals import (
    AlreadyDecided,
    AlreadyMerged,
    KeptIsHidden,
    MergedFurther,
    NotAValidator,
    OwnCase,
)
from clusterhub.directory.states import Verb

BEFORE = ("state", "state_reason", "state_before", "is_claimable")
MOMENTS = ("state_at", "published_at")
ATTEMPTS = 5
TIES = ((ClusterMember, "cluster_organisation"), (Participation, "whole"))


@transaction.atomic
def merge(kept, gone, *, by, take=(), name_kind=NameKind.SPELLING, versions=(None, None)):
    """Let `gone` be found as `kept`, with all its rows; returns the Merge.

    `take` names the fields that `kept` takes over (`joining.FIELDS`); `name_kind` is what gone's
    name is for `kept`. Raises NotAValidator, AlreadyMerged, KeptIsHidden, ChangedMeanwhile.
    """
    around = _lock_both(kept, gone, by, versions)
    _demand_two(kept, gone)
    row = Merge(kept=kept, gone=gone, merged_by=by, gone_before=_as_it_stood(gone))
    names = [(gone.name, name_kind), (kept.name, NameKind.FORMER)]
    columns, row.kept_before = take_fields(kept, gone, set(take))
    columns |= _leave_the_parent(kept, gone, row)
    row.gone_before["kept_is_claimable"] = kept.is_claimable
    join_answers(gone, kept)
    row.moved, row.stayed = move_rows(gone, kept)
    if "directory.editorship.organisation" in row.moved:
        mark_claimable(kept)
    row.made = {
        "directory.othername": _note_names(kept, names),
        "directory.notsame": _keep_apart(kept, gone),
    }
    Twin.objects.filter(Q(a=kept, b=gone) | Q(a=gone, b=kept)).delete()
    _put_away(gone, kept, by, row)
    row.save()
    transaction.on_commit(partial(email_merged.enqueue, row.pk))
    record_activity("merged", kept, by=by, gone=gone.pk, name=gone.name, slug=gone.slug)
    record_activity("merged into another", gone, by=by, kept=kept.pk, name=kept.name)
    _settle(kept, by, columns, ["names", *row.kept_before], Change.MERGED)
    _follow(around)
    return row


@transaction.atomic
def undo_merge(merge, *, by):
    """Part the two again; returns the fields of `kept` that somebody has changed since, which stay.

    Rows that point elsewhere by now stay, too. Raises NotAValidator, AlreadyDecided, MergedFurther.
    """
    kept, gone = merge.kept, merge.gone
    around = _lock_both(kept, gone, by)
    merge.refresh_from_db(fields=["undone_at"])
    if merge.undone_at is not None:
        raise AlreadyDecided
    if kept.merged_into_id or gone.merged_into_id != kept.pk or kept.erased_at or gone.erased_at:
        raise MergedFurther
    kept.other_names.filter(pk__in=merge.made.get("directory.othername", [])).delete()
    NotSame.objects.filter(pk__in=merge.made.get("directory.notsame", [])).delete()
    move_back(merge.moved, kept, gone)
    columns, restored, left = _restore(kept, merge.kept_before)
    if merge.gone_before["kept_is_claimable"] and not has_administrator(kept):
        kept.is_claimable = True
        columns |= {"is_claimable"}
    _bring_back(gone, by, merge.gone_before)
    _settle(kept, by, columns, ["names", *restored], Change.PARTED)
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    transaction.on_commit(partial(email_parted.enqueue, merge.pk))
    record_activity("undid the merge of", kept, by=by, gone=gone.pk, name=gone.name)
    _follow(around)
    return left


def _lock_both(kept, gone, by, versions=(None, None)):
    """Everyone whose row will change, in the order of numbers, so that merges that cross wait for
    each other; returns the numbers of those around the two."""
    _demand_merger(kept, gone, by)
    around = _around(kept) | _around(gone)
    for _attempt in range(ATTEMPTS):
        grown = _lock_all({*around, kept.pk, gone.pk}, kept, gone)
        if grown <= around:
            break
        around |= grown
    else:
        raise ChangedMeanwhile
    for organisation, version in zip((kept, gone), versions, strict=True):
        lock(organisation, version=version)
    return around - {kept.pk, gone.pk}


def _demand_merger(kept, gone, by):
    """Somebody of the platform; not whoever keeps one of the two, to whom the other would fall."""
    if by is None:
        return
    if not can_merge(by):
        raise NotAValidator
    if (level_in(kept, by) is None) != (level_in(gone, by) is None):
        raise OwnCase


class _Grown(Exception):
    """More stands around the two than is locked."""


def _lock_all(pks, kept, gone):
    """Lock these; returns who stands around the two by then. Where that is more, nothing stays
    locked: who took a lower number after a higher one could wait for somebody who waits for her."""
    rows = Organisation.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    found = set()
    try:
        with transaction.atomic():
            list(rows.values_list("pk", flat=True))
            found = _around(kept) | _around(gone)
            if not found <= pks:
                raise _Grown
    except _Grown:
        pass
    return found - {kept.pk, gone.pk}


def _around(organisation):
    """Whose mirror names it, or whose row points at it."""
    pks = set(
        Organisation.objects.filter(
            Q(parent=organisation) | Q(merged_into=organisation)
        ).values_list("pk", flat=True)
    )
    for model, whole in TIES:
        ties = model.objects.filter(Q(**{whole: organisation}) | Q(organisation=organisation))
        for ends in ties.values_list(f"{whole}_id", "organisation_id"):
            pks |= set(ends)
    return pks


def _demand_two(kept, gone):
    if kept.pk == gone.pk or kept.merged_into_id or gone.merged_into_id:
        raise AlreadyMerged
    if kept.erased_at or gone.erased_at:
        raise AlreadyMerged
    if gone.is_listed and not kept.is_listed:
        raise KeptIsHidden


def _as_it_stood(gone):
    moments = {name: getattr(gone, name) for name in MOMENTS}
    return {name: getattr(gone, name) for name in BEFORE} | {
        name: at and at.isoformat() for name, at in moments.items()
    }


def _leave_the_parent(kept, gone, row):
    """Who is part of its own twin becomes part of what stands above that."""
    if kept.parent_id != gone.pk:
        return set()
    above = None if is_part_of(gone.parent, kept) else gone.parent
    kept.parent = above
    row.kept_before["parent_id"] = [gone.pk, above and above.pk]
    return {"parent"}


def _note_names(kept, names):
    made = []
    for name, kind in names:
        if name != kept.name and not kept.other_names.filter(name=name).exists():
            made.append(kept.other_names.create(name=name, kind=kind).pk)
    return made


def _keep_apart(kept, gone):
    """Who is not the same as the one is not the same as the other."""
    made = []
    for row in NotSame.objects.filter(Q(a=gone) | Q(b=gone)):
        other = row.b_id if row.a_id == gone.pk else row.a_id
        if other != kept.pk:
            a, b = sorted((kept.pk, other))
            same, is_new = NotSame.objects.get_or_create(a_id=a, b_id=b, defaults={"by": row.by})
            made += [same.pk] if is_new else []
    return made


def _put_away(gone, kept, by, row):
    submissions = list(gone.submissions.open())
    for submission in submissions:
        close(submission, Decision.WITHDRAWN, "", by)
    row.gone_before["submissions"] = [submission.pk for submission in submissions]
    fields = make_move(gone, Verb.MERGE)
    gone.merged_into, gone.is_claimable = kept, False
    fields += ["merged_into", "is_claimable"]
    settle(gone, by=by, fields=fields, changed=["state"], change=Change.MERGED)
    gone.index_names()


def _bring_back(gone, by, before):
    fields = make_move(gone, Verb.PART)
    for name in BEFORE:
        setattr(gone, name, before[name])
    for name in MOMENTS:
        setattr(gone, name, before[name] and datetime.fromisoformat(before[name]))
    gone.merged_into = None
    fields += ["merged_into", "is_claimable"]
    settle(gone, by=by, fields=fields, changed=["state"], change=Change.PARTED)
    gone.index_names()
    Submission.objects.filter(pk__in=before.get("submissions", [])).update(
        decided_at=None, decided_by=None, verdict="", reasons=""
    )


def _restore(kept, kept_before):
    columns, restored, left = set(), [], []
    for field, (before, after) in kept_before.items():
        now = kept.parent_id if field == "parent_id" else value_of(kept, field)
        if now != after:
            left.append(field)
            continue
        columns |= set(set_value(kept, field, before))
        restored.append(field)
    return {name.removesuffix("_id") for name in columns}, restored, left


def _settle(kept, by, columns, changed, change):
    settle(kept, by=by, fields=columns, changed=sorted(changed), change=change)
    kept.index_names()


def _follow(around):
    """Mirrors of others name the one or the other."""
    for organisation in Organisation.objects.filter(pk__in=around):
        refresh_shown(organisation)
        note_change(organisation)
