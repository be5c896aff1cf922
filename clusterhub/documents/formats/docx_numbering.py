import re
from collections import defaultdict

from clusterhub.documents.formats.docx_xml import attribute, child, children, value

_PLACEHOLDER = re.compile(r"%([1-9])")


class Numbering:
    """Counts the lists of a Word document as Word does, and gives each item its marker."""

    def __init__(self, root):
        self._abstract, self._lists = {}, {}
        self._counters = defaultdict(dict)
        self._started = set()
        for element in root if root is not None else ():
            if element.tag.endswith("}abstractNum"):
                self._abstract[attribute(element, "abstractNumId")] = _levels(element)
            elif element.tag.endswith("}num"):
                self._lists[attribute(element, "numId")] = element

    def next_marker(self, number_id, level):
        """`- `, `3. ` or `2.1. `; empty where the level has no sign at all."""
        element = self._lists.get(number_id)
        if element is None or number_id == "0":
            return ""
        abstract_id = value(child(element, "abstractNumId"))
        levels = {**self._abstract.get(abstract_id, {}), **self._overridden(element)}
        level = int(level) if level.isdigit() else 0
        kind, text, start = levels.get(level, ("decimal", f"%{level + 1}.", 1))
        if kind == "bullet":
            return "- "
        counters = self._count(number_id, abstract_id, element, level, start)
        if kind == "none" or not _PLACEHOLDER.search(text):
            return ""
        numbers = [
            counters.get(int(number) - 1, levels.get(int(number) - 1, ("", "", 1))[2])
            for number in _PLACEHOLDER.findall(text)
        ]
        return ".".join(map(str, numbers)) + ". "

    def _count(self, number_id, abstract_id, element, level, start):
        counters = self._counters[abstract_id]
        restart = _start_override(element, level)
        if restart is not None and (number_id, level) not in self._started:
            counters[level] = restart
        else:
            counters[level] = counters.get(level, start - 1) + 1
        self._started.add((number_id, level))
        for deeper in [other for other in counters if other > level]:
            del counters[deeper]
        return counters

    def _overridden(self, element):
        overrides = [child(override, "lvl") for override in children(element, "lvlOverride")]
        return {_index(level): _level(level) for level in overrides if level is not None}


def _levels(abstract):
    return {_index(level): _level(level) for level in children(abstract, "lvl")}


def _level(level):
    kind = value(child(level, "numFmt")) or "decimal"
    start = value(child(level, "start")) or "1"
    text = value(child(level, "lvlText")) or ""
    return (kind, text, int(start) if start.isdigit() else 1)


def _index(level):
    printed = attribute(level, "ilvl") or "0"
    return int(printed) if printed.isdigit() else 0


def _start_override(element, level):
    for override in children(element, "lvlOverride"):
        start = value(child(override, "startOverride"))
        if _index(override) == level and start and start.isdigit():
            return int(start)
    return None
