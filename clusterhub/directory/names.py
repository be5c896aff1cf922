"""How names are compared: a key that forgives spelling, and a likeness between 0 and 1.

Pure module, our own measures. A key is lower case, without accents, punctuation and legal form;
Greek and Cyrillic letters become Latin ones. Likeness is the better of two views: letter by
letter (Damerau-Levenshtein on the joined words, for typing errors) and word by word (for another
order, a word more or less), where words that half of all names have weigh little.
"""

import re
import unicodedata
from functools import lru_cache

from clusterhub.directory.legal_forms import without_legal_form

LONGEST = 200

_LETTERS = str.maketrans(
    {
        "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ħ": "h",
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "zh",
        "з": "z", "и": "i", "і": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n",
        "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "ђ": "d", "у": "u",
        "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "џ": "dz", "ш": "sh", "щ": "sht", "ъ": "a",
        "ь": "", "ы": "y", "э": "e", "ю": "yu", "я": "ya", "ѓ": "g", "ќ": "k", "ѕ": "dz",
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
        "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
        "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
        "&": " and ", "+": " plus ", "’": "", "'": "", "`": "", "ʼ": "",
    }
)  # fmt: skip
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?)+[^\W\d_]\b\.?")  # "s. r. o.", "E.P.E."
_SLASHED = re.compile(r"\b([^\W\d_])/([^\W\d_])\b")  # "A/S"
_NO_WORD = re.compile(r"[\W_]+")

# Words that say little, because half of all names have them.
_GENERIC = """a an the of for and in on de del della di da do dos du des der die das und fur la le les
el et y i e o na za van voor en og och az cluster clusters klaster klastr klastar klasteri grozd
grupo group gruppo gruppe innovation innovations innovative european europe europa eu association
asociacion associazione associacao network netzwerk reseau rete red centre center zentrum centro
central national regional international development industry industries industrial technology
technologies tech university institute foundation agency chamber council"""
_TITLE = "dr prof professor mr mrs ms miss herr frau mme dott ing dipl mag phd msc mba llm sir dame"
_PARTICLE = "de del della di da do dos du van von der den zu af av la le el y e bin al"
GENERIC, TITLES, PARTICLES = (frozenset(words.split()) for words in (_GENERIC, _TITLE, _PARTICLE))


def fold(text, longest=LONGEST):
    """Lower case, no accents, Latin letters, words apart by one space."""
    do = _fold_name if longest == LONGEST else _fold
    return do(str(text)[: longest * 2], longest)


def _fold(text, longest):
    text = text.casefold()
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf", "Cc"))
    return " ".join(_NO_WORD.sub(" ", text.translate(_LETTERS)).split())[:longest]


_fold_name = lru_cache(maxsize=4096)(_fold)  # One name is compared with many.


def close_abbreviations(name):
    """ "s. r. o." is "sro", "A/S" is "AS"."""
    name = _SLASHED.sub(r"\1\2", name)
    return _DOTTED.sub(lambda run: re.sub(r"[.\s]", "", run[0]) + " ", name)


@lru_cache(maxsize=4096)
def name_key(name):
    """An organisation's name as it is compared: "Kunststoff-Cluster GmbH" is "kunststoff cluster"."""
    words = fold(close_abbreviations(str(name)[: LONGEST * 2])).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(without_legal_form(words))


@lru_cache(maxsize=4096)
def person_key(name):
    """A person's name as it is compared: "Natal, Dr José Ramón" is "jose ramon natal"."""
    family, comma, given = str(name)[: LONGEST * 2].partition(",")
    words = fold(f"{given} {family}" if comma else family).split()
    return " ".join([word for word in words if word not in TITLES] or words)


def grams(key):
    """The threes of letters by which a key is found again; common words lend none."""
    words = key.split()
    words = [word for word in words if word not in GENERIC] or words
    padded = (f" {word} " for word in words)
    return {word[at : at + 3] for word in padded for at in range(len(word) - 2)}


def similarity(a, b):
    """How alike two names of organisations are, 0 to 1; 1 only when they differ in nothing but
    case, accents and punctuation."""
    if fold(a) == fold(b):
        return 1.0
    key_a, key_b = name_key(a), name_key(b)
    if not key_a or not key_b:
        return 0.0
    if key_a.replace(" ", "") == key_b.replace(" ", ""):
        return 0.98
    alike = max(_by_letters(key_a, key_b), _by_words(key_a, key_b), _by_initials(key_a, key_b))
    if _numbers(key_a) != _numbers(key_b):  # "Call 4" and "Call 5" are one letter apart.
        alike = min(alike, 0.75)
    return round(min(alike, 0.97), 3)


def person_similarity(a, b):
    """How alike two names of people are, 0 to 1: any order, initials, a middle name missing."""
    key_a, key_b = person_key(a), person_key(b)
    if not key_a or not key_b:
        return 0.0
    if key_a == key_b:
        return 1.0
    few, many = sorted((key_a.split(), key_b.split()), key=lambda words: (len(words), words))
    weights = [0.3 if word in PARTICLES else 1.0 for word in few]
    left, alike = list(many), 0.0
    for word, weight in zip(few, weights, strict=True):
        best = max(left, key=lambda other: _same_person_word(word, other))
        alike += weight * _same_person_word(word, best)
        left.remove(best)
    missing = sum(0.3 if word in PARTICLES else 1.0 for word in left)
    alike = alike / sum(weights) - 0.1 * min(missing, 3)
    if min(len(few), len(many)) == 1:  # A bare family name fits many.
        alike = min(alike, 0.7)
    return round(max(min(alike, 0.97), 0.0), 3)


def _same_person_word(a, b):
    if a == b:
        return 1.0
    if min(len(a), len(b)) == 1:
        return 0.85 if a[0] == b[0] else 0.0
    alike = 1 - distance(_plain_umlauts(a), _plain_umlauts(b)) / max(len(a), len(b))
    return alike if alike >= 0.6 else 0.0


def _by_letters(a, b):
    a, b = (_plain_umlauts(key.replace(" ", "")) for key in (a, b))
    return 1 - distance(a, b) / max(len(a), len(b), 1)


def _by_words(a, b):
    first, second = a.split(), b.split()
    return (_covered(first, second) + _covered(second, first)) / 2


def _covered(words, others):
    total = found = 0.0
    for word in words:
        weight = (0.3 if word in GENERIC else 1.0) * min(len(word), 8)
        total += weight
        found += weight * max(_same_word(word, other) for other in others)
    return found / total


def _same_word(a, b):
    if a == b:
        return 1.0
    if abs(len(a) - len(b)) > 3 or min(len(a), len(b)) < 4:
        return 0.0
    alike = 1 - distance(_plain_umlauts(a), _plain_umlauts(b)) / max(len(a), len(b))
    return alike if alike >= 0.75 else 0.0


def _by_initials(a, b):
    short, long = sorted((a, b), key=len)
    words = [word for word in long.split() if len(word) > 2]
    fits = " " not in short and len(short) >= 3 and short == "".join(word[0] for word in words)
    return 0.8 if fits else 0.0


def _plain_umlauts(word):
    """ "oe" for "ö" is a habit of keyboards; both become "o"."""
    return word.replace("oe", "o").replace("ae", "a").replace("ue", "u")


def _numbers(key):
    return sorted(re.findall(r"\d+", key))


def distance(a, b):
    """Damerau-Levenshtein: letters to add, drop, change, or swap with their neighbour."""
    before, above = [], list(range(len(b) + 1))
    for row, letter in enumerate(a, 1):
        line = [row]
        for column, other in enumerate(b, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == b[column - 2] and other == a[row - 2]:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]
