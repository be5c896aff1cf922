"""What everybody asks of a call first, each in a line: how much, who, until when."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from clusterhub.directory.kinds import kind_words
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
    kinds = _some([kind_words(kind) for kind in applicants.kinds or ()])
    names = names_of("country") if applicants.countries else {}
    countries = _some([names.get(code, code) for code in applicants.countries or ()])
    if kinds and countries:
        return _("%(kinds)s from %(countries)s") % {"kinds": kinds, "countries": countries}
    if kinds or countries:
        return kinds or _("Anybody from %s") % countries
    return _("See the rules below") if call.rules else _("See the official page")


def _some(words):
    """The first few, and how many more there are."""
    if len(words) <= MOST_NAMED:
        return ", ".join(words)
    rest = len(words) - MOST_NAMED + 1
    return _("%(some)s and %(rest)d more") % {
        "some": ", ".join(words[: MOST_NAMED - 1]),
        "rest": rest,
    }
