"""What a cluster organisation must show to be listed, and where that is asked. Queries nothing.

A validator's finding on the evidence counts before the numbers, the numbers before the evidence
that nobody has looked at yet, which leaves a criterion unclear. A waiver never makes it met.
"""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clusterhub.directory.models import CriterionCode
from clusterhub.directory.plain_numbers import plain_number
from clusterhub.vocabularies.models import Programme

LEAST_STAFF = Decimal("0.5")
LEAST_MEMBERS = 15
LEAST_TYPES = 2
COUNT_HOLDS = timedelta(days=548)  # A year and a half.
TYPES = ("sme", "large", "research", "public", "other")
# COSME was the Single Market Programme's forerunner; the standings know their days.
ASKING = frozenset({Programme.EU, Programme.SMP, Programme.COSME})


class Mark(TextChoices):
    MET = "met", gettext_lazy("Met")
    MISSING = "missing", gettext_lazy("Missing")
    UNCLEAR = "unclear", gettext_lazy("A validator looks at it")
    WAIVED = "waived", gettext_lazy("Waived")


class Asked(TextChoices):
    YES = "yes", gettext_lazy("In this country, clusters are asked to meet these criteria.")
    NO = "no", gettext_lazy("In this country, clusters are not asked to meet these criteria.")
    UNCLEAR = (
        "unclear",
        gettext_lazy(
            "A validator decides whether clusters in this country are asked to meet these criteria."
        ),
    )


@dataclass(frozen=True)
class Criterion:
    code: str
    title: str
    mark: Mark
    words: str

    def as_record(self):
        return {name: str(value) for name, value in asdict(self).items()}


def asked(standings):
    """Whether a country's `standings` on a day make the criteria hold there."""
    certain = [standing.is_certain for standing in standings if standing.programme in ASKING]
    if not certain:
        return Asked.NO
    return Asked.YES if any(certain) else Asked.UNCLEAR


def check(record, *, mutual_members, evidence, is_waived, on):
    """All five criteria for the `record` of an organisation; `evidence` by criterion."""
    count = max(record.get("counts", ()), key=lambda row: row["on"], default=None)
    is_old = count is not None and on - date.fromisoformat(count["on"]) > COUNT_HOLDS
    found = {
        CriterionCode.STAFF: _staff(record),
        CriterionCode.ENGLISH_WEBSITE: _english_website(record),
        CriterionCode.MEMBERS: _members(count, is_old, mutual_members),
        CriterionCode.TWO_TYPES: _two_types(count, is_old),
        CriterionCode.PUBLIC_TIE: _public_tie(count, is_old),
    }
    return [_judged(code, *found[code], evidence.get(code), is_waived) for code in CriterionCode]


def _judged(code, mark, words, evidence, is_waived):
    if evidence is not None and evidence.is_met is not None:
        mark = Mark.MET if evidence.is_met else Mark.MISSING
        words = _("A validator has looked at the evidence.")
    elif mark == Mark.MISSING and evidence is not None and (evidence.words or evidence.url):
        mark, words = Mark.UNCLEAR, _("Evidence is given; a validator has still to look at it.")
    if is_waived:
        mark = Mark.WAIVED
    return Criterion(str(code), str(code.label), mark, words)


def _staff(record):
    given = record.get("staff_fte")
    if given is None:
        return Mark.MISSING, _("The size of the management team is not given.")
    words = _("Full-time posts for management: %s.") % plain_number(given)
    return (Mark.MET if Decimal(given) >= LEAST_STAFF else Mark.MISSING), words


def _english_website(record):
    if not record.get("english_website"):
        words = _("No website in English is given. One translated by machine is enough.")
        return Mark.MISSING, words
    if record.get("services") or record.get("links"):
        return Mark.MET, _("A website in English, and services or links that show activity.")
    return Mark.MISSING, _("Nothing shows activity yet: services, projects, a newsletter.")


def _day(count):
    return date_format(date.fromisoformat(count["on"]), "j F Y")


def _total(count):
    return sum(count[name] for name in TYPES)


def _members(count, is_old, mutual_members):
    if mutual_members >= LEAST_MEMBERS:
        return Mark.MET, _("%d members that both sides confirm.") % mutual_members
    if count is None:
        return Mark.MISSING, _("Members are not counted yet.")
    number = _total(count)
    words = ngettext("%(count)d member on %(day)s.", "%(count)d members on %(day)s.", number)
    words %= {"count": number, "day": _day(count)}
    return _from_count(_total(count) >= LEAST_MEMBERS, is_old, words)


def _two_types(count, is_old):
    if count is None:
        return Mark.MISSING, _("Members are not counted by kind yet.")
    types = sum(count[name] > 0 for name in TYPES)
    words = ngettext(
        "%(count)d kind of members on %(day)s.", "%(count)d kinds of members on %(day)s.", types
    ) % {"count": types, "day": _day(count)}
    return _from_count(types >= LEAST_TYPES, is_old, words)


def _public_tie(count, is_old):
    if count is None or not count["public"]:
        words = _("No public body is among the members. Say which one you work with, and how.")
        return Mark.MISSING, words
    words = ngettext(
        "%d public body is among the members.",
        "%d public bodies are among the members.",
        count["public"],
    )
    words %= count["public"]
    return _from_count(True, is_old, words)


def _from_count(is_enough, is_old, words):
    if is_enough and is_old:
        return Mark.UNCLEAR, f"{words} {_('The count is older than a year and a half.')}"
    return (Mark.MET if is_enough else Mark.MISSING), words
