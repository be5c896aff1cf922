"""The rows that point at one organisation are made to point at another, and back.

Which rows there are, the model's own reverse relations say: apps above are never imported.
"""

from django.apps import apps
from django.db import IntegrityError, transaction

from clusterhub.directory.models import Organisation
from clusterhub.directory.operations.organisations import is_part_of

# They say what this very profile was, or follow from other rows.
STAYS = {
    "directory.revision", "directory.merge", "directory.submission", "directory.namekey",
    "directory.partconfirmation", "directory.reminder",
}  # fmt: skip
# No rule of the database keeps these from standing twice; two rows alike in this are one.
ALIKE = {
    "directory.contact": ("name", "email"),
    "directory.label": ("scheme", "level", "issued_on"),
    "directory.supportprogramme": ("name",),
    "directory.profiledocument": ("sha256",),
}


# Who keeps a profile that nobody has reviewed, and whom she names, is not let into one that is listed.
OF_ITS_KEEPERS = {
    *("directory.editorship", "directory.invitation", "directory.contact"),
    "applications.leadword",  # What strangers said for their own profile is not the word of this one.
}


def move_rows(source, target):
    """Point everything at `target`; returns what moved and what stayed, each as
    {"app.model.field": [numbers]}. What `target` has already stays where it is."""
    moved, stayed = {}, {}
    for model, field in _fields():
        rows = model._base_manager.filter(**{field: source}).order_by("pk")
        pks = list(rows.values_list("pk", flat=True))
        had = _stay_behind(model, field, rows, source, target)
        done = set(_point(model, field, [pk for pk in pks if pk not in had], target))
        key = f"{model._meta.label_lower}.{field}"
        if done:
            moved[key] = sorted(done)
        if left := [pk for pk in pks if pk not in done]:
            stayed[key] = left
    return moved, stayed


def move_back(moved, source, target):
    """Those of `moved` that still point at `source` point at `target` again."""
    for key, pks in moved.items():
        label, _dot, field = key.rpartition(".")
        model = apps.get_model(label)
        still = model._base_manager.filter(pk__in=pks, **{field: source})
        _point(model, field, list(still.values_list("pk", flat=True)), target)


def _fields():
    for relation in Organisation._meta.related_objects:
        model = relation.related_model
        if not relation.many_to_many and model._meta.label_lower not in STAYS:
            yield model, relation.field.name


def _stay_behind(model, field, rows, source, target):
    is_kept_by_strangers = target.is_listed and not source.is_listed
    if is_kept_by_strangers and model._meta.label_lower in OF_ITS_KEEPERS:
        return set(rows.values_list("pk", flat=True))
    return _had_already(model, field, rows, target)


def _had_already(model, field, rows, target):
    label = model._meta.label_lower
    if label == "directory.othername":
        return set(rows.filter(name=target.name).values_list("pk", flat=True))
    if label == "directory.organisation" and field == "parent":
        # Nobody becomes part of itself.
        return {part.pk for part in rows if is_part_of(target, part)}
    if names := ALIKE.get(label):
        own = set(model._base_manager.filter(**{field: target}).values_list(*names))
        return {pk for pk, *values in rows.values_list("pk", *names) if tuple(values) in own}
    return set()


def _point(model, field, pks, target):
    """All at once; where a rule of the database is against one of them, one by one."""
    rows = model._base_manager.filter(pk__in=pks)
    if _can(rows, field, target):
        return pks
    return [pk for pk in pks if _can(model._base_manager.filter(pk=pk), field, target)]


def _can(rows, field, target):
    try:
        with transaction.atomic():
            rows.update(**{field: target})
    except IntegrityError:
        return False
    return True
