"""Why two should meet: facts of their portraits, strongest first; the page makes words of them."""

from dataclasses import dataclass

import numpy as np

from clusterhub.matchmaking.suggesting.words import quoted, stems_of

MOST, MOST_WORDS = 4, 3
SOUNDS_ALIKE = 0.42


@dataclass(frozen=True)
class Reason:
    kind: str  # A name of `REASONS` in reason_words.
    words: tuple = ()  # Codes or phrases.


def reasons(crowd, me, other):
    """Of the keys of two, why the first should meet the second; at most four."""
    a, b = crowd.line_of[me], crowd.line_of[other]
    mine, hers = crowd.portraits[a], crowd.portraits[b]
    found = [*_needs(crowd, a, b, "offered"), *_needs(crowd, b, a, "sought")]
    found += _same_call(mine, hers)
    for kind, wish, has in (
        ("kind named", "wanted_kinds", [hers["kind"]]),
        ("country named", "wanted_countries", [hers["country"]]),
        ("ecosystem named", "wanted_ecosystems", hers["ecosystems"]),
    ):
        if both := _both(mine[wish], has):
            found.append(Reason(kind, both))
    if me_named := _both(hers["wanted_countries"], [mine["country"]]):
        found.append(Reason("my country named", me_named))
    both = _both(mine["ecosystems"], hers["ecosystems"])
    if both and all(each.kind != "ecosystem named" for each in found):
        found.append(Reason("same ecosystem", both))
    if len(found) < MOST and (both := _both(mine["technologies"], hers["technologies"])):
        found.append(Reason("same technologies", both))
    if found:
        return found[:MOST]
    return [Reason("anybody" if crowd.price[b] else "hardly asked")]


def _needs(crowd, wanting, having, side):
    """What one of the two looks for and the other one has, each in the words of her own."""
    wants, has = crowd.portraits[wanting], crowd.portraits[having]
    wish, answer = _quotes(wants, has)
    if wish:
        is_same = wish.casefold() == answer.casefold()
        yield Reason(f"{side}: {'same' if is_same else 'words'}", (wish, answer))
    if both := _both(wants["sought"], [*has["offered"], *has["technologies"]]):
        yield Reason(f"{side}: technologies", both)
    elif not wish and _sense(crowd, wanting, having) >= SOUNDS_ALIKE:
        yield Reason(f"{side}: meaning")


def _same_call(mine, hers):
    if both := _both(mine.get("calls", ()), hers.get("calls", ())):
        is_elsewhere = mine["country"] and hers["country"] and mine["country"] != hers["country"]
        kind = "same call, other country" if is_elsewhere else "same call"
        yield Reason(kind, tuple(hers["call_titles"][str(pk)] for pk in both))


def _quotes(wants, has):
    shared = set(wants["seek_stems"]) & set(has["offer_stems"])
    wish = quoted(wants["seeks"], shared)
    same = shared & set(stems_of(wish))
    return (wish, quoted(has["offers"], same)) if wish else ("", "")


def _sense(crowd, wanting, having):
    return float(np.dot(crowd.seek_sense[wanting], crowd.offer_sense[having]))


def _both(wished, had):
    return tuple(code for code in wished if code and code in had)[:MOST_WORDS]
