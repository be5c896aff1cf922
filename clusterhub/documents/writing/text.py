import re

from clusterhub.documents.blocks import Document as _Document
from clusterhub.documents.blocks import ListBlock, PageBreak, cover_lines, logical_lines
from clusterhub.documents.dialect import paragraph_line

_HEADING_MARK = re.compile(r"#{1,4} ")


def to_text(document):
    """Plain text as the series prints it: the dialect within lines, headings without marks."""
    parts = ["\n\n".join(without_heading_mark(line) for _, line in cover_lines(document.cover))]
    for block in document.blocks:
        if isinstance(block, PageBreak):
            parts.append("")
            continue
        lines = logical_lines(_Document(document.title, blocks=(block,)))
        separator = "\n" if isinstance(block, ListBlock) else "\n\n"
        parts.append(separator.join(map(without_heading_mark, lines)))
    return "\n\n".join(parts).strip("\n") + "\n"


def without_heading_mark(line):
    return paragraph_line(_HEADING_MARK.sub("", line)) if _HEADING_MARK.match(line) else line
