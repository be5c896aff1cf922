import re
import unicodedata

from clusterhub.documents.characters import Cleaner
from clusterhub.documents.dialect import (
    Run,
    clean_target,
    heading_line,
    paragraph_line,
    parse_inline,
    print_inline,
)
from clusterhub.documents.refusals import Note

_UNSAFE = re.compile(r"(?:javascript|vbscript|livescript|data):", re.IGNORECASE)
_UNSAFE_LINK = re.compile(r"\]\(\s*" + _UNSAFE.pattern, re.IGNORECASE)
_IGNORED_IN_SCHEMES = re.compile(r"[\x00-\x20\u00ad\u200b-\u200f\u2028-\u202e\ufeff]")


class LineBuilder:
    """Collects the runs of one block after another and gives the lines of the dialect."""

    def __init__(self):
        self.cleaner = Cleaner()
        self._sinks = [[]]
        self._runs = []
        self._marker, self._heading = "", 0
        self._unsafe_count = 0

    @property
    def lines(self):
        return self._sinks[0]

    @property
    def is_marked(self):
        """Does the block under way begin with a marker, or is it a heading?"""
        return bool(self._marker or self._heading)

    def notes(self):
        unsafe = [Note("unsafe-targets", count=self._unsafe_count)] if self._unsafe_count else []
        return self.cleaner.notes() + unsafe

    def begin(self, marker="", heading=0):
        """End the block under way. A marker or heading waits until the first text comes."""
        self.end()
        self._marker = marker or self._marker
        self._heading = heading or self._heading

    def add(self, text, bold=False, italic=False, target=None):
        text = self.cleaner.clean(text)
        if text:
            self._runs.append(Run(text, bold, italic, self.safe_target(target)))

    def end(self):
        runs, self._runs = self._runs, []
        if any(not run.text.isspace() for run in runs):
            self._sinks[-1].append(self._line(runs))
            self._marker, self._heading = "", 0

    def continue_last(self, runs):
        """Put runs at the end of the line before, after all: it went on over a page end."""
        line = self._sinks[-1].pop()
        self._runs = [*parse_inline(line), Run(" ")]
        for run in runs:
            self.add(run.text, *run.style, run.target)
        self.finish()

    def finish(self):
        """End a list item or heading: a marker that found no text is dropped."""
        self.end()
        self._marker, self._heading = "", 0

    def suspend(self):
        """Put the block under way aside, for one inside it (a text box); `resume` takes it back."""
        state = (self._runs, self._marker, self._heading)
        self._runs, self._marker, self._heading = [], "", 0
        return state

    def resume(self, state):
        self.end()
        self._runs, self._marker, self._heading = state

    def take_lines(self):
        lines, self._sinks[-1] = self._sinks[-1], []
        return lines

    def begin_cell(self):
        self.end()
        self._sinks.append([])

    def end_cell(self):
        self.end()
        return self._sinks.pop()

    def add_row(self, cells):
        """A table row is one line where each cell is one; otherwise its cells follow each other."""
        cells = [cell for cell in cells if cell]
        if all(len(cell) == 1 for cell in cells) and len(cells) > 1:
            self._sinks[-1].append(" | ".join(cell[0] for cell in cells))
            return
        for cell in cells:
            self._sinks[-1].extend(cell)

    def safe_target(self, target):
        if target is None:
            return None
        if _UNSAFE.match(_IGNORED_IN_SCHEMES.sub("", target)):
            self._unsafe_count += 1
            target = ""
        return clean_target(self.cleaner.clean(target))

    def without_unsafe_targets(self, line):
        """A line of the dialect, rewritten only if one of its links would run a program."""
        if "](" not in line or not _UNSAFE_LINK.search(line):
            return line
        runs = parse_inline(line)
        return print_inline([Run(r.text, *r.style, self.safe_target(r.target)) for r in runs])

    def _line(self, runs):
        if self._heading:
            text = self._marker + unicodedata.normalize("NFC", print_inline(runs))
            return heading_line(self._heading, text)
        text = unicodedata.normalize("NFC", print_inline(runs))
        return self._marker + text if self._marker else paragraph_line(text)
