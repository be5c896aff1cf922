"""The lists that everybody shares, as terms with code, name, other names and parent."""

from clusterhub.directory.codes import Facility, Strand, SupportType, words
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.vocabularies.files import NUTS_VERSION
from clusterhub.vocabularies.models import (
    Country,
    EmergingIndustry,
    IndustrialEcosystem,
    NaceActivity,
    NutsRegion,
    S3Priority,
    Technology,
    Topic,
)


def _term(code, name, names=None, parent=None):
    return {"code": code, "name": str(name), "names": names or {}, "parent": parent}


def _of(model):
    return lambda: [_term(row.pk, row.name, row.names) for row in model.objects.all()]


def _choices(choices):
    return lambda: [_term(value, label) for value, label in choices.choices]


def _topics():
    return [_term(row.slug, row.name, row.names) for row in Topic.objects.all()]


def _regions():
    rows = NutsRegion.objects.of_version(NUTS_VERSION).values_list("code", "name")
    return [_term(code, name, parent=code[:-1] if len(code) > 2 else None) for code, name in rows]


def _priorities():
    rows = S3Priority.objects.all()
    return [_term(row.pk, row.name, row.names, row.parent_id) for row in rows]


def _activities():
    rows = NaceActivity.objects.filter(revision="2.1").select_related("parent")
    return [
        _term(f"2.1:{row.code}", row.name, row.names, row.parent and f"2.1:{row.parent.code}")
        for row in rows
    ]


def _languages():
    return [_term(code, name) for code, name in words("languages").items()]


LISTS = {
    "kinds": _choices(OrganisationKind),
    "countries": _of(Country),
    "regions": _regions,
    "ecosystems": _of(IndustrialEcosystem),
    "activities": _activities,
    "technologies": _of(Technology),
    "s3-priorities": _priorities,
    "emerging-industries": _of(EmergingIndustry),
    "topics": _topics,
    "languages": _languages,
    "support-types": _choices(SupportType),
    "facilities": _choices(Facility),
    "strands": _choices(Strand),
}
