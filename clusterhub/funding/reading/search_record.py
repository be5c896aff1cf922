"""A result of the portal's search: topics, PROSPECT calls, cascade calls and tenders."""

from clusterhub.funding.reading import texts
from clusterhub.funding.reading.portal import (
    KINDS,
    PROCEDURES,
    STATUSES,
    TOPICS,
    facts_of,
    inner_json,
    say_budget,
    say_ingested,
    say_kind,
    say_parent,
)
from clusterhub.funding.reading.programmes import programme_of

PORTAL = "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities"
OLD_ADDRESS = "/opportunities/data/topicDetails/"
CONDITIONS = "<h3>Conditions</h3>"


def read_result(record):
    """The Facts of one result; NoCall if it is none."""
    values = _Values(record["metadata"])
    facts = facts_of(values.one("identifier"), values.one("title") or record.get("summary"))
    kind = values.one("type")
    is_topic = kind in TOPICS
    facts.reference = texts.line(record.get("reference") or values.one("REFERENCE"), 120)
    facts.database = texts.line(values.one("DATASOURCE") or record.get("database"), 40)
    say_ingested(facts, values.one("esDA_IngestDate"))
    say_kind(facts, KINDS.get(kind, "direct"), _action_words(facts, values))
    if procedure := PROCEDURES.get(values.one("deadlineModel")):
        facts.said["procedure"] = procedure
    facts.say("programme", programme_of(values.one("frameworkProgramme"), facts.identifier))
    facts.say_opening(values.one("startDate"), is_topic=is_topic)
    facts.say_deadlines(values.all("deadlineDate"), is_topic=is_topic)
    if status := STATUSES.get(values.one("status")):
        facts.said["said_status"] = status
    say_budget(facts, inner_json(facts, "budgetOverview", values.one("budgetOverview")))
    _say_money(facts, values)
    _say_names(facts, values, kind)
    _say_texts(facts, values)
    facts.say_address(_address(record, values, facts.identifier))
    return facts.make_sense()


class _Values:
    """Metadata of lists of strings; what is no list is taken for one of a single value."""

    def __init__(self, metadata):
        self._metadata = metadata if isinstance(metadata, dict) else {}

    def all(self, name):
        value = self._metadata.get(name)
        return value if isinstance(value, list) else [] if value is None else [value]

    def one(self, name):
        value = next((each for each in self.all(name) if each not in (None, "")), "")
        return value if isinstance(value, str | int | float) else ""


def _action_words(facts, values):
    words = [each for each in values.all("typesOfAction") if isinstance(each, str)]
    for action in _dicts(inner_json(facts, "actions", values.one("actions"))):
        for kind in _dicts(action.get("types")):
            words.append(str(kind.get("typeOfAction", "")))
            words += [str(each.get("description", "")) for each in _dicts(kind.get("typeOfMGA"))]
    return words


def _say_money(facts, values):
    """Type 2 and 8 say their budget and its currency outright."""
    if values.one("budget") == "":
        return
    currency = texts.line(values.one("currency") or "EUR", 3).upper()
    if currency == "EUR":
        facts.say_amount("budget_eur", values.one("budget"))
    else:
        facts.notes.append(f"{texts.line(values.one('budget'), 40)} {currency}")


def _say_texts(facts, values):
    description = values.one("descriptionByte") or values.one("description")
    conditions = values.one("topicConditions")
    parts = [description, CONDITIONS + conditions if conditions else ""]
    facts.say_body("".join(part for part in parts if isinstance(part, str)))
    if isinstance(support := values.one("supportInfo"), str) and support:
        facts.said["contact_email"] = texts.email_in(support)
    keywords = []
    for word in values.all("keywords"):
        is_list = isinstance(word, str) and word.startswith("[")
        inner = inner_json(facts, "keywords", word) if is_list else word
        keywords += inner if isinstance(inner, list) else [inner]
    facts.say_keywords([*keywords, *values.all("tags")])


def _say_names(facts, values, kind):
    call_identifier = texts.line(values.one("callIdentifier"), 120)
    if kind == "2":
        facts.aliases += [call_identifier] if call_identifier else []
    else:
        say_parent(facts, call_identifier)
    facts.say("publisher_name", values.one("projectName"))
    documents = _dicts(
        inner_json(facts, "publicationDocuments", values.one("publicationDocuments"))
    )
    facts.say_documents([(each.get("nameDoc"), each.get("docUrl")) for each in documents])


def _address(record, values, identifier):
    """Older copies point at a file for programs; the page of the topic has the same name."""
    address = str(values.one("url") or record.get("url") or "")
    if OLD_ADDRESS in address:
        return f"{PORTAL}/topic-details/{identifier}"
    return address


def _dicts(value):
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
