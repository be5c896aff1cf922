"""Rules about who applies together."""

from clusterhub.funding.eligibility.logic import Seen, at_least, at_most, every, open_or
from clusterhub.funding.eligibility.places import fits_country

WHAT_COUNTS = ("at_least", "at_most", "countries_at_least", "independent_at_least", "needs")


def consortium(rule, facts, at):
    """Of the partners as they are planned, the applicant among them."""
    partners = facts.get("partners")
    if partners is None:
        return Seen(None, ("partners",))
    truths = [
        _number(rule, len(partners)),
        _countries(rule, partners),
        *[_need(need, partners, at) for need in rule.get("needs", ())],
    ]
    independent = _independent(rule, facts, len(partners))
    told = every(truths)
    missing = ("partners",) if told is None and _has_gaps(partners) else ()
    missing += ("dependent_partners",) if independent is None else ()
    doubts = () if missing else ("standing",)
    return open_or(every([told, independent]), missing, doubts)


def _number(rule, number):
    pair = (number, number)
    return every(
        [at_least(pair, rule.get("at_least", 1)), at_most(pair, rule.get("at_most", number))]
    )


def _countries(rule, partners):
    wanted = rule.get("countries_at_least", 0)
    known = {partner["country"] for partner in partners if partner.get("country")}
    unknown = sum(not partner.get("country") for partner in partners)
    return at_least((max(len(known), min(1, unknown)), len(known) + unknown), wanted)


def _independent(rule, facts, number):
    """Who depends on another, or has the same owner as another, does not count."""
    wanted = rule.get("independent_at_least", 0)
    dependent = facts.get("dependent_partners")
    if dependent is None:
        return at_least((min(1, number), number), wanted)
    left = max(number - dependent, min(1, number))
    return at_least((left, left), wanted)


def _need(need, partners, at):
    """At least so many of certain kinds, from certain countries."""
    fits = [every(_tests(need, partner, at)) for partner in partners]
    possible = sum(truth is not False for truth in fits)
    return at_least((fits.count(True), possible), need["at_least"])


def _tests(need, partner, at):
    if kinds := need.get("kinds"):
        yield partner["kind"] in kinds if partner.get("kind") else None
    if need.get("countries") or need.get("programmes"):
        known = partner.get("country")
        yield fits_country(need, known, at) if known else None


def _has_gaps(partners):
    return any(not partner.get("country") or not partner.get("kind") for partner in partners)
