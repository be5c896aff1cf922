"""Keeps the texts of the sections in step with news, funding and pointers. Pure module.

The files are written from the sections' texts, the page's lists from the items: when an editor
changes an item, the line that it was read from changes with it.
"""

import re
from copy import deepcopy
from datetime import date, datetime
from difflib import SequenceMatcher

from clusterhub.clock.moments import Moment
from clusterhub.clock.printed import find_deadlines
from clusterhub.clock.writing import deadline_as_text
from clusterhub.documents.dialect import EMPTY_TARGET, Run, clean_target, plain, print_inline
from clusterhub.summaries.reading.headings import FUNDING, NEWS
from clusterhub.summaries.record import ITEM_LISTS

_MARKER = re.compile(r"(?:- |\d{1,3}\. )?")
_HEADINGS = {"news": NEWS, "funding": FUNDING, "pointers": FUNDING}
LONGEST_ITEM = 4  # Lines of text that one item was read from.


def aligned(before, after):
    """The record `after`, with the lines of changed, added and removed items brought in step.

    A section whose own text was changed as well is left as its editor wrote it.
    """
    after = deepcopy(after)
    texts = {section["text"] for section in before["sections"]}
    untouched = [section for section in after["sections"] if section["text"] in texts]
    for part in ITEM_LISTS:
        for old, new in _pairs(before[part], after[part]):
            if part == "funding" and new:
                _bring_deadlines(old, new, after["timezone"])
            if old != new:
                _replace(untouched, _HEADINGS[part], old, new)
    return after


def _pairs(before, after):
    if len(before) == len(after):
        return list(zip(before, after, strict=True))
    texts = [[item["text"] for item in items] for items in (before, after)]
    pairs = []
    for kind, old, old_end, new, new_end in SequenceMatcher(None, *texts, False).get_opcodes():
        if kind == "replace" and old_end - old == new_end - new:
            pairs += zip(before[old:old_end], after[new:new_end], strict=True)
            continue
        if kind == "equal":
            pairs += zip(before[old:old_end], after[new:new_end], strict=True)
            continue
        pairs += [(item, None) for item in before[old:old_end]]
        pairs += [(None, item) for item in after[new:new_end]]
    return pairs


def _bring_deadlines(old, new, zone):
    """Days that were changed as data are changed in the words, and new ones are added to them."""
    if old and (old["deadlines"] == new["deadlines"] or old["text"] != new["text"]):
        return
    printed = [_in_words(each, zone) for each in new["deadlines"]]
    known = {_key(each) for each in (old["deadlines"] if old else ())}
    found = [each for each in find_deadlines(new["text"]) if each.day and _found_key(each) in known]
    if found and len(found) == len(printed):
        for each, words in zip(reversed(found), reversed(printed), strict=True):
            new["text"] = new["text"][: each.start] + words + new["text"][each.end :]
        return
    missing = [words for words in printed if words not in new["text"]]
    if missing:
        new["text"] = f"{new['text'].rstrip(' ;.')}; deadline {' and '.join(missing)}"


def _in_words(deadline, zone):
    if len(deadline) == 10:
        return deadline_as_text(date.fromisoformat(deadline))
    moment = Moment(datetime.fromisoformat(deadline), zone)
    return deadline_as_text(moment.local().date(), moment)


def _key(deadline):
    return deadline[:10]


def _found_key(found):
    return found.day.isoformat()


def _replace(sections, heading, old, new):
    for section in sections:
        lines = section["text"].split("\n")
        place = old and find_lines(lines, old["text"])
        if place:
            first, end = place
            marker = _MARKER.match(lines[first])[0]
            lines[first:end] = [marker + item_markdown(new)] if new else []
            if not new and first < len(lines) and re.match(r"\d{1,3}\. ", lines[first]):
                lines[first] = marker + _bare(lines[first])  # The next one takes its number.
            section["text"] = _renumbered("\n".join(lines))
            return
    if new is None or not new["text"]:
        return
    home = next((each for each in sections if heading.search(each["title"] or "")), None)
    if home is not None and (old is None or not _says(home["text"], new["text"])):
        text = home["text"].rstrip()
        gap = "\n" if _MARKER.match(text.rpartition("\n")[2])[0] else "\n\n"
        home["text"] = f"{text}{gap if text else ''}- {item_markdown(new)}"


def _says(text, words):
    return words in "\n".join(plain(_bare(line)) for line in text.split("\n"))


def find_lines(lines, words):
    """The lines that together are the item, as (first, end)."""
    for first, line in enumerate(lines):
        joined = []
        if not line.strip():
            continue
        for end, each in enumerate(lines[first : first + 2 * LONGEST_ITEM], start=first + 1):
            if each.strip():
                joined.append(plain(_bare(each)))
            if " ".join(joined) == words:
                return first, end
            if not words.startswith(" ".join(joined)):
                break
    return None


def _bare(line):
    return _MARKER.sub("", line.strip(), count=1)


def item_markdown(item):
    """An item as one line: its words, with each link where its own words stand."""
    runs, rest = [], item["text"]
    for link in item["links"]:
        words = link["text"] or link["target"]
        before, found, behind = rest.partition(words)
        target = clean_target(link["target"]) if link["target"] else EMPTY_TARGET
        if not found:
            continue
        runs += [Run(before), Run(words, target=target)]
        rest = behind
    runs.append(Run(rest))
    missing = [
        Run(f" {link['target']}")
        for link in item["links"]
        if (link["text"] or link["target"]) not in item["text"] and "://" in (link["target"] or "")
    ]
    return print_inline([run for run in [*runs, *missing] if run.text])


def _renumbered(text):
    """Numbered lines that follow each other count on from the first of them."""
    lines, expected = text.split("\n"), None
    for index, line in enumerate(lines):
        found = re.match(r"(\d{1,3})\. ", line)
        if found is None:
            expected = expected if not line.strip() else None
            continue
        number = int(found[1]) if expected is None else expected
        lines[index] = f"{number}. {line[found.end() :]}"
        expected = number + 1
    return "\n".join(lines)
