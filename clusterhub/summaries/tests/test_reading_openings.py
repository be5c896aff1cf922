import pytest

from clusterhub.summaries.reading import read_lines
from clusterhub.summaries.reading.cover import says_more
from clusterhub.summaries.writing import to_lines

pytestmark = pytest.mark.pure
PURPOSE = "The platform held this EU Clusters Talk on 4 October 2023, 8:30 CEST, to compare ports."


def summary(opening, *section):
    return read_lines(
        [
            "# Ports and rail",
            "11 October 2023, 8:30 – 9:45 CEST",
            *opening,
            "## Key messages",
            "- Ports matter.",
            "## 1. News from the platform",
            *section,
        ]
    )


def codes(record):
    return [finding["code"] for finding in record["findings"]]


def test_an_opening_sentence_that_says_more_than_when_is_kept_without_a_finding():
    record = summary([PURPOSE], "- A new page.")

    assert record["sections"][0]["text"] == f"{PURPOSE}\n\n- A new page."
    assert [item["text"] for item in record["news"]] == ["A new page."]
    assert codes(record) == ["conflicting-dates"]


def test_an_opening_sentence_that_only_says_when_is_not_repeated():
    record = summary(
        ["The ECCP organised this EU Clusters Talk on 4 October 2023, 8:30 CEST."], "- A new page."
    )

    assert record["sections"][0]["text"] == "- A new page."
    assert codes(record) == ["conflicting-dates"]


def test_an_opening_sentence_is_no_news_where_news_are_paragraphs():
    record = summary([PURPOSE], "A new page is out.")

    assert record["sections"][0]["text"] == f"{PURPOSE}\n\nA new page is out."
    assert [item["text"] for item in record["news"]] == ["A new page is out."]


@pytest.mark.parametrize("section", ["- A new page.", "A new page is out."])
def test_a_kept_opening_survives_the_way_back(section):
    record = summary([PURPOSE], section)

    read_back = read_lines(to_lines(record))

    assert {**read_back, "findings": []} == {**record, "findings": []}


def test_what_follows_in_the_paragraph_keeps_its_place_and_is_pointed_out():
    record = summary([f"{PURPOSE} Slides are online."], "- A new page.")

    assert record["sections"][0]["text"].startswith(f"{PURPOSE} Slides are online.")
    assert sorted(codes(record)) == ["conflicting-dates", "unread"]


def test_an_opening_does_not_speak_against_its_own_day():
    looking_back = "The talk was held on 4 October 2023 to look back on the Industry Days in Spain."

    record = summary([looking_back], "- A new page.")

    conflict = record["findings"][0]["message"]
    assert "looks back" not in conflict
    assert record["sections"][0]["text"].startswith(looking_back)


@pytest.mark.parametrize(
    ("sentence", "more"),
    [
        ("This EU Clusters Talk took place on 11 October 2023 from 8:30 to 9:45 CET.", False),
        ("The webinar “Ports and rail” was organised by the ECCP on 11 October 2023.", False),
        ("On 11 October 2023, the EU Clusters Talk dealt with freight in the Alps.", True),
        ("The talk was held on 11 October 2023 to hear **four regions**.", True),
    ],
)
def test_day_hour_name_and_organiser_are_nothing_more(sentence, more):
    assert says_more(sentence, "Ports and rail") is more
