"""A name taken apart for comparison: its words with what they mean, and the shorter names that
stand in it ("GAIA – Cluster de Industrias …", "Vaasa EnergyCluster (Vaasan Energiaklusteri)")."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from clusterhub.directory.legal_forms import without_legal_form
from clusterhub.directory.names import LONGEST, close_abbreviations, fold, name_key
from clusterhub.directory.terms import (
    GLUE,
    NUMBER,
    OWN,
    PLACE,
    SECTOR,
    SHAPE,
    WAY,
    WEAK,
    city_code,
    meaning_at,
    split_compound,
)

MOST_WORDS = 24
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]?")
_PART = re.compile(r"\s+[-–—‐]+\s+|\s*[–—|;]\s*|\s+/\s+|,\s+|:\s+|(?<=\w)\s*[-–]\s*(?=[„“\"«])")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ]{3})(?=[A-Z][A-Za-z]{2})|(?<=[a-z]{2}[A-Z])(?=[A-Z][a-z]{2})")
_LOST = re.compile(r"(?<=\w)[?\ufffd]+(?=\w)|^[?\ufffd]+(?=\w)")  # "Mobilit?tscluster"
_MOJIBAKE = re.compile("[ÃÄÅÎÏÐÑÂ][\u0080-\u00bf\u0152-\u2122]")
_ELISION = re.compile(r"\b(?:d|l|dell|all|sull|nell|qu)['’](?=\w)", re.IGNORECASE)
_CYRILLIC_FORM = re.compile(r"^\W*(?:ТОВ|ГО|АТ|ПП|ПрАТ|ПАТ|ООД|ЕООД|АД|ЕАД|СНЦ|ДОО)\s+(?=\w|\W*\w)")
# What somebody adds to a name in brackets, and what is then shared by names of every kind.
_REMARKS = frozenset(
    [
        *("sample", "example", "demo", "test", "new", "old", "former", "formerly", "closed"),
        *("inactive", "dissolved", "in liquidation", "i l", "in liquidazione", "en liquidation"),
        *("en liquidacion", "em liquidacao", "w likwidacji", "v likvidaci", "ehemals", "aufgelost"),
    ]
)
_DIGITS = re.compile(r"(\d+)")
_WEIGHTS = {GLUE: 0.0, SHAPE: 0.2, WEAK: 0.25, WAY: 0.6, SECTOR: 1.0, PLACE: 0.9, NUMBER: 0.6}


class Word(NamedTuple):
    text: str
    kind: str
    value: str  # The concept, the place's code, the digits, or the word itself.
    weight: float
    is_named: bool = False  # Written in capitals: an acronym or a brand.
    is_exact: bool = True  # The list has the word itself, not only its beginning.


class Reading(NamedTuple):
    """One name, or one of the names in it."""

    words: tuple
    joined: str
    joined_ascii: str  # Without the letters that a careless export loses.
    weight: float
    initials: frozenset


class Name(NamedTuple):
    whole: Reading
    main: Reading  # Without brackets.
    others: tuple  # The parts and the brackets, each a reading.
    folded: str
    key: str  # Without legal form and spaces.
    city: str  # A town that only a bracket, or the part after a comma, names.


@lru_cache(maxsize=20_000)
def read_name(text, country=""):
    folded, key = fold(text), name_key(text).replace(" ", "")
    text = _mended(text)
    bare = _BRACKETS.sub(" ", text)
    brackets = [part.strip() for part in _BRACKETS.findall(text)]
    brackets = [part for part in brackets if part and fold(part) not in _REMARKS]
    if not fold(bare):
        bare, brackets = text.strip("()[]{} "), []
    bare, comma, address = bare.rpartition(",") if "," in bare else (bare, "", "")
    city, brackets, address = _without_city(brackets, address, country)
    pieces = [piece for piece in _PART.split(bare + comma + address) if fold(piece)]
    main = " – ".join(pieces) or bare
    parts = [*(pieces if len(pieces) > 1 else ()), *brackets]
    whole = _reading(" – ".join([main, *brackets]), country)
    main = _reading(main, country) if brackets else whole
    others = tuple(each for each in (_reading(part, country) for part in parts) if each.words)
    return Name(whole, main, others, folded, key, city)


def _without_city(brackets, after_comma, country):
    """ "Kunststoff-Cluster (Linz)", "IT Cluster, Ostrava": the town is an address, not a name."""
    for part in (*brackets, after_comma):
        words = fold(part).split()
        if code := city_code(words, country) or _only_place(words, country):
            left = [each for each in brackets if each != part]
            return code, left, "" if part == after_comma else after_comma
    return "", brackets, after_comma


def _only_place(words, country):
    found = meaning_at(words, 0, country) if words else None
    is_place = found and found.kind == PLACE and found.length == len(words)
    return found.value if is_place else ""


def _reading(text, country):
    words = []
    for raw in _words_of(text):
        words.extend(raw)
    folded = list(without_legal_form([word for word, _named in words]))
    if len(folded) < len(words):
        start = _start_of(folded, [word for word, _named in words])
        words = words[start : start + len(folded)]
    words = _as_brand(tuple(_meant(words[:MOST_WORDS], country)))
    telling = [word for word in words if word.kind != GLUE]
    joined = "".join(word.text for word in words)
    ascii_only = "".join(fold("".join(c for c in text if c.isascii())).split())
    if len(ascii_only) < max(6, 0.6 * sum(len(word.text) for word in words)):
        ascii_only = ""
    weight = sum(word.weight for word in words)
    initials = {"".join(word.text[0] for word in each) for each in (words, telling)}
    return Reading(words, joined, ascii_only, weight, frozenset(initials))


def _start_of(part, whole):
    for start in range(len(whole) - len(part) + 1):
        if whole[start : start + len(part)] == part:
            return start
    return 0


def _words_of(text):
    text = _ELISION.sub(" ", close_abbreviations(text[: LONGEST * 2]))
    for token in text.replace("&", " & ").split():
        for piece in re.split(r"[^\w'’`]+", token):
            named = len(piece) > 1 and piece.isupper()
            for half in _CAMEL.split(piece):
                yield [
                    (part, named) for word in fold(half).split() for part in split_compound(word)
                ]


def _meant(words, country):
    at, texts = 0, [word for word, _named in words]
    while at < len(words):
        found = meaning_at(texts, at, country)
        length = found.length if found else 1
        text, named = "".join(texts[at : at + length]), words[at][1]
        if found:
            weight = _WEIGHTS[found.kind]
            if found.kind == SHAPE and found.value == "cluster":
                weight = 0.05
            if found.kind == PLACE and found.value == country:
                weight = 0.25  # The whole country: often said, often left out.
            yield Word(text, found.kind, found.value, weight, named, found.is_exact)
        else:
            yield from _own(text, named)
        at += length


def _as_brand(words):
    """ "Railgrup", "Robotdalen": a single word that only begins like a known one is a brand."""
    is_brand = len(words) == 1 and not words[0].is_exact
    if is_brand and (words[0].kind in (SECTOR, WEAK) or words[0].is_named):
        return (words[0]._replace(kind=OWN, value=words[0].text, weight=1.0),)
    return words


def _own(text, named):
    """A word of nobody's language: "flux50" is "flux" and the number 50."""
    for piece in _DIGITS.split(text):
        if piece.isdigit():
            yield Word(piece, NUMBER, piece, _WEIGHTS[NUMBER], named)
        elif piece:
            weight = {1: 0.2, 2: 0.6}.get(len(piece), 1.0)
            yield Word(piece, OWN, piece, weight, named)


def _mended(text):
    text = unicodedata.normalize("NFC", str(text)[: LONGEST * 2])
    if _MOJIBAKE.search(text):
        for encoding in ("cp1252", "latin-1"):
            try:
                text = text.encode(encoding).decode("utf-8")
                break
            except UnicodeError:
                continue
    return _CYRILLIC_FORM.sub("", _LOST.sub("", text))
