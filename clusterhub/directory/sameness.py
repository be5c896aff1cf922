"""Whether two records are the same organisation: a score of 0 to 1, a verdict, and why.

Rules with reasons, no training. A name says four things: whose it is (a brand, an acronym), what
it is about (sectors), where (places) and what kind of body (cluster, network …, which says almost
nothing). Words are aligned by spelling and by meaning across languages; then what is *left over*
decides. Two sectors, two places, two numbers or two brands that stand against each other are two
organisations, however many words they share and whatever site they have. What only one side says
does less harm, the less of what both say is common.
"""

from functools import lru_cache
from typing import NamedTuple

from clusterhub.directory.alignment import align
from clusterhub.directory.name_reading import read_name
from clusterhub.directory.sites import is_same_site, site_of
from clusterhub.directory.spelling import heavy, is_initials, nearly_the_same_spelling
from clusterhub.directory.terms import (
    NUMBER,
    OWN,
    PLACE,
    SECTOR,
    SHAPE,
    WAY,
    WEAK,
    city_code,
    is_within,
)

CUT = 0.75
CONTRADICTIONS = {
    SECTOR: "two sectors",
    NUMBER: "two numbers",
    WAY: "two directions",
    PLACE: "two places",
    WEAK: "each has its own field",
}
_COUNTRIES = {"EL": "GR", "UK": "GB"}  # Eurostat's own codes.


class Named(NamedTuple):
    name: str
    country: str = ""
    website: str = ""


class Sameness(NamedTuple):
    score: float
    same: bool
    why: str


class _Case(NamedTuple):
    """What is known beside the names."""

    site: bool | None
    country: str


def sameness(a, b):
    """How sure it is that `a` and `b` are one organisation."""
    country_a, country_b = _country(a.country), _country(b.country)
    site = is_same_site(site_of(a.website), site_of(b.website))
    country = country_a or country_b
    one, other = read_name(a.name, country), read_name(b.name, country)
    if not one.folded or not other.folded:
        return Sameness(0.0, False, "no name")
    score, why = _of_names(one, other, _Case(site, country))
    if country_a and country_b and country_a != country_b:
        if not (site and score >= 0.9):
            score, why = min(score * 0.65, 0.6), "two countries"
    elif score < CUT <= score + 0.1 and site is None and not country:
        score -= 0.02
    score = round(max(0.0, min(score, 1.0)), 3)
    return Sameness(score, score >= CUT, why)


@lru_cache(maxsize=500)
def _country(code):
    code = str(code or "").strip().upper()
    return _COUNTRIES.get(code, code)


def _of_names(one, other, case):
    if one.folded == other.folded:
        return 1.0, "the same name"
    if one.key == other.key:
        return 0.98, "the same name but for spaces or the legal form"
    if _two_towns(one, other):
        return 0.3, "two towns"
    spelling = nearly_the_same_spelling(one, other, case)
    if spelling:
        return spelling
    best = _judge(one.whole, other.whole, case)
    if best[0] >= 0.9 or best[1] in CONTRADICTIONS.values():
        return best
    return max(best, _of_parts(one, other, case), _of_parts(other, one, case))


def _two_towns(one, other):
    return one.city and other.city and not is_within(one.city, other.city)


def _of_parts(one, other, case):
    """The best of what `one` is called beside its whole name, against the other's names."""
    best = (0.0, "")
    for part in {one.main, *one.others} - {one.whole}:
        for against in {other.whole, other.main}:
            found = _part_for_whole(part, against, one, case)
            best = max(best, found)
        for against in other.others:
            if against not in (other.main, other.whole):
                best = max(best, _part_for_part(part, against, one, other, case))
    return best


def _part_for_whole(part, against, one, case):
    score, why = _judge(part, against, case)
    if score < 0.6 or part == one.main:
        return score, why
    if part.joined == against.joined and one.others and part == one.others[0]:
        return score * 0.95, f"one of its names, {why}"
    return _if_telling(score, why, part, case)


def _part_for_part(part, against, one, other, case):
    """Two names that share a part may each have a brand of its own beside it."""
    score, why = _judge(part, against, case)
    if score < 0.6:
        return score, why
    score, why = _if_telling(score, why, part, case)
    rest = align(_without(one.whole, part), _without(other.whole, against))
    if _contradiction(rest.left_a, rest.left_b, case):
        return min(score, 0.6), "a part in common, and another that differs"
    return score * 0.97, why


def _without(whole, part):
    taken = {word.value for word in part.words}
    return tuple(word for word in whole.words if word.value not in taken)


def _if_telling(score, why, part, case):
    """A part stands for the whole when it says more than "ICT cluster"."""
    said = _strength(part.words, case.country)
    weak = sum(word.kind == WEAK for word in part.words)
    if (
        said >= 1.6
        or case.site
        or (said + 0.3 * weak >= 1.25 and score > 0.9 and case.site is None)
    ):
        return score * 0.97, f"one of its names, {why}"
    if said >= 0.9 and any(word.kind == OWN and len(word.text) > 2 for word in part.words):
        return score * 0.95, f"one of its names, {why}"
    return min(score, 0.68), "a part that many names have"


def _strength(words, country):
    total = 0.0
    for word in words:
        if word.kind in (OWN, SECTOR, PLACE, WAY):
            total += 0.7 if word.kind == PLACE and word.value == country else word.weight
    return total


def _judge(a, b, case):
    """One reading against another."""
    if not a.words or not b.words:
        return 0.0, "no name"
    found = align(a.words, b.words)
    against = _contradiction(found.left_a, found.left_b, case)
    if against:
        return _by_spelling(a, b, against, found)
    if is_initials(a, b) or is_initials(b, a):
        return _of_acronym(a, b, case)
    shared = sum(weight * quality for weight, quality in found.matched)
    left_a, left_b = _left(found.left_a), _left(found.left_b)
    if left_a > 0.3 and left_b > 0.3:
        return _both_say_more(shared, left_a, left_b, found, case)
    if max(left_a, left_b) > 0.3:
        return _one_says_more(shared, max(left_a, left_b), found, case)
    quality = shared / max(sum(weight for weight, _quality in found.matched), 0.01)
    said = found.strength(case.country)
    if said < 0.2:
        return 0.5 * quality, "only words that all names have"
    if not found.own_weight and not found.has_sector and len(found.matched) > len(found.pairs):
        is_at_one_place = said >= 0.9 and case.site is not False
        if case.site and found.is_translated and not (left_a or left_b):
            return 0.78, "akin fields, the same country and site"
        return (1.0 if is_at_one_place else 0.7) * quality, "fields that are only akin"
    if said < 1.4 and found.is_translated and case.site is False:
        return 0.7 * quality, "a common name in two languages, on two sites"
    return max(0.97 * quality - 0.1 * (left_a + left_b), 0.0), "the same words"


def _left(words):
    return sum(word.weight for word in words)


def _contradiction(left_a, left_b, case):
    """What one name says and the other says otherwise; "" when they only say more or less."""
    for kind in (SECTOR, NUMBER, WAY):
        if _has(left_a, kind) and _has(left_b, kind):
            return CONTRADICTIONS[kind]
    for one, other in ((left_a, left_b), (left_b, left_a)):
        if _has(one, SECTOR) and _has(other, WEAK):  # "Clust-ER Innovate" and "Clust-ER Mech".
            return CONTRADICTIONS[WEAK]
    places_a, places_b = (
        [w.value for w in left if w.kind == PLACE and w.value != case.country]
        for left in (left_a, left_b)
    )
    if places_a and places_b and not any(is_within(x, y) for x in places_a for y in places_b):
        return CONTRADICTIONS[PLACE]
    return ""


def _has(words, kind):
    return any(word.kind == kind for word in words)


def _by_spelling(a, b, against, found):
    return min(0.45, 0.1 + 0.35 * found.share), against


def _of_acronym(a, b, case):
    length = min(len(a.joined), len(b.joined))
    score = 0.84 if length >= 5 else 0.79 if length == 4 else 0.7
    if case.site:
        score += 0.1
    if case.site is False:
        score -= 0.1
    return score, "its acronym"


def _one_says_more(shared, left, found, case):
    own = found.own_weight
    extra = found.left_a or found.left_b
    share = shared / (shared + left)
    if own >= 0.9:  # A brand is known; the rest describes it.
        score = 0.8 + 0.1 * share
        return (score if case.site is not False else score - 0.02), "the same brand, said with more"
    places_only = not any(
        word.kind in (OWN, SECTOR, NUMBER) and word.weight > 0.3 for word in extra
    )
    said = found.strength(case.country)
    score = 0.5 + 0.2 * share + (0.06 if places_only and said >= 1 else 0)
    is_a_detail = [word.kind for word in heavy(extra)] == [OWN]
    if _is_town_at_the_end(extra, case) and said >= 1.2 + 0.1 * (case.site is False):
        return 0.78, "the same with the town"
    if said >= 1.4 and all(word.kind in (WEAK, SHAPE) for word in extra) and left <= 0.8:
        return score + 0.1, "the same field and place"
    if case.site and found.has_sector and is_a_detail and not found.is_translated:
        return max(score, 0.78), "one says more, on the same site"
    return min(score, 0.72), "one says more than the other"


def _is_town_at_the_end(extra, case):
    words = heavy(extra)
    if len(words) != 1 or words[0].kind != PLACE:
        return False
    return len(words[0].value) == 5 or bool(city_code([words[0].text], case.country))


def _both_say_more(shared, left_a, left_b, found, case):
    share = 2 * shared / (2 * shared + left_a + left_b)
    unknown = all(word.kind == OWN for word in heavy([*found.left_a, *found.left_b]))
    if found.is_translated and found.has_sector and case.site and unknown and share >= 0.5:
        return max(0.78, 0.4 + 0.5 * share), "a translation, on the same site"
    if found.is_translated and found.strength(case.country) >= 1.5 and share >= 0.7:
        return 0.5 + 0.3 * share, "nearly a translation"
    if found.own_weight >= 0.9 and case.site and not found.brands_differ:
        return max(0.76, 0.3 + 0.5 * share), "the same brand and site"
    return min(0.1 + 0.6 * share, 0.68), "each says something else"
