"""What an organisation's own people do to its profile: part by part, and "all this is still true"."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.facts import KEYS, clean_facts, is_asked
from clusterhub.directory.kinds import PARTS_OF, Part, fields_of
from clusterhub.directory.logos import logo
from clusterhub.directory.models import LocatedBy, NameKind
from clusterhub.directory.operations.changes import settle
from clusterhub.directory.operations.looks import look_again
from clusterhub.directory.operations.organisations import OwnParent, is_part_of
from clusterhub.directory.operations.ownership import lock_for, still_edits
from clusterhub.directory.operations.part_words import note_parent
from clusterhub.directory.seats import seat_of

WITH_THE_PART = {Part.IDENTITY: ("kind",)}
AT_THE_SEAT = ("country", "region", "street", "postcode", "city")


class WrongField(Exception):
    """This part of a profile of this kind has no such field."""


@transaction.atomic
def save_part(organisation, *, part, fields, by, version=None):
    """Write one part of a profile, by the names of its fields; saving it confirms it.

    Raises ChangedMeanwhile, NotTheOwner, FactsRefused, OwnParent.
    """
    lock_for(organisation, by=by, version=version)
    fields = _asked(organisation, part, fields)
    changed = _change(organisation, fields)
    confirm_locked(organisation, [part], by)
    columns = {name for name in changed if name not in KEYS and name != "ecosystems"}
    settle(organisation, by=by, fields=_with_what_follows(columns, changed), changed=changed)
    look_again(organisation, by=by)
    if "parent" in changed:
        note_parent(organisation, by=by)
    if changed:
        record_activity("updated", organisation, by=by, part=str(part), fields=sorted(changed))
    return organisation


@transaction.atomic
def confirm_part(organisation, *, part, by):
    """Say that one part is still true, without changing it."""
    return _still_true(organisation, [part], by)


@transaction.atomic
def confirm_everything(organisation, *, by):
    """Say that the whole profile is still true: every part that its kind has, once."""
    return _still_true(organisation, PARTS_OF[organisation.kind], by)


@transaction.atomic
def set_logo(organisation, *, file, by):
    """Draw the picture in `file` anew as the logo; None takes it away. Raises LogoRefused."""
    drawn = logo(file) if file else None
    lock_for(organisation, by=by)
    old = organisation.logo.name
    organisation.logo = ""
    if drawn:
        organisation.logo.save(f"{organisation.slug}.png", ContentFile(drawn), save=False)
    confirm_locked(organisation, [Part.IDENTITY], by)
    settle(organisation, by=by, fields=["logo"])
    record_activity("updated", organisation, by=by, fields=["logo"])
    if old:
        storage = organisation.logo.storage
        transaction.on_commit(lambda: storage.delete(old))
    return organisation


def _asked(organisation, part, fields):
    """The fields that there are; with another kind go those that it is not asked."""
    more = WITH_THE_PART.get(part, ())
    if unknown := set(fields) - {*fields_of(organisation.kind, part), *more}:
        raise WrongField(", ".join(sorted(unknown)))
    kind = fields.get("kind") or organisation.kind
    return {name: fields[name] for name in fields if name in {*fields_of(kind, part), *more}}


def _change(organisation, fields):
    """Set what differs; returns the names of it."""
    if is_part_of(fields.get("parent"), organisation):
        raise OwnParent
    old_name = organisation.name
    changed = []
    for name, value in fields.items():
        if name in KEYS or name == "ecosystems":
            continue
        if getattr(organisation, name) != value:
            setattr(organisation, name, value)
            changed.append(name)
    changed += _change_facts(organisation, {key: fields[key] for key in KEYS if key in fields})
    if "ecosystems" in fields:
        changed += _change_ecosystems(organisation, fields["ecosystems"])
    if "name" in changed:
        organisation.other_names.get_or_create(name=old_name, defaults={"kind": NameKind.FORMER})
    if set(changed) & set(AT_THE_SEAT):
        changed += _locate(organisation, changed)
    return changed


def _change_facts(organisation, new):
    # What another kind was asked goes with the kind; history keeps it.
    kept = {
        key: value for key, value in organisation.facts.items() if is_asked(organisation.kind, key)
    }
    facts = clean_facts(organisation.kind, kept | new)
    keys = {*facts, *organisation.facts}
    changed = [key for key in keys if facts.get(key) != organisation.facts.get(key)]
    organisation.facts = facts
    return sorted(changed)


def _change_ecosystems(organisation, ecosystems):
    had = {each.pk for each in organisation.ecosystems.all()}
    if had == {each.pk for each in ecosystems}:
        return []
    organisation.ecosystems.set(ecosystems)
    return ["ecosystems"]


def _locate(organisation, changed):
    """Region and point follow from what is written; an exact point stays while the town does."""
    typed = {name: getattr(organisation, name) for name in ("country", "city", "postcode")}
    # Another town leaves the region of the old one, unless nobody knows where it lies.
    moved = "city" in changed and "region" not in changed
    seat = seat_of(**typed) if moved else None
    if seat is None or seat.region is None:
        seat = seat_of(**typed, region=organisation.region)
    is_exact = organisation.located_by in (LocatedBy.TYPED, LocatedBy.IMPORT)
    stays = is_exact and not {"country", "city"} & set(changed)
    had = organisation.region
    for name, value in ({"region": seat.region} if stays else seat.as_fields()).items():
        setattr(organisation, name, value)
    return ["region"] if had != organisation.region and "region" not in changed else []


def _with_what_follows(columns, changed):
    if set(changed) & set(KEYS):
        columns = columns | {"facts"}
    if columns & set(AT_THE_SEAT):
        columns = columns | {"latitude", "longitude", "located_by"}
    return columns


def _still_true(organisation, parts, by):
    lock_for(organisation, by=by)
    confirm_locked(organisation, parts, by)
    settle(organisation, by=by, changed=[])
    record_activity("confirmed", organisation, by=by, parts=[str(part) for part in parts])
    return organisation


def confirm_locked(organisation, parts, by):
    """Only its own people can say that something about it is true."""
    if by is None or not still_edits(by, organisation):
        return
    now = timezone.now()
    for part in parts:
        organisation.confirmations.update_or_create(
            part=part, defaults={"confirmed_at": now, "confirmed_by": by}
        )
