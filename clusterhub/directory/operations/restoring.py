from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.directory.facts import KEYS, is_asked
from clusterhub.directory.models import Change, NameKind, Organisation
from clusterhub.directory.operations.changes import settle
from clusterhub.directory.operations.looks import look_again
from clusterhub.directory.operations.organisations import is_part_of
from clusterhub.directory.operations.ownership import lock_for
from clusterhub.directory.operations.part_words import note_parent
from clusterhub.vocabularies.models import Country, IndustrialEcosystem, NutsRegion

PLAIN = (
    "name", "kind", "founded_year", "website", "english_website", "street", "postcode", "city",
    "latitude", "longitude", "located_by", "description", "staff_fte",
)  # fmt: skip


@transaction.atomic
def restore_revision(revision, *, by, version=None):
    """Bring back what a profile said; that is one more step of its history, nothing is lost.

    State, logo, contacts, labels, counts and documents stay as they are: they have dates, people
    or decisions of their own.
    """
    organisation, record = lock_for(revision.organisation, by=by, version=version), revision.record
    columns = {name: record.get(name) for name in PLAIN}
    columns |= {
        "country": Country.objects.filter(pk=record.get("country")).first(),
        "region": _region(record.get("region")),
        "parent": _parent(organisation, record.get("parent")),
        "facts": {
            key: record[key] for key in KEYS if key in record and is_asked(record["kind"], key)
        },
    }
    changed = [name for name in columns if _differs(getattr(organisation, name), columns[name])]
    fields = list(changed)
    if "facts" in changed:
        changed.remove("facts")
        changed += _facts_between(organisation.facts, columns["facts"])
    for name in fields:
        setattr(organisation, name, columns[name])
    changed += _restore_rows(organisation, record)
    settle(
        organisation,
        by=by,
        fields=fields,
        changed=changed,
        change=Change.RESTORED,
        restored_from=revision,
    )
    if "parent" in fields:
        note_parent(organisation, by=by)
    look_again(organisation, by=by)
    record_activity("restored", organisation, by=by, number=revision.number)
    return organisation


def _facts_between(had, wanted):
    """Which of them change, by their own names, as after an edit."""
    return [key for key in KEYS if had.get(key) != wanted.get(key)]


def _differs(had, wanted):
    return (str(had or "") != str(wanted or "")) if not isinstance(wanted, dict) else had != wanted


def _region(code):
    return NutsRegion.objects.filter(code=code or "-").order_by("-version").first()


def _parent(organisation, pk):
    parent = Organisation.objects.filter(pk=pk).first()
    return None if is_part_of(parent, organisation) else parent


def _restore_rows(organisation, record):
    changed = []
    had = list(organisation.other_names.all())
    wanted = dict(record.get("names", []))
    if {row.name: row.kind for row in had} != wanted:
        for row in had:
            if row.name not in wanted:
                row.delete()
        for name, kind in wanted.items():
            organisation.other_names.update_or_create(name=name, defaults={"kind": NameKind(kind)})
        changed.append("names")
    slugs = set(record.get("ecosystems", []))
    if set(organisation.ecosystems.values_list("slug", flat=True)) != slugs:
        organisation.ecosystems.set(IndustrialEcosystem.objects.filter(slug__in=slugs))
        changed.append("ecosystems")
    return changed
