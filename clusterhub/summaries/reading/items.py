"""Items of news and funding: text, links, days and places; which of them are calls."""

import re
from datetime import timedelta
from itertools import groupby

from clusterhub.clock.dates import find_dates
from clusterhub.clock.printed import find_deadlines
from clusterhub.documents.dialect import EMPTY_TARGET
from clusterhub.summaries.reading import wordings
from clusterhub.summaries.reading.cover import dates_the_talk
from clusterhub.summaries.reading.headings import FUNDING, NEWS
from clusterhub.summaries.reading.places import find_places
from clusterhub.summaries.reading.sentences import sentences
from clusterhub.summaries.reading.series import TALKS

DEADLINE = re.compile(
    r"\b(?:deadlines?|cut-?offs?(?: dates?)?|clos(?:es?|ing)(?: date)?|apply (?:by|until|before)|"
    r"appl(?:y|ications?)(?: \w+){0,3} (?:by|until)|submit(?: \w+){0,3} (?:by|until)|due (?:by|on)|"
    r"open until|until|no later than|"
    rf"{wordings.DEADLINE})\b",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"\b(?:open(?:s|ed|ing)(?: date| on)?|publish(?:ed|ing|es)|launch(?:ed|es)?|starts?|info(?:rmation)? "
    r"(?:days?|sessions?)|webinar|results?|from)\b",
    re.IGNORECASE,
)
CALL = re.compile(r"\b(?:calls?|tenders?|grants?|vouchers?|competitions?|prizes?)\b", re.IGNORECASE)
GATHERING = re.compile(
    r"\b(?:info(?:rmation)? (?:days?|sessions?)|webinars?|workshops?|c2labs?|labs?|events?|"
    r"conferences?|matchmaking|invitation|brokerage)\b",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"[(a-z→]|[A-Z][\w -]{2,24}:")
BRACKET = re.compile(r"\(([^()]{2,120})\)")
PARTNERSHIP = re.compile(
    r"\bthe ((?:(?:[A-Z0-9][\w&’'/-]{0,30}|and|for|of|on|in) ){1,8}Partnership)\b"
)
PROGRAMME = re.compile(
    r"\b(Horizon Europe|Horizon 2020|Digital Europe(?: Programme)?|Single Market Programme|"
    r"LIFE(?: Programme| programme)?|Interreg(?: [A-Z][\w-]{2,30}){0,3}|Erasmus\+|Innovation Fund|"
    r"EU4Health|Creative Europe|Connecting Europe Facility|European Defence Fund|COSME|"
    r"I3 (?:Instrument|instrument)|Eurostars|EIC (?:Accelerator|Pathfinder|Transition)|"
    r"European Innovation Council|Just Transition Fund|InvestEU|European Social Fund(?: Plus)?|"
    r"European Regional Development Fund|Eureka)(?!\w)"
)
ENDS_AS_PROGRAMME = re.compile(r"(?:programme|fund|facility|instrument|initiative)$", re.IGNORECASE)
NAMES_DEADLINE = re.compile(rf"\b(?:deadlines?|cut-?offs?|{wordings.DEADLINE})\b", re.IGNORECASE)
LONGEST_ITEM = 10_000  # Characters in which days, places and funders are looked for.
ADDRESS = re.compile(r"https?://[^\s<>\"”)\]]+[^\s<>\"”)\].,;:!?]")


def read_items(sections, day, findings, series=TALKS):
    """(news, funding, pointers) of the sections that by their title bring news or funding."""
    news, funding, pointers = [], [], []
    for section in sections:
        title = section.title or ""
        brings_news, brings_funding = NEWS.search(title), FUNDING.search(title)
        if not brings_news and not brings_funding:
            continue
        for lines in item_lines(section.lines, series):
            item = _item(lines, day, findings)
            if brings_funding and is_call(item["text"]):
                funding.append(_call(item, lines[0].number, day, findings))
            elif brings_news and not (brings_funding and CALL.search(item["text"])):
                news.append(item)
            else:
                pointers.append(item)
    return news, funding, pointers


def item_lines(lines, series=TALKS):
    """The lines of each item: its own, those set in below it, and what plainly goes on."""
    has_items = any(line.is_item for line in lines)
    base = min((line.indent for line in lines if line.is_item), default=0)
    items = []
    for line in lines:
        if line.level or (not has_items and _is_no_item(line, series)):
            continue
        if not has_items or (line.is_item and line.indent <= base):
            items.append([line])
        elif items and (line.is_item or GOES_ON.match(line.plain)):
            items[-1].append(line)
    return items


def _is_no_item(line, series):
    """A lead-in, or the sentence that opens a summary: neither is a piece of news."""
    told = sentences(line.plain) if series.of_the_talk.search(line.plain) else ()
    return line.plain.endswith(":") or (
        bool(told) and all(dates_the_talk(each, series) for each in told)
    )


def is_call(text):
    text = text[:LONGEST_ITEM]
    if NAMES_DEADLINE.search(text):
        return True
    dates = find_dates(text)
    if not dates or (not DEADLINE.search(text) and GATHERING.search(text)):
        return False
    return bool(CALL.search(text) or DEADLINE.search(text))


def links_in(line):
    """[{text, target}] of a line: its links, and addresses that are printed in full."""
    if "](" not in line.text and "://" not in line.text:
        return []
    links = []
    for target, runs in groupby(line.runs, key=lambda run: run.target):
        words = "".join(run.text for run in runs)
        if target is None:
            links += [{"text": found[0], "target": found[0]} for found in ADDRESS.finditer(words)]
        else:
            links.append({"text": words, "target": target})
    return links


def report_empty_links(lines, findings):
    for line in lines:
        for link in links_in(line):
            if link["target"] == EMPTY_TARGET:
                message = f"The link “{link['text']}” leads nowhere: it has no target."
                findings.add("empty-link", message, [line.number], [link["text"]])


def _item(lines, day, findings):
    words = " ".join(line.plain for line in lines)
    start = words[:LONGEST_ITEM]
    dates = []
    for found in find_dates(start, day):
        if found.impossible:
            findings.add_doubts(found.doubts, lines[0].number)
        if found.day:
            dates.append(found.day.isoformat())
    return {
        "text": words,
        "links": [link for line in lines for link in links_in(line)],
        "dates": list(dict.fromkeys(dates)),
        "places": find_places(start),
    }


def _call(item, line, day, findings):
    deadlines = []
    for found in _deadlines(item["text"][:LONGEST_ITEM], day):
        findings.add_doubts([each for each in found.doubts if each.code != "midnight"], line)
        if found.moment:
            deadlines.append(found.moment.isoformat())
        elif found.day:
            deadlines.append(found.day.isoformat())
    programme, partnership = named_funders(item["text"][:LONGEST_ITEM])
    return {
        **item,
        "deadlines": list(dict.fromkeys(deadlines)),
        "programme": programme,
        "partnership": partnership,
    }


def _deadlines(text, day):
    """Days behind a word such as "deadline", until another word says that a day is no deadline."""
    # A deadline is still to come when the talk announces it, unless it was printed with its year.
    near = day + timedelta(days=120) if day else None
    found, is_open, state, behind = [], [], None, 0
    for deadline in find_deadlines(text, near):
        between = text[behind : deadline.start]
        closing = max((each.end() for each in DEADLINE.finditer(between)), default=-1)
        opening = max((each.end() for each in OPENING.finditer(between)), default=-1)
        if closing >= 0 or opening >= 0:
            state = closing >= opening
        (found if state else is_open).append((deadline, state))
        behind = deadline.end
    if found:
        return [deadline for deadline, _ in found]
    return [deadline for deadline, state in is_open if state is None]


def named_funders(text):
    """(programme, partnership) as the text names them, each None where it does not."""
    programme = partnership = None
    for found in BRACKET.finditer(text):
        inside = found[1].strip()
        if re.search(r"\bpartnership$", inside, re.IGNORECASE):
            partnership = partnership or inside
        elif ENDS_AS_PROGRAMME.search(inside) and not DEADLINE.search(inside):
            programme = programme or inside
    if partnership is None and (found := PARTNERSHIP.search(text)):
        partnership = found[1]
    if programme is None and (found := PROGRAMME.search(text)):
        programme = found[1]
    return programme, partnership
