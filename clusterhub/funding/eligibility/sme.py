"""Size of an enterprise after Commission Recommendation 2003/361/EC of 6 May 2003 (OJ L 124,
20.5.2003, p. 36), Annex, Title I.

Article 2: staff below 10, 50, 250 annual work units, and turnover *or* balance sheet total not
above EUR 2, 10, 50 million (balance sheet 2, 10, 43 million). Article 3 and 6: figures of linked
enterprises (a majority of votes, or dominant influence) are added whole, those of partner
enterprises (25 % up to 50 % of capital or votes) in proportion. Article 3(4): with 25 % or more
held by public bodies it is no SME. Article 4(2): a ceiling that is passed counts after two
accounting periods in a row; the verdict says so and does not compute it.
"""

from itertools import pairwise
from math import inf

from clusterhub.funding.eligibility.logic import (
    Seen,
    at_most,
    below,
    bounds,
    every,
    opposite,
    some,
)

CITATION = "Commission Recommendation 2003/361/EC, Annex, Title I"
URL = "https://eur-lex.europa.eu/eli/reco/2003/361/oj"
MILLION = 1_000_000
# Category: staff below (Article 2), turnover up to, balance sheet total up to.
CEILINGS = {
    "micro": (10, 2 * MILLION, 2 * MILLION),
    "small": (50, 10 * MILLION, 10 * MILLION),
    "medium": (250, 50 * MILLION, 43 * MILLION),
}
CATEGORIES = (*CEILINGS, "large")
SME = frozenset(CEILINGS)
FIGURES = ("staff", "turnover_eur", "balance_eur")
WORKED_OUT_FROM = (*FIGURES, "ties", "public_share")


def size(rule, facts, _at):
    wanted, possible = set(rule["sizes"]), possible_sizes(facts)
    if possible <= wanted:
        return Seen(True)
    if not possible & wanted:
        return Seen(False)
    return Seen(None, _missing(wanted, facts))


def possible_sizes(facts):
    """The categories that the figures leave open; where they decide nothing, what was declared."""
    figured = _by_figures(facts)
    declared = facts.get("size")
    said = SME if declared == "sme" else {declared} if declared else set(CATEGORIES)
    return figured & said or figured


def _by_figures(facts):
    within = {name: every(_tests(name, facts).values()) for name in CEILINGS}
    possible, is_above = set(), True
    for name in CEILINGS:
        if within[name] is not False and is_above is not False:
            possible.add(name)
        is_above = opposite(within[name])
    if is_above is not False:
        possible.add("large")
    return possible


def _tests(name, facts):
    """The three conditions of a category; to be within it is to meet them all."""
    money = [at_most(total(facts, figure), _ceiling(name, figure)) for figure in FIGURES[1:]]
    return {
        "staff": below(total(facts, "staff"), _ceiling(name, "staff")),
        "money": some(money),
        "public_share": opposite(facts.get("public_share")),
    }


def _ceiling(name, figure):
    return CEILINGS[name][FIGURES.index(figure)]


def total(facts, figure):
    """The least and the most that a figure can be with linked and partner enterprises counted."""
    least, most = bounds(facts.get(figure))
    ties = facts.get("ties")
    if ties is None:
        return least, inf
    for tie in ties:
        low, high = bounds(tie.get(figure))
        share, most_share = _shares(tie)
        least, most = least + low * share / 100, most + high * most_share / 100
    return least, most


def _shares(tie):
    """Per cent that count, at least and at most; of a partner whose share is not told, 25 to 50."""
    if tie["tie"] == "linked":
        return 100, 100
    share = tie.get("share")
    return (25, 50) if share is None else (share, share)


def _missing(wanted, facts):
    """Her own word suffices; who began to work it out is asked for the figures that still matter.
    Staff alone is no beginning: many a profile has it."""
    if all(facts.get(name) is None for name in WORKED_OUT_FROM if name != "staff"):
        return ("size",)
    asked = set()
    for name, above in pairwise(CATEGORIES):
        tests = _tests(name, facts)
        if (name in wanted) != (above in wanted) and every(tests.values()) is None:
            asked |= _open_parts(tests, facts)
    return tuple(name for name in WORKED_OUT_FROM if name in asked)


def _open_parts(tests, facts):
    asked = {"public_share"} if tests["public_share"] is None else set()
    figures = FIGURES[:1] if tests["staff"] is None else ()
    figures += FIGURES[1:] if tests["money"] is None else ()
    for figure in figures:
        if facts.get(figure) is None:
            asked.add(figure)
        if _is_open(facts.get("ties"), figure):
            asked.add("ties")
    return asked


def _is_open(ties, figure):
    return ties is None or any(
        tie.get(figure) is None or (tie["tie"] == "partner" and tie.get("share") is None)
        for tie in ties
    )
