from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.models import NameKey, NameKind, Organisation, Person
from clusterhub.directory.slugs import create_with_slug
from clusterhub.directory.states import Verb, move


class OwnParent(Exception):
    """An organisation would become part of itself."""


@transaction.atomic
def create_organisation(*, name, kind, by, other_names=(), ecosystems=(), **fields):
    """Add an organisation, not yet published; `other_names` are pairs of name and NameKind."""
    organisation = create_with_slug(Organisation, name, name=name, kind=kind, **fields)
    organisation.ecosystems.set(ecosystems)
    for other_name, name_kind in other_names:
        organisation.other_names.create(name=other_name, kind=name_kind)
    record_activity("created", organisation, by=by)
    return organisation


@transaction.atomic
def update_organisation(organisation, *, by, ecosystems=None, **changes):
    """Change an organisation; its address stays, and a name it gives up stays findable."""
    before = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if is_part_of(changes.get("parent"), organisation):
        raise OwnParent
    changed = [name for name, value in changes.items() if getattr(before, name) != value]
    for name in changed:
        setattr(organisation, name, changes[name])
    if changed:
        organisation.save(update_fields=[*changed, "updated_at"])
    if "name" in changed:
        add_other_name(organisation, name=before.name, kind=NameKind.FORMER, by=by)
    if ecosystems is not None:
        organisation.ecosystems.set(ecosystems)
    record_activity("updated", organisation, by=by, fields=sorted(changed))
    return organisation


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
    other_name, is_new = organisation.other_names.get_or_create(name=name, defaults={"kind": kind})
    if is_new:
        record_activity("added a name to", organisation, by=by, name=name, kind=str(kind))
    return other_name


@transaction.atomic
def remove_other_name(other_name, *, by):
    """Take a name away again."""
    organisation = other_name.organisation
    record_activity("removed a name from", organisation, by=by, name=other_name.name)
    other_name.delete()


@transaction.atomic
def publish(record, *, by):
    """Make an organisation or a person visible to everyone; once is enough."""
    if record.published_at is None:
        _list(record, Verb.LIST, timezone.now())
        record_activity("published", record, by=by)
    return record


@transaction.atomic
def withdraw(record, *, by):
    """Hide an organisation or a person from everyone but editors."""
    if record.published_at is not None:
        _list(record, Verb.UNLIST, None)
        record_activity("withdrew", record, by=by)
    return record


def _list(record, verb, published_at):
    changed = ["published_at"]
    if isinstance(record, Organisation):
        record.state = move(record.state, verb)
        changed.append("state")
    record.published_at = published_at
    record.save(update_fields=changed)


def index_all_names():
    """Bring the name index in line with every record; returns how many keys that made."""
    newest = NameKey.objects.aggregate(Max("pk"))["pk__max"] or 0
    for model in (Organisation, Person):
        for record in model.objects.iterator(chunk_size=500):
            with transaction.atomic():
                record.index_names()
    return NameKey.objects.filter(pk__gt=newest).count()
