"""A call as another ClusterHub gives it away: docs/guides/calls-format.md says what holds."""

from datetime import UTC, datetime

from django.utils.translation import gettext as _

from clusterhub.clock.zones import DEFAULT_ZONE, is_zone
from clusterhub.funding.eligibility import RulesRefused, clean_rules
from clusterhub.funding.reading import texts
from clusterhub.funding.reading.facts import MOST_DEADLINES, NOTHING, NoCall
from clusterhub.funding.reading.moments import EARLIEST, LATEST
from clusterhub.funding.reading.own_rows import read_own
from clusterhub.funding.reading.portal import say_ingested

MOMENTS = ("suspended_at", "resumed_at", "cancelled_at", "spent_at", "results_at")
SUBJECTS = ("topics", "ecosystems", "technologies")
AS_IN_ROWS = (
    *("title", "kind", "programme", "partnership", "procedure", "money_form", "projects_expected"),
    *("budget_eur", "min_eur", "max_eur", "rate", "publisher", "url", "parent", "aliases"),
)
MOST_MOVES, LONGEST_SUMMARY = 60, 20_000


def is_harvested(record):
    """Whether this is such a record, and not a row of a table with a few of its names."""
    return "api_url" in record and isinstance(record.get("deadlines"), list)


def read_harvested(record):
    """The Facts of a record; one without an official identifier is known by its `id`."""
    identifier = texts.line(record.get("identifier"), 120)
    own = identifier or texts.line(record.get("id"), 120)
    if not own:
        raise NoCall(_("it has neither identifier nor id"))
    row = {name: record.get(name) for name in AS_IN_ROWS}
    facts = read_own(row | {"identifier": own})
    facts.is_official = bool(identifier)
    say_ingested(facts, record.get("updated_at"))
    facts.say_body(str(record.get("text") or ""))
    facts.said["summary"] = _summary(record.get("summary"))
    facts.said["opens_at"] = _moment(facts, record.get("opens_at"))
    for name in MOMENTS:
        facts.said[name] = _moment(facts, record.get(name)) or NOTHING
    keywords = record.get("keywords")
    facts.say_keywords(keywords if isinstance(keywords, list) else [])
    facts.say_contact_page(record.get("contact_url"))
    _say_deadlines(facts, record["deadlines"])
    _say_rules(facts, record.get("rules"))
    if isinstance(record.get("documents"), list):
        pairs = [(each.get("title"), each.get("url")) for each in _dicts(record["documents"])]
        facts.said["documents"] = NOTHING
        facts.say_documents(pairs)
    for name in SUBJECTS:
        slugs = [texts.line(each.get("slug"), 80) for each in _dicts(record.get(name))]
        facts.said[name] = sorted({slug for slug in slugs if slug})
    return facts.make_sense()


def _summary(text):
    if not isinstance(text, str):
        return ""
    lines = (texts.line(line, LONGEST_SUMMARY) for line in text[:LONGEST_SUMMARY].split("\n"))
    return "\n".join(lines).strip()


def _moment(facts, value):
    if value in (None, ""):
        return ""
    try:
        found = datetime.fromisoformat(value)
        if found.utcoffset() is not None and EARLIEST <= found.year <= LATEST:
            return found.astimezone(UTC).isoformat()
    except (TypeError, ValueError, OverflowError):
        pass
    facts.notes.append(_("“%s” is no instant") % str(value)[:60])
    return ""


def _say_deadlines(facts, values):
    """[instant, whether only the day is known, stage, {zone, label, words, moves}], in order."""
    found = {}
    for each in _dicts(values)[:MOST_DEADLINES]:
        instant = _moment(facts, each.get("closes_at"))
        if not instant:
            facts.notes.append(_("a deadline was left out: it has no instant"))
            continue
        stage, label = each.get("stage"), texts.line(each.get("label"), 100)
        zone = texts.line(each.get("time_zone"), 60)
        details = {
            "time_zone": zone if is_zone(zone) else DEFAULT_ZONE,
            "label": label,
            "as_printed": texts.line(each.get("as_printed"), 200),
            "moved": _moves(facts, each.get("moved")),
        }
        stage = stage if stage in (1, 2, 3) and not isinstance(stage, bool) else None
        is_day = each.get("is_day_only") is True
        found.setdefault((instant, label), [instant, is_day, stage, details])
    if found:
        facts.said["deadlines"] = [found[key] for key in sorted(found)]


def _moves(facts, values):
    """What it was, the oldest first: [instant, whether only the day was known, when, source]."""
    moves = []
    for each in _dicts(values)[:MOST_MOVES]:
        was, at = _moment(facts, each.get("was_at")), _moment(facts, each.get("changed_at"))
        if was:
            at = at or datetime.now(UTC).isoformat()
            source = texts.line(each.get("source"), 300)
            moves.append([was, each.get("was_day_only") is True, at, source])
    return sorted(moves, key=lambda move: move[2])


def _say_rules(facts, values):
    rules = []
    for rule in values[:100] if isinstance(values, list) else []:
        try:
            rules += clean_rules([rule])
        except RulesRefused as refusal:
            facts.notes += [
                _("a rule was left out: %s") % problem for problem in refusal.problems[:1]
            ]
    try:
        facts.said["rules"] = clean_rules(rules) or NOTHING
    except RulesRefused as refusal:
        facts.notes.append(_("the rules were left out: %s") % refusal.problems[0])


def _dicts(values):
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []
