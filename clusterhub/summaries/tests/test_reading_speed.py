"""Twice the text takes about twice as long, whatever the text repeats."""

import time
from pathlib import Path

import pytest

from clusterhub.documents.extraction import extract_text
from clusterhub.summaries.reading import read_lines

pytestmark = pytest.mark.pure
SAMPLE_PATH = Path(__file__).parents[1] / "sample" / "2023-10-11-eu-industry-days-takeaways.md"
SAMPLE = SAMPLE_PATH.read_text("utf-8")
COVER = ["# A title", "11 October 2023, 8:30 CEST"]
AGENDA = ["## Agenda", "1. First part"]
BODY = [*AGENDA, "Anna Berg, CEO, Acme", "## 1. First part"]
MANY = 700
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def person(number):
    letters = LETTERS[number % 26] + LETTERS[number // 26 % 26] + LETTERS[number // 676 % 26]
    return f"Anna Berg{letters}, Head of Unit {number}, Body {number}"


REPEATED = {
    "headings": ([], lambda n: f"## {n}. Heading {n}"),
    "numbered lines": (AGENDA, lambda n: f"{n % 999 + 1}. Item {n}"),
    "sub-headings": (BODY, lambda n: f"### Part {n}"),
    "announced speakers": (AGENDA, person),
    "speakers": (BODY, person),
    "moderators": (BODY, lambda n: f"Moderation: {person(n)}"),
    "days of the talk": ([], lambda n: f"This talk was held on {n % 28 + 1} March 2024, n. {n}."),
    "days in the text": (BODY, lambda n: f"On {n % 28 + 1} March 2024 came {n} firms."),
    "calls": (["## Open calls"], lambda n: f"- Call {n}; deadline {n % 28 + 1} March 2024"),
    "links": (["## News"], lambda n: f"- **News** of [page {n}](#)"),
    "near misses": (
        BODY,
        lambda n: f"Anna Bergs{n} of Acmes{n} spoke to {n} firms, with Ana Berg.",
    ),
}


def seconds(work, size):
    started = time.process_time()
    work(size)
    return time.process_time() - started


def grows_with_length(work, size):
    """Five tries, because the machine may be busy with something else."""
    return any(seconds(work, 2 * size) <= 3 * seconds(work, size) for _ in range(5))


@pytest.mark.parametrize("kind", REPEATED)
def test_many_lines_of_a_kind_take_time_in_proportion_to_their_number(kind):
    begins, line = REPEATED[kind]
    lines = [line(number) for number in range(2 * MANY)]

    assert grows_with_length(lambda size: read_lines([*COVER, *begins, *lines[:size]]), MANY)


@pytest.mark.parametrize("extension", ["md", "txt"])
def test_a_long_text_takes_time_in_proportion_to_its_length(extension):
    body = SAMPLE.partition("## 1. News")[2]

    def read(times):
        text = SAMPLE + "\n\nMore.\n".join([body] * times)
        read_lines(extract_text(text.encode(), f"long.{extension}").lines)

    assert grows_with_length(read, 12)
