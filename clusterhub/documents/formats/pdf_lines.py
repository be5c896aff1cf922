"""Lines of glyphs, and what they say when they are joined to a paragraph."""

import re
from collections import Counter
from itertools import groupby

from clusterhub.documents.dialect import Run

_SPACE_GAP = 0.18
_SAME_LINE = 0.4
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*[/.?&=_-]\Z")
_HYPHEN_AT_END = re.compile(r"(\w+)[-\u2010]\Z")
_FIRST_WORD = re.compile(r"\w+")
_OFTEN = 0.04


class Line:
    def __init__(self, glyphs):
        self.glyphs = glyphs
        self.page = glyphs[0].page
        self.y = glyphs[0].y
        seen = [glyph for glyph in glyphs if not glyph.text.isspace()]
        self.x0 = min(glyph.x0 for glyph in seen)
        self.x1 = max(glyph.x1 for glyph in seen)
        sizes = Counter(round(glyph.size * 2) / 2 for glyph in seen)
        self.size = max(sizes, key=lambda size: (sizes[size], size))
        self.runs = list(_runs(glyphs))
        self.text = "".join(run.text for run in self.runs).strip()

    def width_of_first_word(self):
        first = self.text.split(" ", 1)[0]
        return len(first) / max(len(self.text), 1) * (self.x1 - self.x0)


def lines_in_painting_order(glyphs):
    """A new line wherever the base line moves or the pen goes back."""
    lines, current = [], []
    for glyph in glyphs:
        if current and _is_new_line(current[-1], glyph):
            lines.append(current)
            current = []
        current.append(glyph)
    return [Line(line) for line in [*lines, current] if _says_something(line)]


def lines_by_position(glyphs):
    """Lines from top to bottom, for pages that are painted in another order than they are read."""
    rows = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if rows and rows[-1][0].y - glyph.y <= _SAME_LINE * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [Line(sorted(row, key=lambda glyph: glyph.x0)) for row in rows if _says_something(row)]


class Joining:
    """How this document breaks words at line ends, learnt from all of its lines."""

    def __init__(self, lines):
        self._words = set()
        for line in lines:
            self._words.update(re.findall(r"\w[\w-]*\w", line.text.lower()))
        endings = sum(bool(_HYPHEN_AT_END.search(line.text)) for line in lines)
        self._hyphenates = endings > _OFTEN * len(lines) and endings > 1

    def runs(self, lines):
        runs = []
        for line in lines:
            if runs:
                self._join(runs, line)
            runs += line.runs
        return runs

    def _join(self, runs, line):
        before = "".join(run.text for run in runs[-4:]).rstrip()
        word = _FIRST_WORD.match(line.text)
        if before.endswith("\u00ad"):
            _strip_end(runs)
        elif (match := _HYPHEN_AT_END.search(before)) and word and word[0][0].islower():
            _strip_end(runs, drop_hyphen=self._is_hyphenation(match[1], word[0]))
        elif _ADDRESS.search(before):
            _strip_end(runs)
        else:
            end = next((run.target for run in reversed(runs) if run.text.strip()), None)
            start = next((run.target for run in line.runs if run.text.strip()), None)
            _strip_end(runs)
            runs.append(Run(" ", target=end if end == start else None))

    def _is_hyphenation(self, start, end):
        if f"{start}-{end}".lower() in self._words:
            return False
        return f"{start}{end}".lower() in self._words or self._hyphenates


def _strip_end(runs, drop_hyphen=False):
    while runs and not runs[-1].text.strip():
        runs.pop()
    last = runs.pop()
    text = last.text.rstrip()
    runs.append(Run(text[:-1] if drop_hyphen else text, *last.style, last.target))


def _is_new_line(before, glyph):
    if before.page != glyph.page:
        return True
    if abs(before.y - glyph.y) > _SAME_LINE * max(before.size, glyph.size):
        return True
    return glyph.x0 < before.x0 - before.size


def _says_something(glyphs):
    return any(glyph.text.strip() for glyph in glyphs)


def _runs(glyphs):
    pieces, before = [], None
    for glyph in glyphs:
        if before is not None and _is_gap(before, glyph):
            target = glyph.target if glyph.target == before.target else None
            pieces.append(((False, False, target), " "))
        if glyph.text:
            pieces.append(((glyph.bold, glyph.italic, glyph.target), glyph.text))
        before = glyph
    for style, group in groupby(pieces, key=lambda piece: piece[0]):
        yield Run("".join(text for _, text in group), *style)


def _is_gap(before, glyph):
    if before.text.isspace() or glyph.text.isspace():
        return False
    return glyph.x0 - before.x1 > _SPACE_GAP * min(before.size, glyph.size)
