"""What the records of the Funding & Tenders Portal have in common, whatever their shape."""

import json

from django.utils.translation import gettext as _

from clusterhub.funding.reading import money, texts
from clusterhub.funding.reading.facts import Facts, NoCall
from clusterhub.funding.reading.moments import CannotTell, moment

KINDS = {"0": "tender", "1": "direct", "2": "direct", "8": "cascade"}
STATUSES = {"31094501": "announced", "31094502": "open", "31094503": "closed"}
PROCEDURES = {
    "single-stage": "single_stage", "two-stage": "two_stage", "multiple cut-off": "cut_offs",
}  # fmt: skip
TOPICS = ("1", "8")  # Whose midnight and "17:00+0000" mean 17:00 in Brussels.
MOST_ROWS = 500


def facts_of(identifier, title):
    identifier = texts.line(identifier, 120)
    if not identifier:
        raise NoCall(_("it has no identifier"))
    facts = Facts(identifier)
    title = texts.line(title, 2000)
    if not title:
        facts.notes.append(_("it has no title; the identifier stands in"))
    if len(title) > 300:
        facts.notes.append(_("the title is longer than 300 letters; it was cut"))
        title = f"{title[:299].rstrip()}…"
    facts.said["title"] = title or identifier
    return facts


def say_kind(facts, kind, actions):
    """`actions` are the words on the types of action, in which prizes and lump sums stand."""
    words = " ".join(texts.line(each, 200) for each in actions[:50]).lower()
    facts.said["kind"] = "prize" if "prize" in words and kind == "direct" else kind
    if "prize" in words:
        facts.said["money_form"] = "prize"
    elif "lump sum" in words:
        facts.said["money_form"] = "lump_sum"
    elif "grant" in words or "action" in words:
        facts.said["money_form"] = "grant"


def say_parent(facts, identifier):
    identifier = texts.line(identifier, 120)
    if identifier and identifier != facts.identifier:
        facts.said["parent_identifier"] = identifier


def say_budget(facts, overview):
    """The topic's own rows of an overview that lists its whole call.

    Rows of several types of action that name the same amounts share one budget: the portal repeats
    it for each of them.
    """
    groups = overview.get("budgetTopicActionMap") if isinstance(overview, dict) else None
    if not isinstance(groups, dict):
        return
    rows = [row for group in groups.values() if isinstance(group, list) for row in group]
    begins = f"{facts.identifier} - "
    own = [row for row in rows[:MOST_ROWS] if isinstance(row, dict)]
    own = [row for row in own if str(row.get("action", "")).startswith(begins)]
    shared = {json.dumps(row.get("budgetYearMap"), sort_keys=True): row for row in own}
    total = sum(_amounts(facts, [row.get("budgetYearMap") for row in shared.values()]))
    if total:
        facts.said["budget_eur"] = str(total)
    if least := _amounts(facts, [row.get("minContribution") for row in own]):
        facts.said["min_eur"] = str(min(least))
    if most := _amounts(facts, [row.get("maxContribution") for row in own]):
        facts.said["max_eur"] = str(max(most))
    expected = [row.get("expectedGrants") for row in shared.values()]
    if count := sum(n for n in expected if isinstance(n, int) and 0 < n < 100_000):
        facts.said["projects_expected"] = count
    return


def _amounts(facts, values):
    found = []
    for value in values:
        for each in value.values() if isinstance(value, dict) else [value]:
            try:
                found.append(money.amount(each))
            except CannotTell as refusal:
                facts.notes.append(str(refusal))
    return [each for each in found if each]


def say_ingested(facts, value):
    if value in (None, ""):
        return
    try:
        facts.ingested_at = moment(value).isoformat()
    except CannotTell as refusal:
        facts.notes.append(_("how new the record is cannot be told: %s") % refusal)


def inner_json(facts, name, text):
    """JSON within a string; None where it is none."""
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        facts.notes.append(_("“%s” cannot be read") % name)
        return None
