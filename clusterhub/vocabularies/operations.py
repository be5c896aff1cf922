from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from clusterhub.vocabularies import files
from clusterhub.vocabularies.models import (
    Country,
    CountryStanding,
    EmergingIndustry,
    IndustrialEcosystem,
    NaceActivity,
    NutsRegion,
    PostcodePrefix,
    S3Priority,
    Technology,
    Topic,
)

AT_ONCE = 500


@dataclass
class Loaded:
    """What loading one list did; `missing` rows are in the database but in no file, and stay."""

    name: str
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: list = field(default_factory=list)

    def __iadd__(self, other):
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged
        return self


@transaction.atomic
def load_vocabularies():
    """Bring every shared list to the state of the shipped files; nothing is ever deleted."""
    return [
        _load("countries", Country.objects.all(), ["code"], _keyed(files.countries())),
        _load_standings(),
        _load_regions(),
        *[_load_activities(revision) for revision in files.NACE_REVISIONS],
        _load("industrial ecosystems", IndustrialEcosystem.objects.all(), ["slug"],
              _keyed(files.named("industrial-ecosystems"))),
        _load("emerging industries", EmergingIndustry.objects.all(), ["slug"],
              _keyed(files.named("emerging-industries"))),
        _load_priorities(),
        _load("technologies", Technology.objects.all(), ["slug"], _keyed(files.named("technologies"))),
        _load_topics(),
    ]  # fmt: skip


def _keyed(pairs):
    return {(key,): values for key, values in pairs}


def _load_standings():
    wanted = {
        (row["country"], row["programme"], date.fromisoformat(row["starts_on"])): {
            "ends_on": date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
            "is_certain": row["is_certain"],
            "note": row["note"],
        }
        for row in files.standings()
    }
    key = ["country_id", "programme", "starts_on"]
    return _load("country standings", CountryStanding.objects.all(), key, wanted)


def _load_regions():
    regions = NutsRegion.objects.of_version(files.NUTS_VERSION)
    rows = [
        (
            row["level"],
            row["code"],
            row["parent"],
            {
                "version": files.NUTS_VERSION,
                "level": row["level"],
                "country_id": row["country"],
                "name": row["name"],
                "native_name": row["native_name"],
                "anchor_place": row["anchor_place"],
                "anchor_latitude": row["anchor_latitude"],
                "anchor_longitude": row["anchor_longitude"],
            },
        )
        for row in files.regions()
    ]
    return _load_tree(f"NUTS {files.NUTS_VERSION} regions", regions, rows)


def _load_activities(revision):
    activities = NaceActivity.objects.filter(revision=revision)
    rows = [
        (
            row["level"],
            row["code"],
            row["parent"],
            {
                "revision": revision,
                "level": row["level"],
                "section": row["section"],
                "name": row["name"],
                "names": row["names"],
            },
        )
        for row in files.activities(revision)
    ]
    return _load_tree(f"NACE Rev. {revision} activities", activities, rows)


def _load_priorities():
    rows = [
        (level, slug, parent, known | {"level": level})
        for level, slug, parent, known in files.s3_priorities()
    ]
    return _load_tree("smart specialisation priorities", S3Priority.objects, rows, key="slug")


def _load_topics():
    # Editors own the topics: what they changed or added is theirs, only new ones come from us.
    existing = set(Topic.objects.values_list("slug", flat=True))
    listed = dict(files.named("topics"))
    wanted = {(slug,): values for slug, values in listed.items() if slug not in existing}
    loaded = _load("topics", Topic.objects.none(), ["slug"], wanted)
    loaded.unchanged = len(existing)
    return loaded


def _load_tree(name, rows, wanted, key="code"):
    """Load a list level by level, so that every row finds its parent already there."""
    total, ids = Loaded(name), {}
    for level in sorted({level for level, *_ in wanted}):
        of_level = {
            (code,): values | {"parent_id": ids[parent] if parent else None}
            for row_level, code, parent, values in wanted
            if row_level == level
        }
        total += _load(name, rows.filter(level=level), [key], of_level)
        ids.update(rows.filter(level=level).values_list(key, "pk"))
    total.missing = sorted(set(ids) - {code for _, code, *_ in wanted})
    return total


def _load(name, rows, key, wanted):
    """Create what is new and change what differs among `rows`; name what no file has any more."""
    loaded, model = Loaded(name), rows.model
    existing = {tuple(getattr(row, part) for part in key): row for row in rows}
    created, changed = [], []
    for identity, values in wanted.items():
        row = existing.get(identity)
        if row is None:
            created.append(model(**dict(zip(key, identity, strict=True)), **values))
        elif _differs(row, values):
            changed.append(row)
    model.objects.bulk_create(created, batch_size=AT_ONCE)
    if changed:
        fields = [part.removesuffix("_id") for part in next(iter(wanted.values()))]
        model.objects.bulk_update(changed, fields, batch_size=AT_ONCE // 5)
    loaded.created, loaded.changed = len(created), len(changed)
    loaded.unchanged = len(wanted) - len(created) - len(changed)
    loaded.missing = sorted(" ".join(map(str, part)) for part in existing.keys() - wanted.keys())
    return loaded


def _differs(row, values):
    """Whether a row is not yet as the file has it; it is afterwards."""
    differences = {part: value for part, value in values.items() if getattr(row, part) != value}
    for part, value in differences.items():
        setattr(row, part, value)
    return bool(differences)


@transaction.atomic
def load_postcodes(rows):
    """Replace all prefixes of postcodes; returns how many were loaded and how many left out."""
    regions = dict(
        NutsRegion.objects.filter(version=files.NUTS_VERSION, level=3).values_list("code", "pk")
    )
    known = set(Country.objects.values_list("pk", flat=True))
    wanted = {
        (row["country_iso"], row["prefix"].strip().upper()): regions.get(row["nuts3"])
        for row in rows
    }
    prefixes = [
        PostcodePrefix(country_id=country, prefix=prefix, region_id=region)
        for (country, prefix), region in wanted.items()
        if region and country in known
    ]
    PostcodePrefix.objects.all().delete()
    PostcodePrefix.objects.bulk_create(prefixes, batch_size=AT_ONCE)
    return len(prefixes), len(wanted) - len(prefixes)
