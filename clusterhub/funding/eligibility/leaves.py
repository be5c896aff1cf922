"""Every kind of rule that says something by itself, and what it says of some facts."""

from datetime import date
from hashlib import sha256
from typing import NamedTuple

from clusterhub.funding.eligibility.aid import aid
from clusterhub.funding.eligibility.consortium import consortium
from clusterhub.funding.eligibility.days import full_years, span_of
from clusterhub.funding.eligibility.logic import (
    Seen,
    at_least,
    at_most,
    below,
    every,
    open_or,
    some,
)
from clusterhub.funding.eligibility.places import country, quota, region
from clusterhub.funding.eligibility.sectors import lies_under
from clusterhub.funding.eligibility.sme import size
from clusterhub.funding.eligibility.standings import Standings

LABELS = ("none", "bronze", "silver", "gold")


class At(NamedTuple):
    """The day for which is asked, and who took part in what."""

    day: date
    standings: Standings


def applicant(rule, facts, _at):
    known = facts.get("kind")
    return Seen(known in rule["kinds"]) if known else Seen(None, ("kind",))


def figure(rule, facts, _at):
    """A figure of her own, without linked and partner enterprises."""
    known = facts.get(rule["figure"])
    if known is None:
        return Seen(None, (rule["figure"],))
    pair = (known, known)
    return Seen(
        every(
            [
                at_least(pair, rule.get("at_least", known)),
                at_most(pair, rule.get("at_most", known)),
            ]
        )
    )


def age(rule, facts, at):
    """In completed years; of a founding day that is known by its year only, both ends count."""
    if not facts.get("founded"):
        return Seen(None, ("founded",))
    first, last = span_of(facts["founded"])
    pair = (full_years(last, at.day), full_years(first, at.day))
    tests = [at_least(pair, rule.get("at_least_years", 0))]
    if "less_than_years" in rule:
        tests.append(below(pair, rule["less_than_years"]))
    return open_or(every(tests), ("founded",))


def nace(rule, facts, _at):
    name = nace_fact(rule)
    known = facts.get(name)
    if not known:
        return Seen(None, (name,))
    revision = rule.get("revision", "2.1")
    fits = [lies_under(code, wanted, revision) for code in known for wanted in rule["codes"]]
    return open_or(some(fits), (name,))


def nace_fact(rule):
    return "nace_2" if rule.get("revision") == "2" else "nace"


def cluster(rule, facts, _at):
    """Membership of any cluster, or of one of those that the rule names."""
    wanted = [one["id"] for one in rule.get("of", ())] or ["*"]
    is_in_none = facts.get("member_of/*") is False
    told = {slug: False if is_in_none else facts.get(f"member_of/{slug}") for slug in wanted}
    missing = tuple(f"member_of/{slug}" for slug, truth in told.items() if truth is None)
    return open_or(some(told.values()), missing)


def label(rule, facts, _at):
    known = facts.get("label")
    if known is None:
        return Seen(None, ("label",))
    return Seen(LABELS.index(known) >= LABELS.index(rule["at_least"]))


def statement(rule, facts, _at):
    """What only she can say herself."""
    name = answer_fact(rule)
    known = facts.get(name)
    return Seen(None, (name,)) if known is None else Seen(known is rule.get("expected", True))


def answer_fact(rule):
    """The same question in two calls is answered once; another question never by its answer."""
    return f"answer/{sha256(rule['question'].encode()).hexdigest()[:12]}"


LEAVES = {
    "applicant": applicant,
    "size": size,
    "figure": figure,
    "age": age,
    "country": country,
    "region": region,
    "quota": quota,
    "nace": nace,
    "cluster": cluster,
    "label": label,
    "aid": aid,
    "consortium": consortium,
    "statement": statement,
}
