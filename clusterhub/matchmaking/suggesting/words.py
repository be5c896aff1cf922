"""Words of a text as they are compared: folded, without endings, without those that say nothing.

One rule for all languages of Europe: "sensors", "Sensoren" and "sensori" are "sensor". It errs now and
then, and a page of suggestions bears that; what the words do not show, meaning may (see `meanings`).
"""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
ENDINGS = ("ing", "ie", "ed", "en", "er", "e", "i", "o", "a", "y")
SHORTEST, LONGEST = 4, 8  # Of what is left of a word.
BREAK = re.compile(r"[.,;:!?()·•|/\n]|\s[-–—]\s")
SHORT_CLAUSE = 60  # Characters that are read at a glance.
# English, German, French, Spanish, Italian, Romanian; folded.
_SMALL_WORDS = """
a about all also am an and any are as at be been but by can do for from have help in into is it its
looking look me more my need new no not of on one or other our out partner partners people provide so
some such that the their them these they this those to up us use want we what when which who with work
working would you your seek seeking offer offers offering
aber als am an auch auf aus bei das dem den der des die ein eine einem einen einer fur ich im ist mit
nach nicht oder sich sie sind suche suchen und unser von vor was wer wie wir zu zum zur
au aux avec ce ces dans de du elle en est et il je la le les leur mais nos notre nous ou par pas plus
pour que qui sa se ses son sur un une vous cherche
al como con del el es esta las lo los mas nuestro o para pero por sin su sus y busco buscamos
che come da dal dei della delle di e gli i ma nel nella non per piu si sono
ai ale care cu din fi mai nu o pe pentru sunt
"""
SAYS_NOTHING = frozenset(_SMALL_WORDS.split())


def words_of(text):
    """(stem, the word as it was written) of each word that says something, in order."""
    for match in WORD.finditer(text):
        if stem := stem_of(match[0]):
            yield stem, match[0]


def stems_of(text):
    """The different stems of a text, in order."""
    return list(dict.fromkeys(stem for stem, _word in words_of(text)))


@lru_cache(maxsize=20_000)
def stem_of(word):
    """What is compared of a word; nothing of one that says nothing."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(c for c in plain if c.isalnum())
    is_name = word.isupper() or any(c.isdigit() for c in word)  # AI, 3D, H2
    if (plain in SAYS_NOTHING and not is_name) or len(plain) < (2 if is_name else 3):
        return ""
    if plain.endswith("s") and not plain.endswith("ss") and len(plain) > 3:
        plain = plain[:-1]
    for ending in ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST:
            plain = plain[: -len(ending)]
            break
    return plain[:LONGEST]


def quoted(text, stems):
    """Where a text says these stems, as it was written there: the whole of a short clause, because
    "makers" says less than "makers of timber joints". Of a long one the longest run of words that
    have these stems; a single word with the one beside it. Nothing where none of them is."""
    found = [(stem_of(match[0]), match) for match in WORD.finditer(text)]
    best = []
    for at in range(len(found)):
        run = [at] if found[at][0] in stems else []
        while run and _is_next(found, run[-1], text) and found[run[-1] + 1][0] in stems:
            run.append(run[-1] + 1)
        best = max(best, run, key=len)
    if not best:
        return ""
    clause = _clause_around(found, best, text)
    if found[clause[-1]][1].end() - found[clause[0]][1].start() <= SHORT_CLAUSE:
        best = clause
    if len(best) == 1:
        best = _with_neighbour(found, best[0], text)
    return text[found[best[0]][1].start() : found[best[-1]][1].end()]


def _clause_around(found, run, text):
    """The run with all words beside it up to the next full stop, comma or dash; without those that
    say nothing at its ends."""
    first, last = run[0], run[-1]
    while first and not BREAK.search(text, found[first - 1][1].end(), found[first][1].start()):
        first -= 1
    while last + 1 < len(found) and not BREAK.search(
        text, found[last][1].end(), found[last + 1][1].start()
    ):
        last += 1
    said = [at for at in range(first, last + 1) if found[at][0]]
    return list(range(said[0], said[-1] + 1))


def _with_neighbour(found, at, text):
    if _is_next(found, at, text) and found[at + 1][0]:
        return [at, at + 1]
    if at and found[at - 1][0] and _is_next(found, at - 1, text):
        return [at - 1, at]
    return [at]


def _is_next(found, at, text):
    """Whether only a space stands between a word and the one after it."""
    if at + 1 >= len(found):
        return False
    return not text[found[at][1].end() : found[at + 1][1].start()].strip()
