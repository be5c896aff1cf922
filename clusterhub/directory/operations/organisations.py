from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.models import NameKey, NameKind, Organisation, Person
from clusterhub.directory.operations.changes import lock, make_move, note_change, settle
from clusterhub.directory.operations.part_words import note_parent
from clusterhub.directory.operations.showing import mirror_new
from clusterhub.directory.slugs import save_with_slug
from clusterhub.directory.states import Verb

AT_ONCE = 500


class OwnParent(Exception):
    """An organisation would become part of itself."""


@transaction.atomic
def create_organisation(
    *, name, kind, by, other_names=(), ecosystems=(), is_listed=False, **fields
):
    """Add an organisation, as a draft or listed at once; `other_names` are pairs of name and
    NameKind."""
    organisation = Organisation(name=name, kind=kind, **fields)
    if is_listed:
        make_move(organisation, Verb.LIST)
    mirror_new(organisation, other_names, ecosystems)
    save_with_slug(organisation, name)
    if ecosystems:
        organisation.ecosystems.set(ecosystems)
    for other_name, name_kind in other_names:
        organisation.other_names.create(name=other_name, kind=name_kind)
    note_parent(organisation, by=by)
    note_change(organisation)
    record_activity("created", organisation, by=by)
    if is_listed:
        record_activity("published", organisation, by=by)
    return organisation


@transaction.atomic
def update_organisation(organisation, *, by, version=None, ecosystems=None, **changes):
    """Change an organisation; its address stays, and a name it gives up stays findable."""
    lock(organisation, version=version)
    if is_part_of(changes.get("parent"), organisation):
        raise OwnParent
    old_name = organisation.name
    changed = [name for name, value in changes.items() if getattr(organisation, name) != value]
    for name in changed:
        setattr(organisation, name, changes[name])
    if "name" in changed:
        _note_name(organisation, old_name, NameKind.FORMER, by)
    extra = _set_ecosystems(organisation, ecosystems)
    if changed or extra:
        settle(organisation, by=by, fields=changed, changed=[*changed, *extra])
    if "parent" in changed:
        note_parent(organisation, by=by)
    record_activity("updated", organisation, by=by, fields=sorted([*changed, *extra]))
    return organisation


def _set_ecosystems(organisation, ecosystems):
    if ecosystems is None:
        return []
    had = set(organisation.ecosystems.all())
    organisation.ecosystems.set(ecosystems)
    return ["ecosystems"] if had != set(organisation.ecosystems.all()) else []


def is_part_of(candidate, organisation):
    """Whether `candidate` is `organisation` or stands below it, at any depth."""
    seen = set()
    while candidate and candidate.pk not in seen:
        if candidate.pk == organisation.pk:
            return True
        seen.add(candidate.pk)
        candidate = candidate.parent
    return False


@transaction.atomic
def add_other_name(organisation, *, name, kind, by):
    """Let an organisation be found under one more name; a name it has already stays as it is."""
    lock(organisation)
    other_name, is_new = _note_name(organisation, name, kind, by)
    if is_new:
        settle(organisation, by=by, changed=["names"])
    return other_name


def _note_name(organisation, name, kind, by):
    other_name, is_new = organisation.other_names.get_or_create(name=name, defaults={"kind": kind})
    if is_new:
        record_activity("added a name to", organisation, by=by, name=name, kind=str(kind))
    return other_name, is_new


@transaction.atomic
def remove_other_name(other_name, *, by):
    """Take a name away again."""
    organisation = lock(other_name.organisation)
    record_activity("removed a name from", organisation, by=by, name=other_name.name)
    other_name.delete()
    settle(organisation, by=by, changed=["names"])


@transaction.atomic
def publish(record, *, by):
    """Make an organisation or a person visible to everyone; once is enough."""
    if record.published_at is None:
        _list(record, Verb.LIST, timezone.now(), by)
        record_activity("published", record, by=by)
    return record


@transaction.atomic
def withdraw(record, *, by):
    """Hide an organisation or a person from everyone but editors."""
    if record.published_at is not None:
        _list(record, Verb.UNLIST, None, by)
        record_activity("withdrew", record, by=by)
    return record


def _list(record, verb, published_at, by):
    if isinstance(record, Organisation):
        lock(record)
        settle(record, by=by, fields=make_move(record, verb), changed=[])
        return
    record.published_at = published_at
    record.save(update_fields=["published_at"])


def index_all_names():
    """Bring the name index in line with every record; returns how many keys that made."""
    newest = NameKey.objects.aggregate(Max("pk"))["pk__max"] or 0
    for model in (Organisation, Person):
        for record in model.objects.iterator(chunk_size=AT_ONCE):
            with transaction.atomic():
                record.index_names()
    return NameKey.objects.filter(pk__gt=newest).count()
