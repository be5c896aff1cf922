"""De minimis aid: what a single undertaking may still receive on a day.

Commission Regulation (EU) 2023/2831 of 13 December 2023 (OJ L, 2023/2831, 15.12.2023), in force
from 1 January 2024 to 31 December 2030: per Member State EUR 300,000 over any period of three
years (Article 3(2)), which rolls day by day (recital 11); linked enterprises are one undertaking
(Article 2(2)). Before it, Regulation (EU) No 1407/2013 with EUR 200,000 over the fiscal year
concerned and the two before it (Article 3(2) and (5)), EUR 100,000 for road freight.

A grant counts on the very day three years later and no more on the day after: the period begins
on the day after the event (Regulation 1182/71, Article 3(1)).
"""

from datetime import date
from math import inf
from typing import NamedTuple

from clusterhub.funding.eligibility.days import years_later
from clusterhub.funding.eligibility.logic import Seen, at_most, below


class Regime(NamedTuple):
    begins_on: date
    ceiling: int
    road_freight: int
    is_rolling: bool
    citation: str
    url: str


REGIMES = (
    Regime(
        date(2024, 1, 1),
        300_000,
        300_000,
        True,
        "Commission Regulation (EU) 2023/2831, Article 3(2)",
        "https://eur-lex.europa.eu/eli/reg/2023/2831/oj",
    ),
    Regime(
        date.min,
        200_000,
        100_000,
        False,
        "Commission Regulation (EU) No 1407/2013, Article 3(2)",
        "https://eur-lex.europa.eu/eli/reg/2013/1407/oj",
    ),
)
YEARS = 3
MONTHS = range(1, 13)


def regime_on(day):
    return next(regime for regime in REGIMES if day >= regime.begins_on)


def ceiling_of(rule, day):
    regime = regime_on(day)
    usual = regime.road_freight if rule.get("road_freight") else regime.ceiling
    return rule.get("ceiling_eur") or usual


def aid(rule, facts, at):
    """Whether what is asked for fits under the ceiling with the aid of the years that count."""
    ceiling = ceiling_of(rule, at.day)
    spans = [received(rule, facts, at.day, month) for month in _months(facts, at.day)]
    asked = rule.get("amount_eur") or facts.get("asked_eur")
    verdicts = {_fits(span, asked, ceiling) for span in spans}
    if len(verdicts) == 1 and (verdict := verdicts.pop()) is not None:
        return Seen(verdict)
    return Seen(None, _missing(facts, asked, spans, ceiling))


def _fits(span, asked, ceiling):
    if asked is not None:
        return at_most((span[0] + asked, span[1] + asked), ceiling)
    is_full = below(span, ceiling) is False
    return False if is_full else None


def _missing(facts, asked, spans, ceiling):
    missing = []
    if any(least != most for least, most in spans):
        missing.append("aid")
    if asked is None:
        missing.append("asked_eur")
    if facts.get("fiscal_year_month") is None and len(set(spans)) > 1:
        missing.append("fiscal_year_month")
    return tuple(missing) or ("aid",)


def received(rule, facts, day, month):
    """The least and the most of the aid that counts on a day, in euro."""
    lines = facts.get("aid")
    if lines is None:
        return 0, inf
    first, state = _first_day(day, month), rule.get("member_state")
    least = most = 0
    for line in lines:
        granted_on = date.fromisoformat(line["granted_on"])
        giver = line.get("country")
        if not first <= granted_on <= day or (state and giver and giver != state):
            continue
        most += line["amount_eur"]
        least += line["amount_eur"] if giver or not state else 0
    return least, most


def _months(facts, day):
    """In which month the fiscal year may begin; the rolling period does not ask."""
    if regime_on(day).is_rolling:
        return (1,)
    month = facts.get("fiscal_year_month")
    return MONTHS if month is None else (month,)


def _first_day(day, month):
    if regime_on(day).is_rolling:
        return years_later(day, -YEARS)
    begins = date(day.year, month, 1)
    return years_later(begins if begins <= day else years_later(begins, -1), -(YEARS - 1))
