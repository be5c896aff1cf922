import re

from clusterhub.documents.dialect import (
    canonical_marker,
    heading_line,
    paragraph_line,
    parse_inline,
    print_inline,
)
from clusterhub.documents.formats.building import LineBuilder
from clusterhub.documents.formats.markdown_inline import to_dialect
from clusterhub.documents.formats.wrapping import unwrap
from clusterhub.documents.sniffing import decode

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT_MATTER = re.compile(r"---\n(?:[\w-]+:.*\n|[ -].*\n)+---\n")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]]{1,200})\]:\s*<?([^\s<>]+)>?(?:\s+[\"'(].*)?$")
_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
_ATX = re.compile(r"\s{0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
_SETEXT = re.compile(r"\s{0,3}(=+|--+)\s*$")
_RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*$")
_TABLE_ROW = re.compile(r"\s*\|(.*)\|\s*$")
_QUOTE = re.compile(r"\A(?:\s{0,3}>\s?)+")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+\S")
# Lines that begin with a letter and have none of these are words and nothing else.
_MARKUP = re.compile(r"[\\`*_<>&\[\]|!]|://")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(data):
    text, notes = decode(data)
    builder = LineBuilder()
    text = _FRONT_MATTER.sub("", builder.cleaner.clean(text.removeprefix("\ufeff")), count=1)
    if "<!--" in text:
        text = _COMMENT.sub("", text)
    lines = _Reading(builder).read(text.strip("\n").split("\n"))
    lines, joined = unwrap(lines, enough_lines=2)
    return lines, notes + builder.notes() + joined


class _Reading:
    def __init__(self, builder):
        self._builder = builder
        self._definitions = {}
        self._lines = []
        self._fence = None

    def read(self, source):
        source = list(self._without_definitions(source))
        for index, line in enumerate(source):
            if self._fence is None and not line:
                self._lines.append("")
            elif self._fence is None and line[0].isalpha() and not _MARKUP.search(line):
                self._lines.append(" ".join(line.split()))
            elif not self._read_fence(line):
                self._read_line(source, index, _QUOTE.sub("", line))
        return self._lines

    def _without_definitions(self, source):
        for line in source:
            if "]:" in line and (match := _DEFINITION.match(line)):
                self._definitions[match[1].casefold()] = match[2]
            else:
                yield line

    def _read_fence(self, line):
        """True where the line belongs to a code block; its text is kept as it stands."""
        fence = _FENCE.match(line)
        if self._fence is None and fence:
            self._fence = fence[1]
            return True
        if self._fence is None:
            return False
        if fence and fence[1].startswith(self._fence):
            self._fence = None
            return True
        self._builder.add(line)
        self._builder.end()
        self._lines += self._builder.take_lines()
        return True

    def _read_line(self, source, index, line):
        previous = source[index - 1] if index else ""
        is_after_text = bool(self._lines and self._lines[-1] and previous.strip())
        if is_after_text and (match := _SETEXT.match(line)) and "|" not in previous:
            level = 1 if match[1].startswith("=") else 2
            self._lines[-1] = heading_line(level, self._lines[-1])
        elif match := _ATX.match(line):
            self._lines.append(heading_line(len(match[1]), self._inline(match[2] or "")))
        elif _RULE.match(line) or _TABLE_RULE.match(line):
            pass
        elif is_after_text and _continues_item(source, index):
            self._lines[-1] += " " + self._inline(line)
        else:
            self._read_paragraph(line)

    def _read_paragraph(self, line):
        if match := _TABLE_ROW.match(line):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", match[1])]
            line = " | ".join(cell for cell in cells if cell)
        line = line.removesuffix("\\") if line.endswith("\\") else line
        for part in _BREAK.split(line):
            text = canonical_marker(" ".join(part.split()))
            marker = text[: len(text) - len(_text_of_item(text))]
            self._lines.append(marker + self._inline(text[len(marker) :], is_item=bool(marker)))

    def _inline(self, text, is_item=True):
        text = to_dialect(text, self._definitions)
        runs = [
            run
            if run.target is None
            else type(run)(run.text, *run.style, self._builder.safe_target(run.target))
            for run in parse_inline(text)
        ]
        line = print_inline(runs)
        return line if is_item else paragraph_line(line)


def _text_of_item(text):
    match = re.match(r"(?:-|\d{1,3}\.) (?=\S)", text)
    return text[match.end() :] if match else text


def _continues_item(source, index):
    """An indented line below a list item belongs to it; an unindented one is a line of its own."""
    line = source[index]
    if not re.match(r" {2,}|\t", line) or _ITEM.match(line):
        return False
    while index and source[index].strip():
        index -= 1
        if _ITEM.match(source[index]):
            return True
        if not re.match(r" {2,}|\t", source[index]):
            return False
    return False
