"""Reading by layout: what a person sees on the page, for PDFs without tags."""

import re
from collections import Counter
from itertools import pairwise

from clusterhub.documents.formats.pdf_lines import Joining, lines_by_position
from clusterhub.documents.formats.pdf_page_lines import without_page_lines
from clusterhub.documents.refusals import Note

_BULLET = re.compile(r"[-*+•‣◦▪●○■∙·–—\uf0b7\uf0a7]\s")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s")
_HEADING_RATIO, _LARGE_RATIO = 1.12, 1.5


def read_by_layout(builder, glyph_pages):
    kept, dropped = without_page_lines([lines_by_position(page) for page in glyph_pages])
    lines = [line for page in kept for line in page]
    look = Look(lines)
    joining = Joining(lines)
    for paragraph in _paragraphs(lines, look):
        builder.begin(heading=look.heading_level(paragraph[0]))
        for run in joining.runs(paragraph):
            builder.add(run.text, *run.style, run.target)
        builder.finish()
    return [Note("page-lines", count=dropped)] if dropped else []


class Look:
    """The measures of the document: text size, heading sizes, leading, right edge."""

    def __init__(self, lines):
        sizes = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        self.text_size = max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 0
        larger = sorted({s for s in sizes if s > self.text_size * _HEADING_RATIO}, reverse=True)
        self._levels = {size: min(level, 4) for level, size in enumerate(larger, 1)}
        # A wide table or a stamp may stick out; a few such lines do not make the margin.
        edges = sorted((line.x1 for line in lines if line.size == self.text_size), reverse=True)
        self.right_edge = edges[min(2, len(edges) // 5)] if edges else 0
        steps = Counter(
            round((before.y - line.y) / line.size, 1)
            for before, line in pairwise(lines)
            if before.page == line.page and before.size == line.size
        )
        usual = [step for step in steps if 0.9 <= step <= 2.2]
        self.leading = max(usual, key=lambda step: (steps[step], -step)) if usual else 1.4

    def heading_level(self, line):
        return self._levels.get(line.size, 0)

    def is_full(self, line, following):
        """The next word would hardly have fitted, so it was the program that broke the line."""
        slack = (4 if following.text[:1].islower() else 1.5) * line.size
        return line.x1 + following.width_of_first_word() + slack > self.right_edge

    def is_large(self, line):
        return line.size > _LARGE_RATIO * self.text_size


def _paragraphs(lines, look):
    paragraph = []
    for line in lines:
        if paragraph and not _continues(paragraph, line, look):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _continues(paragraph, line, look):
    first, before = paragraph[0], paragraph[-1]
    if line.size != before.size or _starts_item(line, before, look):
        return False
    is_same_page = line.page == before.page
    distance = before.y - line.y
    if is_same_page and distance > (look.leading + 0.3) * line.size:
        return False
    if look.is_large(line):
        return is_same_page
    if not look.is_full(before, line):
        return False
    if _is_item(first):
        return line.x0 > first.x0 + 0.4 * line.size or len(paragraph) > 1
    is_indented = line.x0 > before.x0 + 0.8 * line.size
    return not is_indented


def _starts_item(line, before, look):
    if _BULLET.match(line.text):
        return True
    return bool(_NUMBER.match(line.text)) and (
        _is_item(before) or not look.is_full(before, line) or line.text.startswith("1")
    )


def _is_item(line):
    return bool(_BULLET.match(line.text) or _NUMBER.match(line.text))
