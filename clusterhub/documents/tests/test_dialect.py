import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterhub.documents.dialect import (
    Run,
    normalise,
    parse_inline,
    plain,
    print_inline,
    render_blocks_html,
    render_html,
)

pytestmark = pytest.mark.pure

TEXTS = st.text(alphabet="ab *[]()\\#_-1.é&<", max_size=8)
TARGETS = st.sampled_from([None, None, "#", "https://example.eu/a_(b)", "a) b\\c"])
RUNS = st.builds(Run, TEXTS, st.booleans(), st.booleans(), TARGETS)


@given(st.lists(RUNS, max_size=6))
def test_what_is_printed_is_parsed_to_the_same_runs(runs):
    printed = print_inline(runs)

    parsed = parse_inline(printed)

    assert parsed == normalise(runs)
    assert print_inline(parsed) == printed


@given(st.text(alphabet="ab *[]()\\#", max_size=30))
def test_any_text_is_parsed_and_settles_after_one_printing(text):
    printed = print_inline(parse_inline(text))

    assert print_inline(parse_inline(printed)) == printed


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("a **b** c", [Run("a "), Run("b", bold=True), Run(" c")]),
        ("un*believ*able", [Run("un"), Run("believ", italic=True), Run("able")]),
        ("***both***", [Run("both", bold=True, italic=True)]),
        ("[x](#)", [Run("x", target="#")]),
        ("[x]()", [Run("x", target="#")]),
        ("[**x** y](/z)", [Run("x", bold=True, target="/z"), Run(" y", target="/z")]),
        ("5 * 3 and 2 * 4", [Run("5 * 3 and 2 * 4")]),
        ("a \\*b\\*", [Run("a *b*")]),
        ("[sic] and **open", [Run("[sic] and **open")]),
        ("C:\\path\\x", [Run("C:\\path\\x")]),
    ],
)
def test_the_dialect_by_example(text, runs):
    assert parse_inline(text) == runs


def test_plain_text_has_no_markup_left():
    assert plain("**a** [b *c*](https://example.eu) \\*d\\*") == "a b c *d*"


@pytest.mark.parametrize("piece", ["[", "*a", "](", "[a](", "**a ", "\\", "a]("])
def test_hostile_lines_take_time_in_proportion_to_their_length(piece):
    started = time.process_time()

    parse_inline(piece * 50_000)

    # No figure, only a guard: a pattern that backtracks takes hours.
    assert time.process_time() - started < 30


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <b> & **c**", "a &lt;b&gt; &amp; <strong>c</strong>"),
        ("[x](https://a.eu/?b&c)", '<a href="https://a.eu/?b&amp;c" rel="noopener">x</a>'),
        ("[x](/talks/)", '<a href="/talks/">x</a>'),
        ("[x](mailto:a@b.eu)", '<a href="mailto:a@b.eu" rel="noopener">x</a>'),
        ("[x](#)", "x"),
        ("[x](javascript:alert(1))", "x"),
        ("[x](//evil.example/)", "x"),
        ("[x](/\\evil.example)", "[x](/\\evil.example)"),
        ("[x](data:text/html,y)", "x"),
        ('[x](/"onclick=y)', '<a href="/&quot;onclick=y">x</a>'),
    ],
)
def test_rendering_gives_safe_html(text, html):
    assert render_html(text) == html


def test_blocks_are_rendered_as_paragraphs_lists_and_headings():
    text = "## Calls\n\nTwo of them:\n\n- a\n- **b**\n\n3. c\n4. d\n1. e\n"

    html = render_blocks_html(text)

    assert html.split("\n") == [
        "<h3>Calls</h3>",
        "<p>Two of them:</p>",
        "<ul><li>a</li><li><strong>b</strong></li></ul>",
        '<ol start="3"><li>c</li><li>d</li></ol>',
        "<ol><li>e</li></ol>",
    ]
