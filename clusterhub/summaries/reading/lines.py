"""Logical lines of an extracted document, each knowing its number and what it looks like."""

import re
from dataclasses import dataclass
from functools import cached_property

from clusterhub.documents.dialect import parse_inline, plain
from clusterhub.summaries.reading.words import fold

HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
MARKED = re.compile(r"([-*•–]|\d{1,3}[.)])[ \t]+(\S.*)")
BOLD_NUMBER = re.compile(r"\*\*(\d{1,3}[.)])[ \t]+([^*]+)\*\*")
# Marks that change how a line is shown, never what it says; they hide what rules look for.
INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xAD]
)
SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Line:
    """One block of the document: a heading, an item of a list, or a paragraph."""

    number: int
    text: str  # In the dialect, without the mark of a heading or an item.
    plain: str
    level: int = 0  # 1 to 6 for a heading.
    mark: str = ""  # "-" or "3." for an item.
    indent: int = 0

    @cached_property
    def runs(self):
        return parse_inline(self.text)

    @cached_property
    def folded(self):
        return fold(self.plain)

    @property
    def is_item(self):
        return bool(self.mark) and not self.level

    @property
    def ordinal(self):
        return int(self.mark[:-1]) if self.mark[:-1].isdigit() else None

    def printed(self):
        """The line as section text keeps it."""
        if self.level:
            return f"{'#' * self.level} {self.mark} {self.text}".replace("  ", " ")
        return f"{self.mark} {self.text}" if self.mark else self.text


def as_lines(texts):
    """The blocks of a document, blank lines left out; numbers count every line from 1."""
    found = []
    for number, text in enumerate(texts, start=1):
        if not text or text.isspace():
            continue
        is_ordinary = text.isascii() and text.isprintable()
        if not is_ordinary:
            text = text.translate(INVISIBLE).replace("\t", "  ")
        indent = len(text) - len(text.lstrip())
        if not is_ordinary or "  " in text:
            text = SPACES.sub(" ", text)
        text = text.strip()
        if text:
            found.append(_line(number, text, indent))
    return found


def _line(number, text, indent):
    if text[0].isalpha():
        return _made(number, text)  # As nearly all lines.
    level, mark = 0, ""
    if heading := HEADING.fullmatch(text):
        level, text = len(heading[1]), heading[2].rstrip(" #") or heading[2]
    elif text.startswith("#"):
        return _made(number, text)
    if bold := BOLD_NUMBER.fullmatch(text):
        text = f"{bold[1]} **{bold[2]}**"
    if marked := MARKED.fullmatch(text):
        mark, text = marked[1].replace(")", "."), marked[2]
        mark = mark if mark[0].isdigit() else "-"
    nested = min(indent, 8) if mark and not level else 0
    return _made(number, text, level, mark, nested)


def _made(number, text, *marks):
    return Line(number, text, plain(text).strip(), *marks)


def with_text(line, text):
    """The line with other words."""
    return _made(line.number, text, line.level, line.mark, line.indent)


def is_bold_throughout(line):
    return line.text.startswith("**") and line.text.find("**", 2) == len(line.text) - 2
