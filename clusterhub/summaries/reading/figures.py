"""Figures with a unit: how many participants, how much money, what share."""

import re
from functools import lru_cache

from clusterhub.clock.dates import find_dates
from clusterhub.clock.months import month_number
from clusterhub.summaries.reading.sentences import sentences
from clusterhub.summaries.reading.words import word_set

NUMBER = re.compile(
    r"(?<![\w.,:/–-])(?P<sign>€|EUR|\$|USD|£)?[  ]?"
    r"(?P<number>\d{1,3}(?:[,  ’']\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,4})?)"
    r"(?P<plus>\+)?(?![\w:/]|[.,]\d)"
    r"(?:[  ]?(?P<scale>million|billion|thousand|trillion|bn|mn|m)\b)?"
    r"(?:[  ]?(?P<after>%|per ?cent\b|percent\b|€|EUR\b|euros?\b|USD\b))?"
)
DIGIT = re.compile(r"\d")
IN_FIGURES = re.compile(r"\d[./-]\d")
# The words around a number, where a date has its month; much cheaper than looking for dates.
BEHIND = re.compile(
    r"\d(?:[^\W\d_]{1,2}|[º°.:]e?)?\W{0,4}(?:(?:of|de|di|del|den|d['’])\W{0,3})?([^\W\d_]{3,14})"
)
BEFORE = re.compile(r"([^\W\d_]{3,14})\W{1,5}(?:the\W{1,3})?\d")
SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "$": "USD",
    "usd": "USD",
    "£": "GBP",
}
# Numbers behind these words belong to a name, a date or a place in a document.
NAMING = re.compile(
    r"(?:industry|society|horizon|agenda|article|cluster|pillar|section|chapter|figure|table|phase|"
    r"web|version|page|part|step|session|day|room|hall|stage|level|no|number|nr|nuts|covid|year|"
    r"years|since|until|from|in|by|of|for|between|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|quarter|europe|vision|strategy|target|plan)"
)
NAMED_ONLY = word_set(
    "industry society horizon agenda article cluster pillar section chapter figure table phase web "
    "version page part step room hall stage level no number nr nuts covid quarter"
)
WORDS = re.compile(r"[  -]?([^\W\d_][\w’'-]*|\d+(?:\.\d+)+)")
STOPS = word_set(
    "a about across after all already also although an and are as at be because been before between "
    "but by can could did do does during each for from had has have he her his if in including into "
    "is it its less many may more most must no not of off on once onto or our out over per she "
    "should since so some than that the their them these they this those through to too towards "
    "under until up upon us was we were what when where which while who whose why will with within "
    "without would years months weeks days hours minutes o'clock am pm cet cest"
)
DURATIONS = word_set("year years month months week weeks day days hour hours minute minutes")
PLURALS = word_set("people staff women men children smes personnel media kilometres km mw gw")
SINGULAR_S = word_set(
    "business process access success progress various business's previous serious less across "
    "cross plus versus status focus campus news politics economics this his was has is as"
)
UNIT_WORDS = 3
LONGEST_SENTENCE = 2000


def find_figures(text):
    """[{value, unit, text}] of a paragraph's plain text, in order."""
    if not DIGIT.search(text):
        return []
    found = []
    for sentence in sentences(text):
        if len(sentence) > LONGEST_SENTENCE or not DIGIT.search(sentence):
            continue
        for number in NUMBER.finditer(_without_dates(sentence)):
            if figure := _figure(sentence, number):
                found.append({**figure, "text": sentence})
    return found


def _without_dates(sentence):
    if not _may_have_dates(sentence):
        return sentence
    for day in find_dates(sentence):
        sentence = sentence[: day.start] + "_" * (day.end - day.start) + sentence[day.end :]
    return sentence


def _may_have_dates(sentence):
    if IN_FIGURES.search(sentence):
        return True
    around = [*BEHIND.findall(sentence), *BEFORE.findall(sentence)]
    return any(_is_month(word) for word in around)


@lru_cache(maxsize=5_000)
def _is_month(word):
    return month_number(word) is not None


def _figure(sentence, number):
    value = _value(number)
    sign = (number["sign"] or number["after"] or "").casefold()
    if sign in CURRENCIES:
        return {"value": value, "unit": CURRENCIES[sign]}
    if sign:
        return {"value": value, "unit": "%"}
    if number["scale"] == "m":
        return None  # Metres as like as not.
    unit = _unit(sentence, number.end())
    if unit is None or _belongs_to_a_name(sentence, number, unit):
        return None
    return {"value": value, "unit": unit}


def _value(number):
    digits = re.sub(r"[,  ’']", "", number["number"])
    scale = SCALES.get((number["scale"] or "").casefold(), 1)
    if "." not in digits:
        return int(digits) * scale
    whole, _, part = digits.partition(".")
    if scale > 1:
        exact = int(whole + part) * scale
        return exact // 10 ** len(part) if exact % 10 ** len(part) == 0 else float(digits) * scale
    return float(digits)


def _unit(sentence, position):
    """The noun that is counted: up to three words, the last one a plural."""
    words = []
    while len(words) < UNIT_WORDS:
        found = WORDS.match(sentence, position)
        if not found or found[1].casefold() in STOPS:
            return None
        words.append(found[1])
        position = found.end()
        if is_plural(found[1]) and not _goes_on(sentence, position, words):
            return None if found[1].casefold() in DURATIONS else " ".join(words)
    return None


def _goes_on(sentence, position, words):
    """ "27 Member States": a capital plural right behind another capital noun was not the end."""
    following = WORDS.match(sentence, position)
    return (
        following is not None
        and len(words) < UNIT_WORDS
        and words[-1][0].isupper()
        and following[1][0].isupper()
        and is_plural(following[1])
    )


def is_plural(word):
    bare = word.casefold().rstrip("’'")
    if bare in PLURALS:
        return True
    is_acronym = word[:-1].isupper() and word.endswith("s")
    return is_acronym or (
        len(bare) > 3
        and bare.endswith("s")
        and not (bare.endswith(("ss", "us", "is", "’s", "'s")) or bare in SINGULAR_S)
    )


def _belongs_to_a_name(sentence, number, unit):
    words = sentence[: number.start()].split()
    before = words[-1] if words else ""
    word = before.strip("(“\"'‘,;:").casefold()
    if word in NAMED_ONLY:
        return True
    if before[:1].isupper() and len(words) > 1 and not before.endswith((":", ",", ";", ")")):
        return True
    digits = number["number"]
    is_year = len(digits) == 4 and digits.isdigit() and 1900 <= int(digits) <= 2099
    if not is_year or number["scale"] or number["plus"]:
        return False
    return (
        NAMING.fullmatch(word) is not None or word in ("the", "this", "") or len(unit.split()) > 1
    )
