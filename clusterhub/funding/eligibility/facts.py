"""What can be known of an applicant, and what follows from it.

A fact that is absent is not known. `docs/guides/funding-eligibility.md` names them all.
"""

import math
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.directory import codes
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.funding.eligibility.days import span_of
from clusterhub.funding.eligibility.leaves import LABELS
from clusterhub.funding.eligibility.places import country_of
from clusterhub.funding.eligibility.sectors import section_of
from clusterhub.funding.eligibility.sme import CATEGORIES

MOST_LINES, MOST_EURO, MOST_STAFF = 60, 10**12, 10**7
SIZES = (*CATEGORIES, "sme")
SIZE_OF_KIND = {"sme": "sme", "large_company": "large"}
PREFIXES = ("member_of/", "answer/")
ROWS = {
    "ties": ("tie", "share", "staff", "turnover_eur", "balance_eur", "name"),
    "aid": ("granted_on", "amount_eur", "country", "name"),
    "partners": ("country", "kind", "name"),
}


def completed(facts):
    """With what follows: the country from the region, a size from the kind, any cluster from one."""
    facts = {name: value for name, value in facts.items() if value is not None}
    if facts.get("region") and "country" not in facts:
        facts["country"] = country_of(facts["region"])
    if facts.get("kind") in SIZE_OF_KIND:
        facts.setdefault("size", SIZE_OF_KIND[facts["kind"]])
    if any(value is True and name.startswith("member_of/") for name, value in facts.items()):
        facts["member_of/*"] = True
    return facts


def clean_facts(raw):
    """What is left of `raw` after a check, and the words about what is not as it should be."""
    facts, problems = {}, {}
    if not isinstance(raw, dict):
        return facts, {"": _("Facts are an object with a value for each name.")}
    for name, value in list(raw.items())[: 10 * MOST_LINES]:
        if value is None:
            continue
        try:
            facts[name] = _clean(name, value)
        except (ValueError, TypeError, KeyError, OverflowError) as refusal:
            problems[str(name)[:80]] = _words_of(refusal)
    return facts, problems


class Unfit(ValueError):
    """The words are for the reader."""


def _words_of(refusal):
    return str(refusal) if isinstance(refusal, Unfit) else _("This is not as it should be.")


def _clean(name, value):
    if name in CLEANERS:
        return CLEANERS[name](value)
    if name.startswith(PREFIXES) and len(name) <= 120:
        return _truth(value)
    raise Unfit(_("Nothing of this name is asked."))


def _truth(value):
    if not isinstance(value, bool):
        raise Unfit(_("This is answered with yes or no."))
    return value


def one_of(known, words):
    def clean(value):
        if not isinstance(value, str) or value not in known():
            raise Unfit(words % {"value": str(value)[:40]})
        return value

    return clean


def number_up_to(most, *, least=0):
    def clean(value):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not is_number or not math.isfinite(value) or not least <= value <= most:
            raise Unfit(
                _("This is a number from %(least)s to %(most)s.") % {"least": least, "most": most}
            )
        return value

    return clean


def _founded(value):
    try:
        span_of(value)
    except (ValueError, TypeError):
        raise Unfit(_("Write a day like 2019-05-17, or only the year.")) from None
    return value


def day(value):
    try:
        return date.fromisoformat(value).isoformat()
    except (ValueError, TypeError):
        raise Unfit(_("Write the day like 2026-11-23.")) from None


def _activities(revision):
    def clean(value):
        if not isinstance(value, list) or len(value) > MOST_LINES:
            raise Unfit(_("Activities are a list of codes."))
        known = section_of(revision)
        for code in value:
            if code not in known:
                raise Unfit(_("“%s” is no code of NACE.") % str(code)[:20])
        return value

    return clean


def _rows(name):
    def clean(value):
        if not isinstance(value, list) or len(value) > MOST_LINES:
            raise Unfit(_("This is a list of at most %d lines.") % MOST_LINES)
        return [_row(name, row) for row in value]

    return clean


def _row(name, row):
    unknown = set(row) - set(ROWS[name]) if isinstance(row, dict) else {""}
    if unknown:
        raise Unfit(_("A line has something that is not asked: %s.") % ", ".join(sorted(unknown)))
    cleaned = {
        column: COLUMNS[column](row[column])
        for column in ROWS[name]
        if row.get(column) not in (None, "")
    }
    if name == "aid" and not {"granted_on", "amount_eur"} <= cleaned.keys():
        raise Unfit(_("Each aid needs the day it was granted and its amount."))
    if name == "ties" and "tie" not in cleaned:
        raise Unfit(_("Say of each enterprise whether it is linked or a partner."))
    return cleaned


def _name(value):
    if not isinstance(value, str) or len(value) > 200:
        raise Unfit(_("A name has at most 200 letters."))
    return value


def countries():
    return codes.words("interest_countries")


def regions():
    return codes.words("serves")


country = one_of(countries, gettext_lazy("“%(value)s” is no country."))
_euro = number_up_to(MOST_EURO)
_kind = one_of(
    lambda: OrganisationKind.values, gettext_lazy("“%(value)s” is no kind of organisation.")
)
COLUMNS = {
    "tie": one_of(
        lambda: ("linked", "partner"), gettext_lazy("An enterprise is linked or a partner.")
    ),
    "share": number_up_to(50, least=25),
    "staff": number_up_to(MOST_STAFF),
    "turnover_eur": _euro,
    "balance_eur": _euro,
    "granted_on": day,
    "amount_eur": _euro,
    "country": country,
    "kind": _kind,
    "name": _name,
}
CLEANERS = {
    "kind": _kind,
    "size": one_of(lambda: SIZES, gettext_lazy("“%(value)s” is no size.")),
    "staff": number_up_to(MOST_STAFF),
    "turnover_eur": _euro,
    "balance_eur": _euro,
    "ties": _rows("ties"),
    "public_share": _truth,
    "founded": _founded,
    "country": country,
    "region": one_of(regions, gettext_lazy("“%(value)s” is no NUTS region.")),
    "nace": _activities("2.1"),
    "nace_2": _activities("2"),
    "label": one_of(lambda: LABELS, gettext_lazy("“%(value)s” is no label.")),
    "aid": _rows("aid"),
    "fiscal_year_month": number_up_to(12, least=1),
    "asked_eur": _euro,
    "partners": _rows("partners"),
    "dependent_partners": number_up_to(MOST_LINES),
}
