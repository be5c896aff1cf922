"""From logical lines to the one JSON object of a summary."""

from bisect import bisect
from collections import defaultdict

from clusterhub.clock.zones import DEFAULT_ZONE
from clusterhub.documents.refusals import CannotRead, gettext_noop
from clusterhub.summaries.reading.agenda import moderators_in_passing
from clusterhub.summaries.reading.cover import read_cover
from clusterhub.summaries.reading.findings import Findings
from clusterhub.summaries.reading.items import read_items, report_empty_links
from clusterhub.summaries.reading.layout import Section, lay_out
from clusterhub.summaries.reading.lines import as_lines
from clusterhub.summaries.reading.lists import figures_in, take_lists, topics_in
from clusterhub.summaries.reading.moment import read_when
from clusterhub.summaries.reading.roster import Roster, report_names_in_text, report_speakers
from clusterhub.summaries.reading.series import KNOWN, find_series

SENTENCES = {
    "no-title": gettext_noop("The document has no title, so it cannot be read as a summary."),
    "no-date": gettext_noop("The document has no date, so it cannot be read as a summary."),
}


class NotASummary(CannotRead):
    """The document can be read, but it is no summary of a talk."""

    def __init__(self, code):
        Exception.__init__(self, self._fill(code, SENTENCES, {}))


def read_lines(texts, filename="", series=KNOWN):
    """The record of a summary, from the logical lines of its document.

    `series` are the names of the series that the document may belong to.
    """
    lines, listed = take_lists(as_lines(texts))
    series = find_series(lines, filename, series)
    findings = Findings()
    layout = lay_out(lines, series)
    cover = read_cover(layout.front, series)
    if not any(letter.isalnum() for letter in cover.title):
        raise NotASummary("no-title")
    layout.moderators = layout.moderators or moderators_in_passing(lines)
    _place_strays(layout, cover, findings)
    body = [line for section in layout.sections for line in section.lines]
    spoken = layout.key_messages + body
    when = read_when(cover, spoken, findings, series)
    if when.day is None:
        raise NotASummary("no-date")
    report_empty_links(lines, findings)
    roster = _call_roster(layout, spoken, findings)
    known = {"figures": figures_in(spoken), "topics": topics_in(spoken)} | listed
    items = read_items(layout.sections, when.day, findings, series)
    known |= {"series": series.name, "findings": findings.as_json()}
    return _record(layout, cover, when, roster, items) | known


def _record(layout, cover, when, roster, items):
    news, funding, pointers = items
    people = [roster.person(person) for person, _ in layout.moderators]
    return {
        "series": "",
        "kind": "summary",
        "title": cover.title,
        "time_as_printed": cover.time_as_printed,
        "timezone": DEFAULT_ZONE,
        "starts_at": when.starts_at,
        "ends_at": when.ends_at,
        "moderators": _people_json(people),
        "agenda": [
            {
                "number": item.number,
                "title": item.title,
                "speakers": _people_json(roster.person(person) for person, _ in item.speakers),
            }
            for item in layout.agenda.items
        ],
        "key_messages": [line.text for line in layout.key_messages],
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "speakers": _people_json(roster.person(person) for person, _ in section.speakers),
                "text": section_text(section.lines),
            }
            for section in layout.sections
        ],
        "news": news,
        "funding": funding,
        "pointers": pointers,
        "figures": [],
        "topics": [],
        "findings": [],
    }


def section_text(lines):
    """Markdown: items of a list under each other, everything else parted by a blank line."""
    parts = []
    for index, line in enumerate(lines):
        if index:
            in_list = line.is_item and lines[index - 1].is_item
            in_list = in_list and (line.mark == "-") == (lines[index - 1].mark == "-")
            parts.append("\n" if in_list else "\n\n")
        parts.append(line.printed())
    return "".join(parts)


def _people_json(people):
    unique = {id(person): person for person in people}
    return [person.as_json() for person in unique.values()]


def _place_strays(layout, cover, findings):
    """Nothing is dropped: what no rule placed stands in the nearest section, with a finding."""
    strays = sorted(cover.strays + layout.strays, key=lambda line: line.number)
    if not strays and not cover.openings:
        return
    if not layout.sections:
        layout.sections.append(Section(None, None))
    for line in strays:
        words = line.plain if len(line.plain) <= 80 else line.plain[:79] + "…"
        message = f"No rule placed “{words}”; it was kept in the nearest section."
        findings.add("unread", message, [line.number], [words])
    begins = [section.line for section in layout.sections]
    mine = defaultdict(list)
    for line in sorted(strays + cover.openings, key=lambda line: line.number):
        mine[max(0, bisect(begins, line.number) - 1)].append(line)
    for index, lines in mine.items():
        section = layout.sections[index]
        section.lines = sorted(lines + section.lines, key=lambda line: line.number)


def _call_roster(layout, spoken, findings):
    groups = [layout.moderators]
    groups += [item.speakers for item in layout.agenda.items]
    groups += [section.speakers for section in layout.sections]
    roster = Roster(groups)
    roster.report_variants(findings)
    report_names_in_text(roster, spoken, findings)
    report_speakers(roster, layout.agenda, layout.sections, layout.moderators, spoken, findings)
    return roster
