"""The filters beside a list: what can be chosen, in words, and how many each choice would show."""

from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.kinds import OrganisationKind, kind_words
from clusterhub.directory.models import LabelLevel
from clusterhub.vocabularies.models import (
    Country,
    IndustrialEcosystem,
    NaceActivity,
    NutsRegion,
    Technology,
)

ALWAYS = ("kind", "country", "ecosystem", "sector")
# Counted only where a reader asks for them.
MORE = ("region", "technology", "label", "programme", "language", "freshness")
AT_FIRST, MOST = 8, 60
KEPT_SECONDS = 60
LABELS = {
    "kind": _("Kind"),
    "country": _("Country"),
    "ecosystem": _("Industrial ecosystem"),
    "sector": _("Sector"),
    "region": _("Region"),
    "technology": _("Technology"),
    "label": _("Excellence label, valid"),
    "programme": _("Support programme"),
    "language": _("Language"),
    "freshness": _("Confirmed by itself"),
}
FRESHNESS_WORDS = {
    "fresh": _("In the last twelve months"),
    "ageing": _("Twelve to eighteen months ago"),
    "stale": _("Longer ago"),
    "never": _("Never"),
}
_TABLES = {
    "country": lambda: Country.objects.all(),
    "ecosystem": lambda: IndustrialEcosystem.objects.all(),
    "technology": lambda: Technology.objects.all(),
}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    options: list

    @property
    def first(self):
        return self.options[:AT_FIRST]

    @property
    def rest(self):
        return self.options[AT_FIRST:]

    @staticmethod
    def kinds():
        return OrganisationKind.values

    @staticmethod
    def ecosystems():
        return list(names_of("ecosystem"))


def facets_of(wanted, counts):
    """A Facet for each of `counts` that has anything to choose; what is chosen stands first."""
    facets = []
    for name, found in counts.items():
        chosen = getattr(wanted, name)
        found = dict(found) | {value: dict(found).get(value, 0) for value in chosen}
        if name == "sector":
            found = _sectors(found, chosen)
        if name == "region":  # Who names only the country is under the facet of countries.
            found = {code: count for code, count in found.items() if len(code) > 2}
        if options := _options(name, found, chosen):
            facets.append(Facet(name, LABELS[name], options))
    return facets


def words_for(name, value):
    """What a chosen value is called in a chip."""
    if name == "words":
        return f"“{value}”"
    if name == "box":
        return str(_("A part of the map"))
    return _word(name, value, None if name in WORDS else names_of(name))


def _word(name, value, names):
    return str(WORDS[name](value)) if names is None else names.get(value, value)


WORDS = {
    "kind": kind_words,
    "label": lambda value: LabelLevel(value).label,
    "freshness": lambda value: FRESHNESS_WORDS[value],
    "programme": str,
    "language": lambda code: LANG_INFO.get(code, {}).get("name", code),
    "member_of": str,
    "serves": str,
}


def names_of(name):
    """{value: name} in the reader's language; asked of the database once a minute."""
    key = f"facet-names:{name}:{get_language()}"
    return cache.get_or_set(key, lambda: _names(name), KEPT_SECONDS)


def _names(name):
    if name == "sector":
        rows = NaceActivity.objects.filter(revision="2.1", level__lte=2)
        return {row.code: str(row) for row in rows}
    if name == "region":
        return {row.code: row.name for row in NutsRegion.objects.order_by("version")}
    return {row.pk: str(row) for row in _TABLES[name]()}


def _sectors(found, chosen):
    """Sections, and the divisions of a section that is chosen."""
    from clusterhub.directory.finding.sectors import section_of

    def is_shown(value):
        return value.isalpha() or value in chosen or section_of(value) in chosen

    return {value: count for value, count in found.items() if is_shown(value)}


def _options(name, found, chosen):
    names = None if name in WORDS else names_of(name)  # Asked for once, not for each value.
    options = [
        Option(value, _word(name, value, names), count, value in chosen)
        for value, count in found.items()
        if value
    ]
    options.sort(key=lambda each: (not each.is_chosen, -(each.count or 0), each.label))
    return options[:MOST]
