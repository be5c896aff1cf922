import re
from html import escape
from itertools import groupby

from clusterhub.documents.dialect.parsing import parse_inline
from clusterhub.documents.dialect.runs import EMPTY_TARGET

_EXTERNAL = re.compile(r"(?:https?://|mailto:)[^\s\\]", re.IGNORECASE)
_INTERNAL = re.compile(r"(?:/(?![/\\])|#[^\s]|\?)[^\s\\]*\Z|[\w.~-]+(?:[/?#][^\s\\]*)?\Z")
_HEADING = re.compile(r"(#{1,4})\s+(.*)")
_BULLET = re.compile(r"-\s+(.*)")
_NUMBERED = re.compile(r"(\d{1,9})\.\s+(.*)")


def render_html(text):
    """One line as safe HTML: escaped, emphasis, and links that lead somewhere harmless."""
    runs = parse_inline(text)
    parts = []
    for target, group in groupby(runs, key=lambda run: run.target):
        inner = "".join(_render_run(run) for run in group)
        parts.append(_render_link(target, inner) if target is not None else inner)
    return "".join(parts)


def render_blocks_html(markdown_text, first_heading=3):
    """Paragraphs, lists and sub-headings; the text's highest heading becomes `first_heading`."""
    blocks = [_block(line.strip()) for line in markdown_text.splitlines() if line.strip()]
    highest = min((level for kind, level, _ in blocks if kind == "heading"), default=1)
    parts = []
    for kind, group in groupby(_number_lists(blocks), key=lambda block: block[0]):
        group = list(group)
        if kind == "bullet":
            parts.append("<ul>" + "".join(_render_item(text) for _, _, text in group) + "</ul>")
        elif isinstance(kind, tuple):
            start = f' start="{kind[1]}"' if kind[1] != 1 else ""
            items = "".join(_render_item(text) for _, _, text in group)
            parts.append(f"<ol{start}>{items}</ol>")
        elif kind == "heading":
            parts += [_render_heading(level - highest + first_heading, t) for _, level, t in group]
        else:
            parts += [f"<p>{render_html(text)}</p>" for _, _, text in group]
    return "\n".join(parts)


def is_safe_target(target):
    return target != EMPTY_TARGET and bool(_EXTERNAL.match(target) or _INTERNAL.match(target))


def _render_run(run):
    html = escape(run.text)
    if run.italic:
        html = f"<em>{html}</em>"
    return f"<strong>{html}</strong>" if run.bold else html


def _render_link(target, inner):
    if not is_safe_target(target):
        return inner
    rel = ' rel="noopener"' if _EXTERNAL.match(target) else ""
    return f'<a href="{escape(target)}"{rel}>{inner}</a>'


def _block(line):
    if match := _HEADING.match(line):
        return ("heading", len(match[1]), match[2])
    if match := _BULLET.match(line):
        return ("bullet", 0, match[1])
    if match := _NUMBERED.match(line):
        return ("number", int(match[1]), match[2])
    return ("paragraph", 0, line)


def _number_lists(blocks):
    """Numbered items get the key ("number", first number) while the numbers rise by one."""
    key, expected = None, None
    for kind, number, text in blocks:
        if kind != "number":
            expected = None
            yield (kind, number, text)
            continue
        if number != expected:
            key = ("number", number)
        expected = number + 1
        yield (key, number, text)


def _render_item(text):
    return f"<li>{render_html(text)}</li>"


def _render_heading(level, text):
    level = min(level, 6)
    return f"<h{level}>{render_html(text)}</h{level}>"
