"""Reasons in words: "Score 82.5, rank 14: the places of Spain (5) were taken by ranks 1, 3, 4, 9, 12".

`Names` says what groups, values, criteria and flags are called; without it they stand as they are.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_RANKS = 12


@dataclass(frozen=True)
class Names:
    values: dict = field(default_factory=dict)  # {("country", "ES"): "Spain"}
    labels: dict = field(default_factory=dict)  # {"impact": "Impact", "women_led": "led by women"}
    invites: bool = False  # A first stage gives no money; it invites to the second.

    def of(self, group, values):
        return ", ".join(str(self.values.get((group, value), value)) for value in values)

    def label(self, key):
        return str(self.labels.get(key, key))


def sentence(line, names=None, *, with_ranks=True):
    """Score, rank and why, in one sentence. A letter says nothing of the ranks of others."""
    names = names or Names()
    reasons = "; ".join(in_words(reason, names, with_ranks=with_ranks) for reason in line.reasons)
    score = figure(line.entry.score)
    if line.rank is None:
        return _("Score %(score)s, not ranked: %(why)s.") % {"score": score, "why": reasons}
    facts = {"score": score, "rank": line.rank, "why": reasons}
    return _("Score %(score)s, rank %(rank)s: %(why)s.") % facts


def tie_rule_in_words(rule, names):
    """What a tie rule does, for those who read the rules."""
    of = rule.of if rule.kind == "lot" else names.label(rule.of)
    words = {
        "criterion": _("higher score in “%s”"),
        "earlier": _("handed in earlier"),
        "fewer": _("fewer from its %s ranked above"),
        "flag": _("yes to “%s”"),
        "lot": _("lot with the seed “%s”"),
    }[str(rule.kind)]
    return words % of if "%s" in words else words


def tie_sentence(reason, names=None):
    """Why an equal score stands one place lower."""
    names = names or Names()
    of = reason.facts["of"]
    words = {
        "criterion": _("it has the higher score in “%(of)s”") % {"of": names.label(of)},
        "earlier": _("it was handed in earlier"),
        "fewer": _("fewer from its %(of)s stand above") % {"of": names.label(of)},
        "flag": _("it answers yes to “%(of)s”") % {"of": names.label(of)},
        "lot": _("it was drawn by lot with the seed “%(of)s”") % {"of": of},
        "number": _("it has the lower number"),
    }
    facts = {"rank": reason.facts["rank"], "why": words[str(reason.facts["kind"])]}
    return _("Equal score as rank %(rank)s, which goes first: %(why)s.") % facts


def in_words(reason, names, *, with_ranks=True):
    facts = dict(reason.facts)
    group = names.of(facts.get("group", ""), facts.get("values", ()))
    facts["group"] = group
    facts["by"] = _by_whom(facts, with_ranks)
    for key in ("amount", "left"):
        if key in facts:
            facts[key] = money(facts[key])
    if reason.kind.endswith("_spent"):
        facts["most"] = money(facts["most"])
    for key in ("score", "total", "reached_score"):
        if isinstance(facts.get(key), Decimal):
            facts[key] = figure(facts[key])
    if reason.kind == "greater_total":
        facts["total"] = figure(Decimal(reason.facts["total"]) / 100)
    if reason.kind == "kept_for_minimum":
        facts["kept"] = _minimums(facts["minimums"], names)
    templates = _TEMPLATES | _INVITING if names.invites else _TEMPLATES
    words = templates[reason.kind]() % facts
    if facts.get("kept") and reason.kind != "kept_for_minimum":
        words += " " + _("(places are kept for %(kept)s)") % {
            "kept": _minimums(facts["kept"], names)
        }
    return words


_TEMPLATES = {
    "funded": lambda: _("funded with %(amount)s"),
    "funded_by_minimum": lambda: _(
        "funded with %(amount)s, also because at least %(least)s are to come from %(group)s"
    ),
    "budget_spent": lambda: _(
        "it asks for %(amount)s, and %(left)s are left of the budget of %(most)s"
    ),
    "places_full": lambda: _("the places (%(most)s) were taken %(by)s"),
    "quota_full": lambda: _("the places of %(group)s (%(most)s) were taken %(by)s"),
    "quota_spent": lambda: _(
        "it asks for %(amount)s, and %(left)s are left of the %(most)s for %(group)s"
    ),
    "kept_for_minimum": lambda: _("the places that are left are kept for %(kept)s"),
    "stopped": lambda: _("the list ended at rank %(rank)s, which did not fit any more"),
    "greater_total": lambda: _(
        "no set of applications with this one reaches a greater sum of scores than the funded ones"
        " (%(total)s), or it costs somebody of a higher rank the place"
    ),
    "below_criterion": lambda: _("%(label)s with %(score)s is below the threshold of %(least)s"),
    "below_total": lambda: _("the sum of %(score)s is below the threshold of %(least)s"),
    "shortfall": lambda: _(
        "At least %(least)s were to come from %(group)s; %(reached)s could be funded"
    ),
}


_INVITING = {
    "funded": lambda: _("invited to the second stage"),
    "funded_by_minimum": lambda: _(
        "invited to the second stage, also because at least %(least)s are to come from %(group)s"
    ),
    "greater_total": lambda: _(
        "no set of applications with this one reaches a greater sum of scores than the invited ones"
        " (%(total)s), or it costs somebody of a higher rank the place"
    ),
    "shortfall": lambda: _(
        "At least %(least)s were to come from %(group)s; %(reached)s could be invited"
    ),
}


def _by_whom(facts, with_ranks):
    ranks = facts.get("ranks", ())
    words = _by_ranks(ranks) if with_ranks else _("by higher ranks")
    if not facts.get("earlier"):
        return words
    earlier = _("in earlier cut-offs")
    return _("%s and %s") % (words, earlier) if ranks else earlier


def _by_ranks(ranks):
    shown = ", ".join(str(rank) for rank in ranks[:MOST_RANKS])
    if len(ranks) > MOST_RANKS:
        return _("by ranks %(ranks)s and %(count)s more") % {
            "ranks": shown,
            "count": len(ranks) - MOST_RANKS,
        }
    return ngettext("by rank %(ranks)s", "by ranks %(ranks)s", len(ranks)) % {"ranks": shown}


def _minimums(minimums, names):
    return ", ".join(
        _("at least %(least)s from %(group)s") % {"least": least, "group": names.of(group, values)}
        for group, values, least in minimums
    )


def money(cents):
    """Whole euros without their cents: €5,000; else €5,000.50."""
    euros, rest = divmod(cents, 100)
    amount = Decimal(cents) / 100 if rest else euros
    return format_lazy(
        "€{amount}", amount=number_format(amount, 2 if rest else 0, force_grouping=True)
    ).__str__()


def figure(score):
    """82.50 is written 82.5, and 80.00 is written 80."""
    plain = score.normalize()
    places = max(0, -plain.as_tuple().exponent)
    return number_format(plain, places)
