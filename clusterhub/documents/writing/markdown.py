import re
from itertools import groupby

from clusterhub.documents.blocks import (
    Document,
    ListBlock,
    PageBreak,
    PersonLine,
    cover_lines,
    logical_lines,
)

_CLOSING_MARK = re.compile(r"(?<!\S)(#+)\Z")
_HARD_BREAK = "\\\n"
_MARKER = re.compile(r"(?:#{1,4} |- |\d{1,9}\. )?")
_TARGET = re.compile(r"(\]\((?:[^()\s\\]|\([^()\s\\]*\))*\))")
# What the dialect takes for an ordinary character and other programs for markup.
_ALSO_MARKUP = re.compile(r"(\\[\\*\[\]#])|[\\_`<>~]|&(?=#?\w+;)|!(?=\[)")
_BLOCK_START = re.compile(r"([-+=|:]|\d{1,9}(?=[.)]))")


def to_markdown(document):
    """Markdown that other programs show as meant; its lines are the dialect with more escapes."""
    parts = [_line(line) for _, line in cover_lines(document.cover)]
    for kind, group in groupby(document.blocks, key=type):
        blocks = tuple(group)
        if kind is PersonLine:
            parts.append(_HARD_BREAK.join(_lines(blocks)))
        elif kind is ListBlock:
            parts += ["\n".join(_lines([block])) for block in blocks]
        elif kind is not PageBreak:
            parts += _lines(blocks)
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(blocks):
    return [_line(line) for line in logical_lines(Document("", blocks=tuple(blocks)))]


def _line(line):
    marker = _MARKER.match(line)[0]
    pieces = _TARGET.split(line[len(marker) :])
    pieces[::2] = [_ALSO_MARKUP.sub(_escaped, piece) for piece in pieces[::2]]
    text = "".join(pieces)
    start = _BLOCK_START.match(text)
    if start and start[0].isdigit():
        text = text[: start.end()] + "\\" + text[start.end() :]
    elif start or (marker and text.startswith("#")):
        text = "\\" + text
    return marker + (_CLOSING_MARK.sub(r"\\\1", text) if marker.startswith("#") else text)


def _escaped(match):
    return match[0] if match[1] else "\\" + match[0]
