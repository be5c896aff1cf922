import re
from itertools import pairwise

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from clusterhub.documents.blocks import (
    Cover,
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    PersonLine,
    logical_lines,
)
from clusterhub.documents.dialect import Run, parse_inline, print_inline
from clusterhub.documents.extraction import extract_text
from clusterhub.documents.formats.pdf_reading import read as read_pdf
from clusterhub.documents.tests.makers import make_summary
from clusterhub.documents.writing import to_docx, to_html, to_markdown, to_pdf, to_text
from clusterhub.documents.writing.text import without_heading_mark

pytestmark = pytest.mark.pure

WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "clusters and the transition R&D <soon> 5 * [sic] snake_case _x_ `code` “quotes” don't"
        " Málaga Ελλάδα Київ well-known 1. 1) - + # ## > = ~~ | ! \\ \\* 1,200 a/b :-) & &amp;"
        " e.g. EU's (AI) 2023 – x* *y **z co-operation",
    )
)
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
TARGETS = st.sampled_from(
    [None] * 5 + ["#", "https://example.eu/a_b?x=1&y=(2)", "http://exämple.eu/ü", "mailto:a@b.eu"]
)
RUNS = st.builds(Run, TEXTS, st.booleans(), st.booleans(), TARGETS)
INLINES = st.lists(RUNS, min_size=1, max_size=4).map(print_inline)
LONG = st.builds(lambda text, times: " ".join([text] * times), INLINES, st.integers(1, 12))
BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 4), INLINES),
    st.builds(Paragraph, LONG),
    st.builds(PersonLine, INLINES),
    st.builds(
        ListBlock,
        st.booleans(),
        st.lists(INLINES, min_size=1, max_size=4).map(tuple),
        st.integers(1, 40),
    ),
    st.just(PageBreak()),
)
COVERS = st.builds(Cover, TEXTS, TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), TEXTS)
DOCUMENTS = st.builds(
    Document,
    st.just("A title"),
    st.sampled_from(["en", "de"]),
    st.none() | COVERS,
    st.lists(BLOCKS, min_size=1, max_size=8).map(tuple),
).filter(logical_lines)
# Shrinking a file takes minutes; the failing document itself is short enough to read.
SLOW = settings(
    max_examples=settings.default.max_examples // 5,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


def lines_of(data, filename):
    data = data if isinstance(data, bytes) else data.encode()
    return [line for line in extract_text(data, filename).lines if line]


def has_twin_links(line):
    """Two links to one target with a space between: a PDF cannot tell them from one that wraps."""
    runs = parse_inline(line)
    targets = [run.target for run in runs if run.text != " "]
    return any(a is not None and a == b for a, b in pairwise(targets))


@given(DOCUMENTS)
def test_markdown_is_read_back_as_it_was_written(document):
    assert lines_of(to_markdown(document), "a.md") == logical_lines(document)


@given(DOCUMENTS)
def test_plain_text_is_read_back_without_heading_marks(document):
    expected = [without_heading_mark(line) for line in logical_lines(document)]

    assert lines_of(to_text(document), "a.txt") == expected


@given(DOCUMENTS)
def test_html_is_read_back_as_it_was_written(document):
    assert lines_of(to_html(document), "a.html") == logical_lines(document)


@SLOW
@given(DOCUMENTS)
def test_word_is_read_back_as_it_was_written(document):
    assert lines_of(to_docx(document), "a.docx") == logical_lines(document)


def has_tight_links(line):
    """A link right behind a sign, at which paper may break: was there a space at the line's end?"""
    runs = parse_inline(line)
    return any(
        a.target != b.target and not (a.text[-1].isspace() or b.text[0].isspace())
        for a, b in pairwise(runs)
    )


@pytest.mark.pdf
@SLOW
@given(DOCUMENTS)
def test_pdf_is_read_back_as_it_was_written(document):
    assume(not any(map(has_twin_links, logical_lines(document))))
    assume(not any(map(has_tight_links, logical_lines(document))))

    assert read_pdf(to_pdf(document))[0] == logical_lines(document)


@pytest.mark.parametrize("write", [to_markdown, to_html, to_docx, to_pdf])
def test_a_long_summary_comes_back_from_every_format(write):
    document = make_summary(paragraphs=12)

    assert lines_of(write(document), "") == logical_lines(document)


@pytest.mark.parametrize("write", [to_markdown, to_text, to_html, to_docx, to_pdf])
def test_writing_twice_gives_the_same_bytes(write):
    document = make_summary(paragraphs=2)

    assert write(document) == write(document)
