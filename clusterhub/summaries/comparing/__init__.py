"""A reading beside the platform's own records: what is known, what differs, what is missing.

May query, never writes. Each finding has a proposal; see `clusterhub.summaries.proposals`.
"""

from clusterhub.documents.dialect import plain
from clusterhub.summaries.comparing.calls import compare_calls
from clusterhub.summaries.comparing.events import compare_event, compare_items
from clusterhub.summaries.comparing.finding import finding
from clusterhub.summaries.comparing.mentioned import compare_texts
from clusterhub.summaries.comparing.names import compare_organisations, compare_people
from clusterhub.summaries.comparing.reader import add_proposals
from clusterhub.summaries.comparing.topics import compare_topics

LONGEST_TITLE = 250
MOST_LINES = 6

PLATFORM_CODES = [
    "call-deadline-differs",
    "call-matched",
    "call-not-listed",
    "event-differs",
    "event-matched",
    "event-not-listed",
    "event-summarised",
    "news-matched",
    "organisation-matched",
    "organisation-named",
    "organisation-not-listed",
    "person-matched",
    "person-not-listed",
    "programme-differs",
    "title-too-long",
    "topic-matched",
]

__all__ = ["PLATFORM_CODES", "compare"]


def compare(record, lines=(), event=None, left_out=()):
    """The platform's findings on a record; the reader's own in it get their proposals.

    With the source's `lines` each finding says where its words stand. `event` is the talk's own
    where an editor has said so; `left_out` are people whom she would not list.
    """
    event_findings, event = compare_event(record, event, left_out)
    call_findings, calls = compare_calls(record)
    item_findings, targets = compare_items(record)
    add_proposals(record, {**targets, **calls}, event)
    organisations = compare_organisations(record)
    findings = [
        *_title(record),
        *event_findings,
        *compare_people(record),
        *organisations,
        *compare_texts(record, organisations),
        *call_findings,
        *item_findings,
        *compare_topics(record),
    ]
    folded = [plain(line).casefold() for line in lines]
    for each in findings:
        each["where"] = _where(each["values"], folded)
    return findings


def _title(record):
    title = record["title"]
    if len(title) <= LONGEST_TITLE:
        return []
    short = title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
    message = f"The title has {len(title)} characters; at most {LONGEST_TITLE} can be published."
    proposal = {"do": "set", "path": "title", "value": short, "was": title}
    return [finding("title-too-long", message, values=[title[:200]], proposal=proposal)]


def _where(values, folded):
    words = str(values[0]).casefold() if values else ""
    found = [number for number, line in enumerate(folded, start=1) if words and words in line]
    return found[:MOST_LINES]
