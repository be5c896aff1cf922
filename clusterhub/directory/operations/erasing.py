"""What is left of an organisation that wants to be gone: nothing, or its name where a talk,
a summary or a call says it."""

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.models import Level, Organisation
from clusterhub.directory.operations.changes import lock, note_change
from clusterhub.directory.operations.ownership import lock_for
from clusterhub.directory.states import State

# Whose rows outlive the profile: they say something about others, too.
SAYS_ITS_NAME = ("events", "summaries", "funding", "news", "matchmaking", "exchange")
KEPT_COLUMNS = {"id", "name", "slug", "kind", "sort_key", "created_at", "updated_at"}


class NameNotTyped(Exception):
    """To make sure, the name is typed; what was typed is another one."""


@transaction.atomic
def erase_organisation(organisation, *, name_typed, by):
    """Delete a profile with its rows, files and history, and whatever was merged into it; returns
    whether its name had to stay."""
    lock_for(organisation, by=by, level=Level.ADMINISTRATOR)
    if " ".join(name_typed.split()) != " ".join(organisation.name.split()):
        raise NameNotTyped
    for twin in Organisation.objects.filter(merged_into=organisation).order_by("pk"):
        _erase(lock(twin), by)
    return _erase(organisation, by)


def _erase(organisation, by):
    files = _files_of(organisation)
    record_activity("erased", organisation, by=by)
    note_change(organisation)
    is_named = bool(named_by(organisation))
    if is_named:
        _leave_the_name(organisation)
    else:
        organisation.delete()
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])
    return is_named


def named_by(organisation):
    """What of the apps above says its name: pairs of what it is and how often."""
    return [
        (relation.related_model._meta.verbose_name_plural, count)
        for relation in _relations()
        if relation.related_model._meta.app_label in SAYS_ITS_NAME
        and not _goes_along(relation.related_model)
        and (count := _rows(relation, organisation).count())
    ]


def _goes_along(model):
    """Rows of an app above that are only about the organisation, and nobody's business later."""
    return getattr(model, "goes_with_the_organisation", False)


def _relations():
    return [each for each in Organisation._meta.related_objects if not each.many_to_many]


def _rows(relation, organisation):
    return relation.related_model._base_manager.filter(**{relation.field.name: organisation})


def _files_of(organisation):
    rows = [*organisation.documents.all(), *organisation.import_batches.all()]
    files = [organisation.logo, *(row.file for row in rows)]
    return [(file.storage, file.name) for file in files if file]


def _is_of_the_profile(model):
    return model._meta.app_label == "directory" and model._meta.model_name != "namekey"


def _leave_the_name(organisation):
    for relation in _relations():
        model = relation.related_model
        if model is Organisation:
            _rows(relation, organisation).update(**{relation.field.name: None})
        elif _goes_along(model) or _is_of_the_profile(model):
            _rows(relation, organisation).delete()
    organisation.ecosystems.clear()
    columns = [
        field for field in Organisation._meta.concrete_fields if field.name not in KEPT_COLUMNS
    ]
    for field in columns:
        setattr(organisation, field.attname, field.get_default())
    now = timezone.now()
    organisation.version = 1
    organisation.state, organisation.state_at, organisation.erased_at = State.ARCHIVED, now, now
    organisation.save()
