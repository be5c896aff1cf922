"""Files that are allowed by size and would still keep a web worker busy for minutes."""

import resource

import pytest

from clusterhub.documents.extraction import CannotRead, extract_text
from clusterhub.documents.formats.fence import CPU_SECONDS
from clusterhub.documents.tests.makers import make_zip

pytestmark = pytest.mark.pure
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body):
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return make_zip(**{"word/document.xml": document})


def paragraphs(count):
    return "".join(f"<w:p><w:r><w:t>{n} {n * 7919}</w:t></w:r></w:p>" for n in range(count))


MONSTERS = {
    "Word, 100,000 paragraphs": lambda: word(paragraphs(100_000)),
    "Word, a paragraph of a million runs": lambda: word(
        "<w:p>" + "".join(f"<w:r><w:t>{n:x}</w:t></w:r>" for n in range(900_000)) + "</w:p>"
    ),
    "HTML, 200,000 links": lambda: (
        "<html><body>"
        + "".join(f'<p><a href="https://x.example/{n}">{n}</a></p>' for n in range(200_000))
    ).encode(),
    "HTML, nested without end": lambda: ("<html><body>" + "<div>" * 200_000 + "x").encode(),
    "Markdown, 10 MB": lambda: b"# H\n\n* a [b](https://x.example/1) **c**\n" * 250_000,
    "text, 18 MB": lambda: b"The quick brown fox jumps over the lazy dog.\n" * 400_000,
    "text, one line": lambda: b"The quick brown fox jumps. " * 600_000,
}


@pytest.mark.parametrize("make", MONSTERS.values(), ids=MONSTERS)
def test_a_monster_is_given_up_in_time_and_in_words(make):
    data = make()
    before = seconds_used(resource.RUSAGE_SELF), seconds_used(resource.RUSAGE_CHILDREN)

    with pytest.raises(CannotRead) as caught:
        extract_text(data)

    here = seconds_used(resource.RUSAGE_SELF) - before[0]
    in_fence = seconds_used(resource.RUSAGE_CHILDREN) - before[1]
    assert caught.value.code in {"too-long", "too-complex", "unpacked-too-large", "no-text"}
    assert here < 3
    assert in_fence < CPU_SECONDS + 2


def seconds_used(whose):
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def test_a_long_document_is_read_behind_the_fence_as_it_would_be_before_it():
    short, long = word(paragraphs(3)), word(paragraphs(15_000))

    few, many = extract_text(short).lines, extract_text(long).lines

    assert many[: len(few)] == few
    assert len([line for line in many if line]) == 15_000
