from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from clusterhub.documents.blocks import (
    Heading,
    ListBlock,
    PageBreak,
    PersonLine,
    cover_lines,
    portable_line,
    portable_runs,
)
from clusterhub.documents.dialect import EMPTY_TARGET, normalise, parse_inline, plain

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body{body}>
{cover}<main>
{blocks}
</main>
</body>
</html>
"""


def to_html(document):
    """A page that stands alone: no scripts, nothing to load, links only to the web and mail."""
    return page(document, Inline())


def page(document, inline):
    return _PAGE.format(
        language=escape(document.language),
        title=escape(document.title),
        style=_style(),
        body=inline.body,
        cover=_cover(document.cover, inline),
        blocks="\n".join(_block(block, inline) for block in document.blocks),
    )


class Inline:
    """Runs as HTML. The PDF has its own kind, as paper breaks lines and has no page top."""

    nowhere = EMPTY_TARGET
    body = ""

    def text(self, text):
        return escape(text, quote=False)

    def start(self, number):
        return f' start="{number}"'

    def line(self, text, emphasis=True):
        parts = []
        for target, group in groupby(normalise(portable_runs(text)), key=lambda run: run.target):
            inner = "".join(self._run(run, emphasis) for run in group)
            parts.append(inner if target is None else self._link(target, inner))
        return "".join(parts)

    def _run(self, run, emphasis):
        html = self.text(run.text)
        if run.italic and emphasis:
            html = f"<em>{html}</em>"
        return f"<strong>{html}</strong>" if run.bold and emphasis else html

    def _link(self, target, inner):
        target = self.nowhere if target == EMPTY_TARGET else target
        return f'<a href="{escape(target)}">{inner}</a>'


@cache
def _style():
    return (Path(__file__).parents[1] / "print.css").read_text(encoding="utf-8")


def _cover(cover, inline):
    if cover is None:
        return ""
    parts = []
    for place, line in cover_lines(cover):
        if place == "title":
            parts.append(f"<h1>{inline.line(line.removeprefix('# '))}</h1>")
        else:
            text = "".join(run.text for run in parse_inline(line))
            parts.append(f'<p class="{place}">{inline.text(text)}</p>')
    return '<header class="cover">\n' + "\n".join(parts) + "\n</header>\n"


def _block(block, inline):
    if isinstance(block, PageBreak):
        return '<div class="page-break"></div>'
    if isinstance(block, ListBlock):
        return _list(block, inline)
    if not plain(portable_line(block.text)).strip():
        return ""
    if isinstance(block, Heading):
        level = max(1, min(block.level, 4))
        return f"<h{level}>{inline.line(block.text, emphasis=False)}</h{level}>"
    css_class = ' class="person"' if isinstance(block, PersonLine) else ""
    return f"<p{css_class}>{inline.line(block.text)}</p>"


def _list(block, inline):
    items = [item for item in block.items if portable_line(item)]
    rows = "\n".join(f"<li>{inline.line(item)}</li>" for item in items)
    if not block.ordered:
        return f"<ul>\n{rows}\n</ul>"
    start = inline.start(block.start) if block.start != 1 else ""
    return f"<ol{start}>\n{rows}\n</ol>"
