"""Entries of the portal's whole list (grantsTenders.json) and its files of one topic."""

from clusterhub.funding.reading import texts
from clusterhub.funding.reading.portal import (
    KINDS,
    PROCEDURES,
    STATUSES,
    TOPICS,
    facts_of,
    say_budget,
    say_kind,
    say_parent,
)
from clusterhub.funding.reading.programmes import programme_of
from clusterhub.funding.reading.search_record import PORTAL

MARKS = ("deadlineDatesLong", "ccm2Id", "callccm2Id", "sumbissionProcedure", "frameworkProgramme")


def is_entry(record):
    return "identifier" in record and any(name in record for name in MARKS)


def read_entry(record):
    facts = facts_of(record.get("identifier"), record.get("title"))
    kind = str(record.get("type", "1"))
    is_topic = kind in TOPICS
    number = record.get("ccm2Id") or record.get("cftId")
    facts.reference = texts.line(number, 120) or facts.identifier
    facts.database = "details" if "description" in record else "list"
    actions = _dicts(record.get("actions"))
    say_kind(facts, KINDS.get(kind, "direct"), _action_words(actions))
    if procedure := PROCEDURES.get(_procedure(record, actions)):
        facts.said["procedure"] = procedure
    programme = _dict(record.get("frameworkProgramme"))
    known = programme_of(str(programme.get("id", "")), facts.identifier)
    facts.say("programme", known or programme.get("description"))
    opens = record.get("plannedOpeningDateLong") or _first(actions, "plannedOpeningDate")
    facts.say_opening(opens, is_topic=is_topic)
    facts.say_deadlines(_deadlines(record, actions), is_topic=is_topic)
    status = _dict(record.get("status")) or _dict(_first(actions, "status"))
    if said := STATUSES.get(str(status.get("id", ""))):
        facts.said["said_status"] = said
    say_budget(facts, record.get("budgetOverviewJSONItem"))
    if record.get("budget") is not None and "budget_eur" not in facts.said:
        facts.say_amount("budget_eur", record["budget"])
    description = record.get("description") or record.get("descriptionByte")
    facts.say_body(description if isinstance(description, str) else "")
    if isinstance(support := record.get("supportInfo"), str):
        facts.said["contact_email"] = texts.email_in(support)
    say_parent(facts, record.get("callIdentifier"))
    facts.say_keywords([*_list(record.get("keywords")), *_list(record.get("tags"))])
    if kind == "1":
        facts.say_address(f"{PORTAL}/topic-details/{facts.identifier}")
    return facts.make_sense()


def _deadlines(record, actions):
    """In milliseconds, or the days of its actions."""
    if stated := _list(record.get("deadlineDatesLong")):
        return stated
    return [day for action in actions for day in _list(action.get("deadlineDates"))]


def _procedure(record, actions):
    """The portal writes the key as "sumbissionProcedure"; a right one would do as well."""
    stated = record.get("sumbissionProcedure") or record.get("submissionProcedure")
    stated = _dict(stated) or _dict(_first(actions, "submissionProcedure"))
    return str(stated.get("abbreviation", ""))


def _action_words(actions):
    words = []
    for action in actions:
        for kind in _dicts(action.get("types")):
            words.append(str(kind.get("typeOfAction", "")))
            words += [str(each.get("description", "")) for each in _dicts(kind.get("typeOfMGA"))]
    return words


def _first(actions, name):
    return next((action[name] for action in actions if action.get(name)), None)


def _list(value):
    return value if isinstance(value, list) else []


def _dict(value):
    return value if isinstance(value, dict) else {}


def _dicts(value):
    return [each for each in _list(value) if isinstance(each, dict)]
