"""The small Markdown dialect of a logical line: what extraction gives and what writing takes.

A line is one block: `# …` to `#### …` a heading, `- …` or `7. …` a list item, anything else a
paragraph. A paragraph that is typed as "1. …" *is* a list item; there is no way to tell.
A paragraph that begins with number signs is written `\\# …`.

Inside a line: `**bold**`, `*italic*`, `[text](target)`. A link without a target is `[text](#)`.
A delimiter opens before a non-space and closes after one, wherever it stands in a word; one
that finds no partner is an ordinary character. Links do not nest.

A backslash makes the next character ordinary if it is one of ``\\ * [ ] #``, and is itself
ordinary before any other. Printing escapes only what would be read as markup, so "[sic]",
"5 * 3" and "snake_case" stay as they are. White space at the edge of emphasis or of a link is
moved outside, and never doubled. In targets, white space, backslashes and unpaired brackets
are percent-encoded.
"""

from clusterhub.documents.dialect.parsing import parse_inline, plain
from clusterhub.documents.dialect.printing import (
    canonical_marker,
    heading_line,
    paragraph_line,
    print_inline,
)
from clusterhub.documents.dialect.rendering import render_blocks_html, render_html
from clusterhub.documents.dialect.runs import EMPTY_TARGET, Run, clean_target, normalise

__all__ = [
    "EMPTY_TARGET",
    "Run",
    "canonical_marker",
    "clean_target",
    "heading_line",
    "normalise",
    "paragraph_line",
    "parse_inline",
    "plain",
    "print_inline",
    "render_blocks_html",
    "render_html",
]
