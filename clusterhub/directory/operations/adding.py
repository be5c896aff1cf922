"""New organisations out of the rows of a list, hundreds at once."""

from json import JSONEncoder
from typing import NamedTuple

from django.db import connection
from django.utils import timezone
from django.utils.text import slugify

from clusterhub.directory.blocks import blocks_of_key, numbers_of
from clusterhub.directory.crowds import Crowds
from clusterhub.directory.freshness import completeness
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import Identifier, NameKey, NewBlock, Organisation, OtherName
from clusterhub.directory.names import fold, name_key
from clusterhub.directory.operations.changes import note_changes
from clusterhub.directory.operations.inserting import insert_rows, numbers_for
from clusterhub.directory.operations.showing import refresh_shown
from clusterhub.directory.own_rows import for_database
from clusterhub.directory.records import blank_shown
from clusterhub.directory.sites import host_of
from clusterhub.directory.slugs import RESERVED
from clusterhub.directory.states import State
from clusterhub.directory.stored_rows import MODELS

_FIELDS = [field for field in Organisation._meta.concrete_fields if field.attname != "id"]
_NAMES = ("id", *(field.column for field in _FIELDS))
_as_json = JSONEncoder().encode  # As the database's own field writes it.
_CONVERTED = [
    field
    for field in _FIELDS
    if field.get_internal_type() in ("JSONField", "DateTimeField", "DecimalField")
]


class Ready(NamedTuple):
    """What a row writes, as far as it follows from the row alone."""

    kind: str
    slug: str  # If nobody has it.
    values: dict  # By column; JSON as text.
    names: tuple  # Each name's key and kind, and its blocks.


def add_organisations(rows, *, kind="", is_listed=False, crowds=None):
    """Store what each of `rows` (`row_reading.Said`) says as a new organisation; returns their
    numbers. In the caller's transaction, and with one line for the search index. `crowds` is one
    for a whole file."""
    if not rows:
        return []
    pks = list(numbers_for(Organisation, len(rows)))
    ready = [make_ready(said, kind=kind) for said in rows]
    same = _same_for_all(is_listed)
    insert_rows(
        Organisation,
        _NAMES,
        [
            (pk, *{**same, **own.values, "slug": slug}.values())
            for pk, slug, own in zip(pks, _slugs(rows, ready, pks), ready, strict=True)
        ],
    )
    _add_own_rows(pks, rows)
    _add_names(pks, ready, crowds or Crowds())
    _add_dated_rows(pks, rows)
    note_changes(pks[0], pks[-1])
    return pks


def make_ready(said, *, kind=""):
    """Work out what a row writes, unless that was done already."""
    if said.ready is None or said.ready.kind != kind:
        values = _values(said, kind)
        keys = {(name_key(name), its) for name, its in ((said.name, ""), *said.names)}
        names = tuple((key, its, tuple(blocks_of_key(key))) for key, its in sorted(keys) if key)
        slug = slugify(fold(said.name))[:60].strip("-") or "organisation"
        said.ready = Ready(kind, slug, values, names)
    return said.ready


def _same_for_all(is_listed):
    now, state = timezone.now(), State.PUBLISHED if is_listed else State.DRAFT
    same = {field.attname: field.get_default() for field in _FIELDS}
    same |= {"state": state.value, "state_at": now, "published_at": now if is_listed else None}
    same |= {"is_claimable": True, "created_at": now, "updated_at": now}
    for field in _CONVERTED:
        if field.get_internal_type() != "JSONField":
            same[field.attname] = field.get_db_prep_save(same[field.attname], connection)
    return same


def _values(said, kind):
    columns = {"kind": kind or OrganisationKind.OTHER.value} | said.derived | said.columns
    if "staff_fte" in columns:
        columns["staff_fte"] = str(columns["staff_fte"])
    said.names = list({name: (name, kind) for name, kind in said.names}.values())
    shown = blank_shown() | {
        "region": said.region,
        "names": [list(pair) for pair in said.names],
        "ecosystems": said.ecosystems,
    }
    record = {**columns, **said.facts, **shown, "name": said.name, "country": said.country}
    return columns | {
        "name": said.name,
        "facts": _as_json(said.facts),
        "shown": _as_json(shown),
        "completeness": completeness(record),
        "sort_key": fold(said.name)[:60],
        "website_host": host_of(columns["website"]) if columns.get("website") else "",
    }


def _slugs(rows, ready, pks):
    """Addresses that nobody has: the name, else with the country, else with the number."""
    bases = [own.slug for own in ready]
    taken = RESERVED | _taken(bases)
    further = [
        (f"{base}-{said.country.lower() or 'x'}", f"{base}-{pk}")
        for base, said, pk in zip(bases, rows, pks, strict=True)
    ]
    clashing = [pair for base, pair in zip(bases, further, strict=True) if base in taken]
    seen = set()
    clashing += [
        pair for base, pair in zip(bases, further, strict=True) if base in seen or seen.add(base)
    ]
    taken |= _taken([slug for pair in clashing for slug in pair])
    found = []
    for base, pair, pk in zip(bases, further, pks, strict=True):
        slug = next(slug for slug in (base, *pair, f"{base}-{pk}-{pk}") if slug not in taken)
        taken.add(slug)
        found.append(slug)
    return found


def _taken(slugs):
    if not slugs:
        return set()
    return set(Organisation.objects.filter(slug__in=slugs).values_list("slug", flat=True))


def _add_own_rows(pks, rows):
    pairs = list(zip(pks, rows, strict=True))
    names = [(pk, name, kind) for pk, said in pairs for name, kind in said.names]
    insert_rows(OtherName, ("organisation_id", "name", "kind"), names)
    ecosystems = [(pk, slug) for pk, said in pairs for slug in said.ecosystems]
    columns = ("organisation_id", "industrialecosystem_id")
    insert_rows(Organisation.ecosystems.through, columns, ecosystems)
    numbers = [(pk, *number) for pk, said in pairs for number in sorted(said.identifiers)]
    # One that another body has, even one that was merged since, stays where it is.
    columns = ("organisation_id", "scheme", "value")
    insert_rows(Identifier, columns, numbers, is_repeatable=True)


def _add_dated_rows(pks, rows):
    """Few have any, so what is shown of them is brought up to date one by one."""
    having = {pk: said.rows for pk, said in zip(pks, rows, strict=True) if said.rows}
    for column, model in MODELS.items():
        model.objects.bulk_create(
            model(organisation_id=pk, **for_database(row))
            for pk, own in having.items()
            for row in own.get(column, ())
        )
    for organisation in Organisation.objects.filter(pk__in=list(having)):
        refresh_shown(organisation)


def _add_names(pks, ready, crowds):
    names = [(pk, *name) for pk, own in zip(pks, ready, strict=True) for name in own.names]
    if not names:
        return
    numbers = list(numbers_for(NameKey, len(names)))
    entries = [
        (number, pk, key, kind, 0)
        for number, (pk, key, kind, _blocks) in zip(numbers, names, strict=True)
    ]
    insert_rows(NameKey, ("id", "organisation_id", "key", "kind", "gram_count"), entries)
    blocks = [
        (block, number)
        for number, (_pk, _key, _kind, its_blocks) in zip(numbers, names, strict=True)
        for block in its_blocks
    ]
    kept = numbers_of(crowds.worth_keeping(blocks))
    insert_rows(NewBlock, ("id",), [(number,) for number in kept])
