"""What the words in somebody's cells mean: countries, regions, fields, kinds. Asked from the database
once for a whole file."""

import json
import re
from functools import cached_property, lru_cache

from clusterhub.directory.codes import NACE, words
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.names import fold
from clusterhub.vocabularies.files import NUTS_VERSION
from clusterhub.vocabularies.models import Country, IndustrialEcosystem, NutsRegion
from clusterhub.vocabularies.names import by_name, folded

_K = OrganisationKind
# CORDIS says PRC for any company; how large it is, its column SME says.
PRIVATE = "prc"
MOST_REMEMBERED, LONGEST_REMEMBERED = 20_000, 200
_KINDS = {
    "cluster": _K.CLUSTER_ORGANISATION,
    "cluster organization": _K.CLUSTER_ORGANISATION,
    "association": _K.NETWORK,
    "project": _K.PARTNERSHIP,
    "company": _K.OTHER,
    "start up": _K.SME,
    "startup": _K.SME,
    "research centre": _K.RTO,
    "research organisation": _K.RTO,
    "technology centre": _K.RTO,
    "digital innovation hub": _K.INNOVATION_HUB,
    "hes": _K.UNIVERSITY,
    "rec": _K.RTO,
    "pub": _K.PUBLIC_AUTHORITY,
    "oth": _K.OTHER,
    PRIVATE: _K.OTHER,
}

_DIVIDED = re.compile(r"[|;\n]")


class Words:
    """One for each file; it remembers what it was asked, up to a bound."""

    def __init__(self):
        self._once = {}

    def once(self, asked, answer):
        """`answer(*asked)`, worked out once for what many rows have alike."""
        if len(asked[-1]) > LONGEST_REMEMBERED:
            return answer(*asked)
        found = self._once.get(asked)
        if found is None:
            if len(self._once) >= MOST_REMEMBERED:
                self._once.clear()
            found = self._once[asked] = answer(*asked)
        return found

    def learn(self):
        """Ask now what the database is asked, for a process that is to ask it nothing."""
        return self.countries, self.regions, self.ecosystems, self.kinds

    @cached_property
    def countries(self):
        rows = list(Country.objects.all())
        found = {key: row.code for key, row in by_name(rows).items()}
        for code in ("code_3", "eurostat_code", "code"):
            found |= {getattr(row, code).casefold(): row.code for row in rows if getattr(row, code)}
        return found

    @cached_property
    def regions(self):
        """The numbers of the regions of today's nomenclature, by code."""
        return dict(NutsRegion.objects.of_version(NUTS_VERSION).values_list("code", "pk"))

    @cached_property
    def ecosystems(self):
        rows = list(IndustrialEcosystem.objects.all())
        found = {key: row.slug for key, row in by_name(rows).items()}
        return found | {folded(row.slug): row.slug for row in rows}

    @cached_property
    def kinds(self):
        own = {fold(kind.value): kind for kind in _K} | {fold(kind.label): kind for kind in _K}
        return _KINDS | own

    def country(self, word):
        key = word.strip().casefold()
        found = self.countries.get(key)
        if found is None:
            first = word.split(";")[0]  # "FI;FI"
            found = self.countries.get(first.strip().casefold())
            found = self.countries[key] = found or self.countries.get(folded(first), "")
        return found

    def ecosystem(self, word):
        return self.once((word,), self._ecosystem)

    def _ecosystem(self, word):
        return self.ecosystems.get(folded(word), "")

    def kind(self, word, sme=""):
        """ "PRC;PRC" counts once."""
        key = fold(word.split(";")[0])
        if key == PRIVATE and sme:
            is_small = fold(sme) in ("true", "1", "yes", "y", "x", "ja", "oui", "si", "tak")
            return _K.SME if is_small else _K.LARGE_COMPANY
        return self.kinds.get(key)


def code_of(name, word):
    """A code of the list `name` by itself or by its words; empty when nobody knows it."""
    known = _codes(name)
    return known.get(word) or known.get(fold(word), "")


@lru_cache(maxsize=20)
def _codes(name):
    known = {fold(label): code for code, label in words(name).items()}
    codes = {code: code for code in words(name)}
    if name == "activities":
        codes |= {code.removeprefix(f"{NACE}:"): code for code in words(name)}
    return known | {fold(code): code for code in codes} | codes


def several(cell):
    """The parts of a cell that holds a list: "a|b", "a; b", or JSON where a part holds a sign."""
    if cell.startswith("["):
        try:
            return [str(part).strip() for part in json.loads(cell) if str(part).strip()]
        except (ValueError, TypeError, RecursionError):
            pass
    if not _DIVIDED.search(cell):
        return [cell] if (cell := cell.strip()) else []
    return [part for part in (part.strip() for part in _DIVIDED.split(cell)) if part]
