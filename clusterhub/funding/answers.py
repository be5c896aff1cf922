"""What everybody asks of a call first, each in a line: how much, who, until when."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from clusterhub.directory.kinds import kind_words
from clusterhub.funding.eligibility.sme import SME
from clusterhub.funding.eligibility.words import PROGRAMME_WORDS, SIZE_WORDS, listed
from clusterhub.funding.finding.applicants import applicants_of
from clusterhub.funding.finding.facets import names_of
from clusterhub.funding.money import money_words, rate_words, span_words

MOST_NAMED = 4


@dataclass(frozen=True)
class Answers:
    how_much: str
    how_much_more: tuple  # Budget, rate, form of the money: each a short line.
    who: str
    has_rules: bool


def answers_of(call):
    span, budget = span_words(call), money_words(call.budget_eur)
    rate = rate_words(call.rate)
    more = (
        budget and span and _("%s in all") % budget,
        rate and _("%s of the costs") % rate,
        call.get_money_form_display(),
    )
    return Answers(
        how_much=span or (budget and _("%s in all") % budget) or _("Not stated"),
        how_much_more=tuple(line for line in more if line),
        who=_who(call),
        has_rules=bool(call.rules),
    )


def _who(call):
    applicants = applicants_of(call.rules)
    kinds = _some([kind_words(kind) for kind in applicants.kinds or ()]) or _sizes(call.rules)
    names = names_of("country") if applicants.countries else {}
    countries = _some([names.get(code, code) for code in applicants.countries or ()])
    countries = countries or _groups_of_countries(call.rules)
    if kinds and countries:
        return _("%(kinds)s from %(countries)s") % {"kinds": kinds, "countries": countries}
    if kinds or countries:
        return kinds or _("Anybody from %s") % countries
    return _("See the rules below") if call.rules else _("See the official page")


def _sizes(rules):
    """Where one rule of the size holds for everybody; what is stored may be older than its shape."""
    found = [rule.get("sizes") for rule in _of_kind(rules, "size")]
    if len(found) != 1 or not isinstance(found[0], list):
        return ""
    sizes = [size for size in SIZE_WORDS if size in found[0]]
    return _("SMEs") if set(sizes) == SME else _capital(listed(SIZE_WORDS[size] for size in sizes))


def _groups_of_countries(rules):
    found = _of_kind(rules, "country")
    if len(found) != 1 or found[0].get("except"):
        return ""
    known = (PROGRAMME_WORDS.get(name) for name in found[0].get("programmes") or ())
    groups = listed(words for words in known if words)
    return groups if groups and not found[0].get("countries") else ""


def _of_kind(rules, kind):
    rows = rules if isinstance(rules, list) else ()
    return [rule for rule in rows if isinstance(rule, dict) and rule.get("kind") == kind]


def _capital(words):
    return words[:1].upper() + words[1:]


def _some(words):
    """The first few, and how many more there are."""
    if len(words) <= MOST_NAMED:
        return ", ".join(words)
    rest = len(words) - MOST_NAMED + 1
    return _("%(some)s and %(rest)d more") % {
        "some": ", ".join(words[: MOST_NAMED - 1]),
        "rest": rest,
    }
