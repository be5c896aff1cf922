from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterhub.summaries.reading import CannotRead, NotASummary, read_lines, read_summary
from clusterhub.summaries.reading.shape import check_shape

pytestmark = pytest.mark.pure

SAMPLE_PATH = Path(__file__).parents[1] / "sample" / "2023-10-11-eu-industry-days-takeaways.md"
SAMPLE = SAMPLE_PATH.read_text("utf-8")
LINES = SAMPLE.splitlines()
NASTY = [
    "1. ",
    "## ",
    "Agenda",
    "Key messages",
    "Moderation:",
    "Speakers: ;;,()",
    "31 February 2023, 25:99 CET",
    "](#)[**",
    "\u202e\u200f\u2066",
    "(((((",
    "9" * 400 + " people",
    "١٢ participants",
    "² people",
]
lines = st.lists(
    st.one_of(st.sampled_from(LINES), st.sampled_from(NASTY), st.text(max_size=60)), max_size=40
)


def outcome(texts):
    try:
        return read_lines(texts)
    except CannotRead:
        return None


@given(lines)
def test_any_lines_give_a_record_or_a_clear_refusal(texts):
    record = outcome(texts)

    assert record is None or isinstance(record["findings"], list)


@given(st.randoms(use_true_random=False))
def test_a_mangled_sample_is_read_or_refused(random):
    texts = list(LINES)
    for _ in range(random.randint(1, 12)):
        if not texts:
            break
        place = random.randrange(len(texts))
        change = random.choice(["delete", "repeat", "move", "cut"])
        if change == "delete":
            del texts[place]
        elif change == "repeat":
            texts.insert(place, texts[place])
        elif change == "move":
            texts.insert(random.randrange(len(texts)), texts.pop(place))
        else:
            texts[place] = texts[place][: len(texts[place]) // 2]

    record = outcome(texts)

    assert record is None or check_shape(record) == []


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 100, b"   \n\n ", b"%PDF-1.4 broken"])
def test_what_is_no_document_is_refused(content):
    with pytest.raises(CannotRead):
        read_summary(content, "summary.txt")


def test_a_document_without_a_date_is_no_summary():
    with pytest.raises(NotASummary) as refused:
        read_summary(b"# A title\n\nAnd some words.\n", "summary.md")

    assert str(refused.value) == "The document has no date, so it cannot be read as a summary."


def test_a_document_without_a_title_is_no_summary():
    with pytest.raises(NotASummary):
        read_summary(b"EU Clusters Talks\n\n11 October 2023\n", "summary.txt")


def test_a_title_of_five_thousand_characters_is_read_and_refused_as_a_draft():
    record = read_summary(f"# {'Titles ' * 700}\n\n11 October 2023, 8:30 CET\n".encode(), "a.md")

    assert len(record["title"]) == 4899
    assert check_shape(record) == ["title is longer than 250 characters."]


def test_each_of_thousands_of_empty_links_is_a_finding():
    items = "\n".join(f"- [link {number}](#)" for number in range(3_000))

    record = read_summary(
        f"# T\n\n11 October 2023, 8:30 CEST\n\n## News\n\n{items}".encode(), "a.md"
    )

    assert len(record["findings"]) == 3_000


def test_marks_that_turn_the_writing_direction_hide_nothing():
    turned = SAMPLE.replace("Panel debate", "Panel\u202e debate\u202c").encode()

    record = read_summary(turned, "summary.md")

    assert record["agenda"][2]["title"] == "Panel debate"
