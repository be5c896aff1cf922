"""Made pairs of organisations of which we know whether they are one: for the gate and for looking.

Names come from `invented_names.txt` beside this file and, where it is present, from the shared test
list. Every kind of pair has a name, so that a mistake says which rule is missing.
"""

import csv
import random
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from clusterhub.directory.names import fold
from clusterhub.directory.sameness import Named

HERE = Path(__file__).parent
SHARED = HERE.parents[3] / "shared" / "data" / "clusters" / "clusters.csv"
FORMS = {
    "AT": ["GmbH", "Verein", "e.U."], "BE": ["VZW", "ASBL", "NV"], "BG": ["ООД", "Сдружение"],
    "CZ": ["z.s.", "s.r.o.", "z. s."], "DE": ["e.V.", "GmbH", "gGmbH", "GmbH & Co. KG"],
    "DK": ["A/S", "F.M.B.A."], "EE": ["MTÜ", "OÜ"], "ES": ["S.L.", "^Asociación", "A.I.E."],
    "FI": ["ry", "Oy"], "FR": ["SAS", "Association loi 1901", "G.I.E."], "GR": ["ΑΕ", "A.E."],
    "HR": ["d.o.o.", "udruga"], "HU": ["Kft.", "Nonprofit Kft.", "Egyesület"], "IE": ["CLG", "Ltd"],
    "IT": ["S.c.a r.l.", "Scarl", "S.p.A.", "^Consorzio"], "LT": ["VšĮ", "^UAB"], "LU": ["A.s.b.l."],
    "LV": ["^SIA", "biedrība"], "NL": ["B.V.", "^Stichting"], "NO": ["AS", "SA"],
    "PL": ["Sp. z o.o.", "S.A.", "^Stowarzyszenie"], "PT": ["Lda.", "^Associação"],
    "RO": ["S.R.L.", "^Asociația"], "RS": ["d.o.o.", "udruženje"], "SE": ["AB", "Ekonomisk förening"],
    "SI": ["GIZ", "d.o.o."], "SK": ["s. r. o.", "z. z. p. o."], "TR": ["A.Ş.", "Derneği"],
    "UA": ["^ТОВ", "^ГО"],
}  # fmt: skip
FIELDS = ["Plastics", "Wood", "Health", "Photonics", "Textile", "Maritime", "Food", "Aerospace"]
SWAPS = [
    ("Oberösterreich", "Niederösterreich"), ("Bayern", "Sachsen"), ("Euskadi", "Galicia"),
    ("Galicia", "Asturias"), ("Aragón", "Navarra"), ("Lombardy", "Tuscany"), ("Sicilia", "Sardegna"),
    ("Śląski", "Mazowiecki"), ("Madrid", "Sevilla"), ("Moravsk", "Pražsk"), ("Kraków", "Wrocław"),
    ("Transilvan", "Moldov"), ("Basque", "Catalan"), ("Wallonie", "Bruxelles"), ("Lviv", "Odesa"),
    ("Styria", "Tyrol"), ("North", "South"), ("West", "East"), ("Kunststoff", "Holz"),
    ("Automotive", "Aerospace"), ("Life Science", "Logistics"), ("Agrifood", "Wood"), ("ICT Cluster", "Textile Cluster"),
    (" IT ", " Wood "), ("Aerospace", "Maritime"), ("Energy C", "Furniture C"), ("Maritime", "Textile"),
    ("Health", "Plastics"), ("Mechatronik", "Chemie"), ("Furniture", "Health"), ("Food", "Rail"),
    ("Alimenta", "Textil"), ("50", "60"), ("2050", "2030"),
]  # fmt: skip


class Organisation(NamedTuple):
    name: str
    country: str
    city: str
    website: str
    translation: str = ""


class Pair(NamedTuple):
    a: Named
    b: Named
    same: bool
    kind: str


def invented():
    for line in (HERE / "invented_names.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield Organisation(*(part.strip() for part in line.split("|")))


def listed():
    """The shared list of real clusters; nothing where it is not present."""
    if SHARED.exists():
        with SHARED.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Organisation(row["name"], row["country_iso"], row["city"], row["website"])


def make_pairs(organisations, seed):
    chance = random.Random(seed)
    organisations = list(organisations)
    pairs = [pair for one in organisations for pair in same_pairs(one, chance)]
    return pairs + list(other_pairs(organisations, chance))


def same_pairs(one, chance):
    """One organisation as five people would write it."""
    ways = [way for way in WAYS if way(one, chance) not in ("", one.name)]
    for way in chance.sample(ways, min(5, len(ways))):
        name, kind = way(one, chance), way.__name__
        if fold(name) and chance.random() < 0.25:
            second = chance.choice([_capitals, _legal_form, _city_in_brackets, _no_accents])
            name = second(one._replace(name=name), chance) or name
            kind += second.__name__
        a = Named(one.name, one.country, chance.choice([one.website, one.website, ""]))
        b = Named(name, one.country, chance.choice([_other_address(one, chance), ""]))
        yield Pair(*((a, b) if chance.random() < 0.5 else (b, a)), True, kind.strip("_"))
    if one.translation:
        a = Named(one.name, one.country, one.website)
        yield Pair(a, Named(one.translation, one.country, ""), True, "translation")
        yield Pair(a, Named(one.translation, one.country, one.website), True, "translation_site")


def other_pairs(organisations, chance):
    """Two organisations: neighbours that share the most words, one site, one word exchanged."""
    for one in organisations:
        near = sorted(
            (
                other
                for other in organisations
                if other is not one and not _is_listed_twice(one, other)
            ),
            key=lambda other: (_shared_words(one, other), other.country == one.country, other.name),
            reverse=True,
        )[:8]
        for other in near:
            yield Pair(_named(one), _named(other), False, "most_words_shared")
        at_home = [o for o in organisations if o.country == one.country and o is not one]
        for other in chance.sample(at_home, min(5, len(at_home))):
            site = one.website or "https://platform.example/"
            yield Pair(_named(one, site), _named(other, site), False, "one_site")
        for other in chance.sample(organisations, 2):
            if other is not one:
                yield Pair(_named(one), _named(other), False, "any_two")
        yield from _exchanged(one, chance)


def _exchanged(one, chance):
    for old, new in SWAPS:
        if old in one.name:
            name = one.name.replace(old, new)
            yield Pair(
                _named(one), Named(name, one.country, one.website), False, "exchanged_one_site"
            )
            yield Pair(_named(one, ""), Named(name, one.country, ""), False, "exchanged")
            break
    if len(fold(one.name).split()) <= 3 and not any(c.isdigit() for c in one.name):
        abroad = chance.choice([c for c in FORMS if c != one.country])
        yield Pair(_named(one, ""), Named(one.name, abroad, ""), False, "same_name_abroad")


def _named(one, website=None):
    return Named(one.name, one.country, one.website if website is None else website)


def _shared_words(one, other):
    return len(_words(one.name) & _words(other.name))


@cache
def _words(name):
    return frozenset(fold(name).split())


def _is_listed_twice(one, other):
    return fold(one.name) == fold(other.name)


def _other_address(one, chance):
    host = re.sub(r"^https?://(www\.)?|/$", "", one.website)
    forms = ["http://www.{}", "https://{}/en/", "{}", "https://WWW.{}/?utm_source=x", "//{}/about"]
    return chance.choice(forms).format(host) if host else ""


def _legal_form(one, chance):
    form = chance.choice(FORMS.get(one.country, [""]))
    if not form:
        return ""
    return f"{form[1:]} {one.name}" if form.startswith("^") else f"{one.name} {form}"


def _city_in_brackets(one, chance):
    return f"{one.name} ({one.city})" if fold(one.city) not in fold(one.name) else ""


def _city_after_comma(one, chance):
    return f"{one.name}, {one.city}" if fold(one.city) not in fold(one.name) else ""


def _letter_lost(one, chance, count=1):
    letters = list(one.name)
    places = [
        at for at, c in enumerate(letters) if c.isalpha() and at and letters[at - 1].isalpha()
    ]
    if len(places) < 6 * count:
        return ""
    for at in sorted(chance.sample(places, count), reverse=True):
        del letters[at]
    return "".join(letters)


def _two_letters_lost(one, chance):
    return _letter_lost(one, chance, 2) if len(one.name) > 20 else ""


def _letters_swapped(one, chance):
    places = [at for at in range(1, len(one.name) - 1) if one.name[at : at + 2].isalpha()]
    if len(places) < 6:
        return ""
    at = chance.choice(places)
    return one.name[:at] + one.name[at + 1] + one.name[at] + one.name[at + 2 :]


def _letter_doubled(one, chance):
    places = [at for at, c in enumerate(one.name) if c.isalpha()]
    at = chance.choice(places)
    return one.name[:at] + one.name[at] + one.name[at:] if len(places) > 5 else ""


def _accents_lost(one, chance):
    return "".join(c if c.isascii() or not c.isalpha() else "?" for c in one.name)


def _letters_dropped(one, chance):
    name = "".join(c for c in one.name if c.isascii() or not c.isalpha())
    return name if len(name) > 0.8 * len(one.name) else ""


def _no_accents(one, chance):
    return fold(one.name).title()


def _capitals(one, chance):
    return one.name.upper()


def _no_hyphens(one, chance):
    return re.sub(r"(?<=\w)-(?=\w)", chance.choice([" ", ""]), one.name)


def _another_order(one, chance):
    words = one.name.split()
    is_plain = len(words) > 2 and not re.search(r"[–(/,:„]", one.name)
    return " ".join([*words[1:], words[0]]) if is_plain else ""


def _without_brackets(one, chance):
    return re.sub(r"\s*\([^)]*\)", "", one.name)


def _in_brackets(one, chance):
    found = re.search(r"\(([^)]{4,})\)$", one.name)
    return found[1] if found and "." not in found[1] else ""


def _before_the_dash(one, chance):
    part = one.name.split(" – ")[0]
    return part if len(part) > 3 else ""


def _after_the_dash(one, chance):
    part = one.name.split(" – ")[-1]
    return part if len(part.split()) > 2 else ""


def _brackets_for_the_dash(one, chance):
    first, dash, second = one.name.partition(" – ")
    return f"{second} ({first})" if dash else ""


def _mojibake(one, chance):
    try:
        return one.name.encode().decode("cp1252")
    except UnicodeError:
        return ""


WAYS = [
    _legal_form, _legal_form, _city_in_brackets, _city_in_brackets, _city_after_comma, _letter_lost,
    _letter_lost, _two_letters_lost, _letters_swapped, _letter_doubled, _accents_lost,
    _letters_dropped, _no_accents, _capitals, _no_hyphens, _another_order, _without_brackets,
    _in_brackets, _before_the_dash, _after_the_dash, _brackets_for_the_dash, _mojibake,
]  # fmt: skip
