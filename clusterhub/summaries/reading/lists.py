"""The figures and topics of a talk: those that its text gives, and those that it lists at the end.

A part "Figures" or "Topics" behind everything else is the whole list and counts for what is in
the text as well; that is how a file keeps what an editor typed, put in order or took out.
"""

import re
from math import isfinite

from clusterhub.documents.dialect import Run, print_inline
from clusterhub.summaries.reading.figures import find_figures
from clusterhub.summaries.reading.headings import is_footer

HEADINGS = {"figures": "Figures", "topics": "Topics"}
NOTHING = "None."
BETWEEN = " – "
DASH = re.compile(r"\s*[–—-]\s+")
LONGEST_TOPIC, LONGEST_SENTENCE = 500, 5_000
HIGHEST = 10**15


def figures_in(lines):
    """[{value, unit, text}] of messages and paragraphs, each once."""
    texts = dict.fromkeys(line.plain for line in lines)
    figures = [figure for text in texts for figure in find_figures(text)]
    unique = {(each["value"], each["unit"], each["text"]): each for each in figures}
    return list(unique.values())


def topics_in(lines):
    """The phrases in bold, in order, each once."""
    topics = {}
    for line in lines:
        if "**" in line.text and not line.level:
            for phrase in _bold_phrases(line.runs):
                topics.setdefault(phrase.casefold(), phrase)
    return list(topics.values())


def take_lists(lines):
    """(the other lines, {"figures": […], "topics": […]} as far as the document lists them)."""
    rest, found = list(lines), {}
    while part := _last_part(rest):
        name, entries, start = part
        if name in found:
            break
        found[name], rest = entries, rest[:start]
    return rest, found


def figure_line(figure):
    head = " ".join(filter(None, [f"{figure['value']:,}", figure["unit"]]))
    rest = [Run(BETWEEN + figure["text"])] if figure["text"] else []
    return print_inline([Run(head, bold=True), *rest])


def topic_line(topic):
    return print_inline([Run(topic)])


def _last_part(lines):
    """(name, entries, where it begins) of a list that nothing follows; None without one."""
    end = len(lines)
    while end and is_footer(lines[end - 1]):
        end -= 1
    start = end
    while start and lines[start - 1].is_item and lines[start - 1].ordinal is None:
        start -= 1
    if start == end and start and lines[start - 1].plain == NOTHING:
        start -= 1
    name = _name_of(lines[start - 1]) if 0 < start < end else None
    if name is None or _is_announced(lines[start - 1], lines):
        return None
    read = {"figures": _figure, "topics": _topic}[name]
    entries = [read(line) for line in lines[start:end] if line.is_item]
    return None if None in entries else (name, entries, start - 1)


def _name_of(line):
    if line.mark:
        return None
    return next((name for name, words in HEADINGS.items() if line.plain == words), None)


def _is_announced(heading, lines):
    """An agenda or a text that names it too has it as a section."""
    return any(line.folded == heading.folded for line in lines if line is not heading)


def _figure(line):
    bold = next((at for at, run in enumerate(line.runs) if not run.bold), len(line.runs))
    head = "".join(run.text for run in line.runs[:bold])
    text = DASH.sub("", "".join(run.text for run in line.runs[bold:]), count=1)
    if not bold:
        head, _, text = line.plain.partition(BETWEEN)
    number, _, unit = head.strip().partition(" ")
    value = _number(number)
    if value is None or len(text) > LONGEST_SENTENCE:
        return None
    return {"value": value, "unit": unit.strip() or None, "text": text.strip()}


def _number(words):
    bare = words.replace(",", "")
    try:
        value = int(bare) if bare.isdecimal() else float(bare)
    except ValueError:
        return None
    return value if isfinite(value) and 0 <= value <= HIGHEST else None


def _topic(line):
    is_plain = all(run.target is None for run in line.runs)
    return line.plain if is_plain and len(line.plain) <= LONGEST_TOPIC else None


def _bold_phrases(runs):
    phrases, current = [], ""
    for run in [*runs, None]:
        if run is not None and run.bold:
            current += run.text
        elif current:
            phrases.append(current.strip(" .,;:–—"))
            current = ""
    return [phrase for phrase in phrases if any(letter.isalnum() for letter in phrase)]
