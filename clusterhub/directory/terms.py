"""What the words of a cluster's name mean, in many languages: "Kunststoff" and "plasturgie" are both
`plastic`, "śląski" and "Silesia" both PL22. Reads the two lists in data/; knows no database."""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from clusterhub.directory.names import fold
from clusterhub.vocabularies.files import FOLDER, rows

GLUE, SHAPE, WEAK, WAY = "glue", "shape", "weak", "way"
SECTOR, PLACE, NUMBER, OWN = "sector", "place", "number", "own"
_HERE = Path(__file__).parent / "data"
_SHORT = 3  # A stem of three letters begins many words; it stands for short ones only.
# "Umweltcluster", "Sjávarklasinn", "Ernährungsnetzwerk": the kind of body stands at the end.
_COMPOUND = re.compile(
    r"(.{3,}?)s?(clusters?|klaster|klastr|kluster|klusteri|klaszter|klynge|klasinn|netzwerk|netwerk"
    r"|natverk|nettverk|clusterul|valley|verband|region)$"
)
# Meanings that overlap: the one word may translate the other, so they are no contradiction.
_KIN = """food agri|food seafood|food meat|food dairy|agri wine|ict digital|ict software|ict electronic
digital software|digital data|digital ai|automotive mobility|automotive rail|mobility logistics
health medtech|health lifescience|health pharma|health biotech|biotech lifescience|bio biotech
bio lifescience|aerospace space|energy renewable|energy bioenergy|energy solar
energy wind|energy hydrogen|renewable solar|renewable wind|environment cleantech|energy cleantech
circular waste|environment water|environment waste|construction housing|housing furniture
wood furniture|wood forest|textile fashion|fashion footwear|plastic chemistry|chemistry pharma
metal steel|metal machinery|machinery mechatronics|mechatronics automation|automation robotics
electronic electrical|electronic micro|micro nano|photonic electronic
ocean maritime|ocean seafood|security cybersecurity|security defence|maritime seafood|media creative|media multimedia
ict multimedia|game media|city mobility|bio bioeconomy|environment climate|machinery manufacturing
metal casting|minerals ceramics|materials plastic|wood construction|hospitality tourism|wood paper
medtech pharma|home housing|luxury cosmetics|imaging photonic|materials nano"""
KIN = frozenset(
    frozenset(pair.split()) for line in _KIN.splitlines() for pair in line.split("|") if pair
)


class Meaning(NamedTuple):
    kind: str
    value: str
    length: int  # How many words say it.
    is_exact: bool = True  # The word itself is in the list, not only how it begins.


class _Lexicon:
    """Words, beginnings of words and rows of words, each with what they mean."""

    def __init__(self):
        self.words, self.stems, self.phrases = {}, {}, {}

    def add(self, entry, kind, value):
        parts = [(fold(part.rstrip("*")), part.endswith("*")) for part in entry.split("_") if part]
        parts = [(word, is_stem) for word, is_stem in parts if word]
        if len(parts) == 1:
            found = self.stems if parts[0][1] else self.words
            found.setdefault(parts[0][0], []).append((kind, value))
        elif parts:
            self.phrases.setdefault(parts[0][0][:2], []).append((parts, kind, value))

    def meanings(self, word):
        """What a word may mean: as it is, else by its longest beginning; with that length."""
        if word in self.words:
            return self.words[word], 99
        for end in range(len(word), 1, -1):
            if (stem := word[:end]) in self.stems and (end > _SHORT or len(word) <= end + _SHORT):
                return self.stems[stem], end
        return [], 0

    def phrase(self, words, at):
        """The longest row of words that begins here."""
        best = None
        for parts, kind, value in self.phrases.get(words[at][:2], ()):
            there = words[at : at + len(parts)]
            fits = len(there) == len(parts) and all(
                word.startswith(part) if is_stem else word == part
                for word, (part, is_stem) in zip(there, parts, strict=True)
            )
            if fits and (best is None or len(parts) > best.length):
                best = Meaning(kind, value, len(parts))
        return best


def meaning_at(words, at, country=""):
    """What the words from `at` on say, or None for a word of which nothing is known."""
    terms, places = _terms(), _places()
    in_a_row = [
        found
        for found in (terms.phrase(words, at), places.phrase(words, at), _region(words, at))
        if found
    ]
    if in_a_row:
        return max(in_a_row, key=lambda found: found.length)
    return _of_word(words[at], country)


@lru_cache(maxsize=20_000)
def _of_word(word, country):
    if word.isdigit():
        return Meaning(NUMBER, word, 1)
    (said, length), (there, place_length) = _terms().meanings(word), _places().meanings(word)
    if said and said[0][0] == GLUE:
        return Meaning(GLUE, "", 1)
    if there and place_length > length:
        codes = [code for _kind, code in there]
        at_home = [code for code in codes if code[:2] == country]
        return Meaning(PLACE, (at_home or codes)[0], 1)
    if said:
        return Meaning(*said[0], 1, length == 99)
    if code := _cities().get((country, word)):
        return Meaning(PLACE, code, 1)
    return _region([word], 0)


def split_compound(word):
    """ "umweltcluster" is "umwelt" and "cluster", unless the whole word is known."""
    if word in _terms().words or word in _places().words:
        return [word]
    found = _COMPOUND.match(word)
    return [found[1], found[2]] if found else [word]


def is_kin(one, other):
    return frozenset((one, other)) in KIN


def is_within(one, other):
    """Whether one place lies in the other: "PL22" in "PL"."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short)


def city_code(words, country):
    """The region of a town of this country, written in whole: "Halle (Saale)"."""
    return _cities().get((country, " ".join(words)))


def _region(words, at):
    for length in (3, 2, 1):
        if code := _regions().get(" ".join(words[at : at + length])):
            return Meaning(PLACE, code, min(length, len(words) - at))
    return None


@lru_cache(maxsize=1)
def _terms():
    lexicon, kind = _Lexicon(), ""
    for line in _lines("terms.txt"):
        if line.startswith("["):
            kind = line.strip("[]")
            continue
        value, _sign, entries = line.rpartition(" = ")
        for entry in entries.split():
            lexicon.add(entry, kind, value)
    return lexicon


@lru_cache(maxsize=1)
def _places():
    lexicon = _Lexicon()
    for line in _lines("place-words.txt"):
        code, _sign, entries = line.partition(" = ")
        for entry in entries.split():
            lexicon.add(entry, PLACE, code)
    for row in rows("country-names"):
        for language, name in row.items():
            if name and language != "code" and len(fold(name)) > 3:
                lexicon.add("_".join(fold(name).split()), PLACE, row["code"])
    return lexicon


@lru_cache(maxsize=1)
def _regions():
    """Names of NUTS regions; the larger region keeps a name that two have."""
    found = {}
    for row in sorted(rows("nuts-2024"), key=lambda row: row["level"]):
        for name in (row["name"], row["native_name"]):
            name = fold(re.sub(r"\(.*?\)|,.*", "", name))
            is_usable = len(name) >= 4 and len(name.split()) <= 3
            if is_usable and not _terms().meanings(name)[0]:
                code = row["country"] + row["code"][2:]  # Eurostat's EL is GR everywhere else.
                found.setdefault(name, code)
    return found


@lru_cache(maxsize=1)
def _cities():
    """Towns by country and name: the largest of a name; empty while no gazetteer is shipped."""
    if not (FOLDER / "places-nuts3.csv").exists():
        return {}
    found = {}
    for row in sorted(rows("places-nuts3"), key=lambda row: -int(row["population"] or 0)):
        name = fold(re.sub(r"\(.*?\)", "", row["name"]))
        if len(name) > 2:
            found.setdefault((row["country_iso"], name), row["nuts3_2024"] or row["country_iso"])
    return found


def _lines(name):
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line if " = " in line or line.startswith("[") else f" = {line}"
