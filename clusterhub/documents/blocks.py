"""A document before it has a format: what is written as md, txt, docx, html and pdf.

Texts of blocks are in the inline dialect; the words of the cover and the title are plain.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from clusterhub.documents.dialect import (
    EMPTY_TARGET,
    Run,
    heading_line,
    paragraph_line,
    parse_inline,
    print_inline,
)

_PORTABLE = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
# What a browser and WeasyPrint leave as it is; anything else is percent-encoded by all writers.
_SAFE_IN_TARGETS = "%/:=&?~#+!$,;'@()*"


@dataclass(frozen=True)
class Cover:
    series: str = ""
    kind_label: str = ""
    title: str = ""
    when_printed: str = ""
    organisers: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class PersonLine:
    text: str


@dataclass(frozen=True)
class ListBlock:
    ordered: bool
    items: tuple[str, ...]
    start: int = 1


@dataclass(frozen=True)
class PageBreak:
    pass


Block = Heading | Paragraph | PersonLine | ListBlock | PageBreak


@dataclass(frozen=True)
class Document:
    title: str
    language: str = "en"
    cover: Cover | None = None
    blocks: tuple[Block, ...] = ()
    meta: dict = field(default_factory=dict)


def logical_lines(document):
    """What reading back gives, in every format, once empty lines are left out.

    Plain text alone knows no headings: there the number signs are missing.
    """
    lines = [line for _, line in cover_lines(document.cover)]
    for block in document.blocks:
        lines += _lines_of(block)
    return [line for line in lines if line]


def cover_lines(cover):
    """The words of the cover in reading order, each with the name of its place."""
    if cover is None:
        return []
    placed = [
        *(("organiser", _literal(line)) for line in cover.organisers),
        ("title", heading_line(1, _literal(cover.title)) if cover.title.strip() else ""),
        ("kind", _literal(cover.kind_label)),
        ("series", _literal(cover.series)),
        ("when", _literal(cover.when_printed)),
        ("note", _literal(cover.note)),
    ]
    return [(place, line) for place, line in placed if line]


def portable_runs(text):
    """Runs whose links lead somewhere outside the document, or else to nothing ("#")."""
    runs = parse_inline(text)
    return [Run(run.text, *run.style, portable_target(run.target)) for run in runs]


def portable_target(target):
    if target is None:
        return None
    return quote(target, safe=_SAFE_IN_TARGETS) if _PORTABLE.match(target) else EMPTY_TARGET


def portable_line(text):
    return print_inline(portable_runs(text))


def _literal(text):
    return paragraph_line(print_inline([Run(text)]))


def _lines_of(block):
    if isinstance(block, Heading):
        line = portable_line(block.text)
        return [heading_line(block.level, line)] if line else []
    if isinstance(block, ListBlock):
        items = [line for line in map(portable_line, block.items) if line]
        if block.ordered:
            return [f"{number}. {item}" for number, item in enumerate(items, block.start)]
        return [f"- {item}" for item in items]
    if isinstance(block, Paragraph | PersonLine):
        return [paragraph_line(portable_line(block.text))]
    return []
