import pytest

from clusterhub.documents.writing import to_docx, to_markdown, to_pdf
from clusterhub.summaries.reading import read_summary
from clusterhub.summaries.tests.makers import TALK
from clusterhub.summaries.writing import to_document

pytestmark = pytest.mark.pure

FIGURE = {"value": 40_000_000, "unit": "EUR", "text": "Said on the fringes of the talk."}


def read(text=TALK):
    return read_summary(text.encode())


def again(record, write=to_markdown, extension="md"):
    content = write(to_document(record))
    content = content.encode() if isinstance(content, str) else content
    return read_summary(content, f"summary.{extension}")


def test_what_the_text_says_anyway_is_not_printed_again():
    printed = to_markdown(to_document(read()))

    assert "## Figures" not in printed
    assert "## Topics" not in printed


@pytest.mark.parametrize(
    ("write", "extension"), [(to_markdown, "md"), (to_docx, "docx"), (to_pdf, "pdf")]
)
def test_what_was_only_typed_into_the_form_is_in_every_file(write, extension):
    record = read()
    record["figures"] = [FIGURE, *record["figures"]]
    record["topics"] = [*record["topics"], "Water"]

    back = again(record, write, extension)

    assert back["figures"] == record["figures"]
    assert back["topics"] == record["topics"]
    assert back["sections"] == record["sections"]


def test_what_was_taken_out_in_the_form_stays_out():
    record = read() | {"figures": [], "topics": []}

    back = again(record)

    assert (back["figures"], back["topics"]) == ([], [])


def test_the_parts_look_like_parts():
    record = read() | {"figures": [FIGURE], "topics": ["Water"]}

    printed = to_markdown(to_document(record))

    assert printed.endswith(
        "## Figures\n\n- **40,000,000 EUR** – Said on the fringes of the talk.\n\n"
        "## Topics\n\n- Water\n"
    )


@pytest.mark.parametrize(
    "part",
    [
        "Topics\n\nWe spoke of two things.",
        "Topics\n\n- [Water](https://example.org)",
        "Figures\n\n- There were many of them",
        "Topics\n\n- Water\n\nAnd this was the end.",
    ],
)
def test_a_part_of_the_text_with_such_a_name_stays_text(part):
    record = read(f"{TALK}\n{part}\n")

    assert part.rpartition("\n")[2].lstrip("- ") in record["sections"][-1]["text"]
    assert record["topics"] == ["green and digital transition", "simpler registration"]


def test_a_part_that_the_agenda_announces_stays_a_part():
    text = TALK.replace("3. Panel debate", "3. Topics").replace("4. Funding opp", "4. Other opp")
    record = read(text.split("4. Other opportunities\n\nNina")[0] + "\n- Water\n- Wind\n")

    assert record["sections"][-1]["title"] == "Topics"
    assert "- Wind" in record["sections"][-1]["text"]
