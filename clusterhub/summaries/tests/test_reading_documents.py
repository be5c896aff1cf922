import json
from pathlib import Path

import pytest

from clusterhub.documents.writing import to_docx, to_html, to_pdf
from clusterhub.summaries.reading import read_summary
from clusterhub.summaries.reading.shape import check_shape
from clusterhub.summaries.writing import to_document

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[3]
FOUNDING = ROOT.parent / "shared/data/talk-summaries/2023-10-11-eu-industry-days-takeaways.txt"
SAMPLE = ROOT / "clusterhub/summaries/sample/2023-10-11-eu-industry-days-takeaways.md"
DOCUMENTS = sorted(
    path
    for path in (Path(__file__).parent / "documents").iterdir()
    if path.suffix in (".md", ".txt") and path.name != "README.md"
)
KEYS = [
    "series",
    "kind",
    "title",
    "time_as_printed",
    "timezone",
    "starts_at",
    "ends_at",
    "moderators",
    "agenda",
    "key_messages",
    "sections",
    "news",
    "funding",
    "pointers",
    "figures",
    "topics",
    "findings",
]


def read(path):
    if not path.exists():
        pytest.skip("the founding document is not at hand; the sample of our own stands for it")
    return read_summary(path.read_bytes(), path.name)


def codes(record):
    return [finding["code"] for finding in record["findings"]]


def names(people):
    return [person["name"] for person in people]


both_tellings = pytest.mark.parametrize("path", [FOUNDING, SAMPLE], ids=["original", "sample"])


@both_tellings
def test_the_founding_talk_has_the_cover_date_and_true_offsets(path):
    record = read(path)

    assert record["title"] == (
        "EU Industry Days: Takeaways from Europe's flagship event for industry"
    )
    assert record["time_as_printed"] == "11 October 2023, 8:30 – 9:45 CET"
    assert record["starts_at"] == "2023-10-11T08:30:00+02:00"
    assert record["ends_at"] == "2023-10-11T09:45:00+02:00"


@both_tellings
def test_the_founding_talk_has_four_parts_and_six_speakers(path):
    record = read(path)

    assert names(record["moderators"]) == ["Zivile Kropaite"]
    assert [item["number"] for item in record["agenda"]] == [1, 2, 3, 4]
    assert [names(item["speakers"]) for item in record["agenda"]] == [
        ["Nina Hoppmann"],
        ["Mariella Masselink"],
        ["Daniel Cosnita", "Daniel González", "Jose Ramón Natal", "Ola Svedin"],
        ["Nina Hoppmann"],
    ]
    assert record["agenda"][0]["speakers"] == record["agenda"][3]["speakers"]
    assert record["agenda"][1]["speakers"][0] == {
        "name": "Mariella Masselink",
        "role": "Head of Unit",
        "organisation": "DG GROW, European Commission",
    }
    assert [section["title"] for section in record["sections"]] == [
        item["title"] for item in record["agenda"]
    ]


@both_tellings
def test_the_founding_talk_has_its_items_figures_and_topics(path):
    record = read(path)

    assert len(record["key_messages"]) == 4
    assert [item["dates"] for item in record["news"]] == [[], [], [], ["2023-10-19"], []]
    assert record["news"][1]["places"] == [
        "France",
        "Czech Republic",
        "Germany",
        "Romania",
        "Poland",
    ]
    assert [(call["deadlines"], call["partnership"]) for call in record["funding"]] == [
        (["2024-03-19"], "AI Data and Robotics Partnership"),
        (["2023-11-07"], None),
        (["2024-04-18"], "Batt4EU Partnership"),
    ]
    assert len(record["pointers"]) == 2
    assert [(figure["value"], figure["unit"]) for figure in record["figures"]] == [
        (1200, "participants"),
        (39, "sessions"),
        (16, "exhibitors"),
        (27, "experts"),
    ]
    assert len(record["topics"]) == 8


@both_tellings
def test_the_founding_talk_shows_its_traps(path):
    record = read(path)

    assert sorted(codes(record)) == ["conflicting-dates", *["empty-link"] * 10, "zone-label"]
    conflict = record["findings"][0]
    assert conflict["values"] == ["2023-10-11", "2023-10-04"]
    assert "11 October 2023 is taken" in conflict["message"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_of_the_series_gives_the_record_that_was_checked_by_hand(path):
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))

    record = read(path)

    assert record == expected
    assert list(record) == KEYS
    assert check_shape(record) == []


@pytest.mark.parametrize(
    ("stem", "write", "extension"),
    [
        ("02-talent-for-the-twin-transition", to_docx, "docx"),
        ("08-water", to_pdf, "pdf"),
        ("11-hydrogen", to_html, "html"),
    ],
)
def test_a_record_comes_back_from_other_formats(stem, write, extension):
    path = Path(__file__).parent / "documents" / f"{stem}.json"
    record = json.loads(path.read_text("utf-8"))

    content = write(to_document(record))

    content = content.encode() if isinstance(content, str) else content
    read_back = read_summary(content, f"summary.{extension}")
    assert {**read_back, "findings": []} == {**record, "findings": []}


@both_tellings
def test_a_corrected_day_survives_the_way_back(path):
    record = read(path)
    corrected = {
        **record,
        "starts_at": "2023-10-18T09:00:00+02:00",
        "ends_at": "2023-10-18T10:00:00+02:00",
    }

    read_back = read_summary(to_docx(to_document(corrected)), "summary.docx")

    assert read_back["time_as_printed"] == "11 October 2023, 8:30 – 9:45 CET"
    assert read_back["starts_at"] == "2023-10-18T09:00:00+02:00"
    assert read_back["ends_at"] == "2023-10-18T10:00:00+02:00"


@both_tellings
def test_reading_twice_gives_the_same_json(path):
    assert json.dumps(read(path)) == json.dumps(read(path))


@both_tellings
def test_no_line_of_the_body_is_lost(path):
    record = read(path)
    body = path.read_text("utf-8").split("\n\n1. News from")[-1].split("## 1. News from")[-1]

    kept = " ".join(section["text"] for section in record["sections"])
    kept += " ".join(f"{each['title']}" for each in record["sections"])
    kept += json.dumps(record["agenda"], ensure_ascii=False)

    words = {word.strip(".,") for word in body.split()[8:]} - {"", "##"}
    assert {word for word in words if word not in kept} == set()
