import re
from dataclasses import replace
from itertools import groupby

from clusterhub.documents.dialect.parsing import parse_inline
from clusterhub.documents.dialect.runs import Run, common_style, normalise

_STAR = re.compile(r"(?<!\s)\*|\*(?!\s)")
_BACKSLASH = re.compile(r"\\(?=[\\*\[\]#]|\Z)")
_BULLET = re.compile(r"\A(?:[-*+•‣◦▪●○■∙·–—]|\uf0b7|\uf0a7)\s+(?=\S)")
_NUMBER = re.compile(r"\A(\d{1,3})[.)]\s+(?=\S)")
_HEADING_MARK = re.compile(r"#{1,6}(?=\s|\Z)")


def print_inline(runs):
    """The one way to write these runs; `parse_inline` gives `normalise(runs)` back."""
    items = []
    for target, group in groupby(normalise(runs), key=lambda run: run.target):
        group = list(group)
        if target is None:
            items += [(run.style, _escape(run.text)) for run in group]
        else:
            style = common_style(group)
            items.append((style, f"[{_print_link_text(group, style)}]({target})"))
    return _join(items)


def paragraph_line(text):
    """A paragraph's text as a line: not taken for a heading, list markers written one way."""
    return "\\" + text if _HEADING_MARK.match(text) else canonical_marker(text)


def canonical_marker(line):
    """A list item as the dialect writes it, whatever sign or bracket the author used."""
    if not line or line[0].isalpha():
        return line
    if _BULLET.match(line):
        return _BULLET.sub("- ", line, count=1)
    return _NUMBER.sub(r"\1. ", line, count=1)


def heading_line(level, text):
    """A heading carries its own weight, so emphasis inside it is dropped; links stay."""
    runs = [Run(run.text, target=run.target) for run in parse_inline(text)]
    return f"{'#' * min(level, 4)} {print_inline(runs)}"


def _print_link_text(runs, style):
    rest = [
        replace(run, bold=run.bold and not style[0], italic=run.italic and not style[1])
        for run in runs
    ]
    return _join([(run.style, _escape(run.text, in_link=True)) for run in rest])


def _join(items):
    printed, state = [], (False, False)
    for style, text in [*items, ((False, False), "")]:
        printed.append("**" * (style[0] != state[0]) + "*" * (style[1] != state[1]))
        printed.append(text)
        state = style
    return "".join(printed)


def _escape(text, in_link=False):
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _STAR.sub(r"\\*", text)
    if in_link:
        return text.replace("[", "\\[").replace("]", "\\]")
    return text.replace("](", "\\](")
