import pytest
from django.core.management import call_command

from clusterhub.documents.writing import to_docx, to_markdown, to_pdf
from clusterhub.events.tests.makers import make_event, make_talk_series
from clusterhub.summaries.agenda import record_of_event
from clusterhub.summaries.operations import save_reading
from clusterhub.summaries.reading import read_summary
from clusterhub.summaries.reading.series import DEFAULT
from clusterhub.summaries.reading.shape import check_shape
from clusterhub.summaries.tests.makers import TALK
from clusterhub.summaries.writing import to_document

KNOWN = ("Harbour Hour", "Harbour Hour Extra", "Valley Mornings")
OTHER = TALK.replace("EU Clusters Talks\n", "").replace("This EU Clusters Talk of", "This talk of")


def series_of(text, filename="talk.txt", known=KNOWN):
    return read_summary(text.encode(), filename, known)["series"]


def with_line(line, text=OTHER):
    return text.replace("Summary\n", f"Summary\n\n{line}\n", 1)


@pytest.mark.parametrize(
    ("text", "filename", "series"),
    [
        (with_line("Harbour Hour"), "talk.txt", "Harbour Hour"),
        (with_line("#HARBOUR HOUR"), "talk.txt", "Harbour Hour"),
        (with_line("Harbour Hour Extra"), "talk.txt", "Harbour Hour Extra"),
        (f"Valley Mornings: {OTHER}", "talk.txt", "Valley Mornings"),
        (OTHER, "2023-10-11_valley-mornings_summary.txt", "Valley Mornings"),
        (OTHER.replace("This talk", "This Valley Morning"), "talk.txt", "Valley Mornings"),
        (OTHER.replace("\n3. Panel", "\nHarbour Hour\n\n3. Panel"), "x.txt", "Harbour Hour"),
        (OTHER, "talk.txt", DEFAULT),
        (TALK, "valley-mornings.txt", DEFAULT),
        (with_line("Forest Friday"), "talk.txt", DEFAULT),
    ],
)
def test_the_series_is_the_one_that_the_document_names(text, filename, series):
    assert series_of(text, filename) == series


def test_the_name_of_another_series_is_no_title_and_no_stray_line():
    named = f"Harbour Hour\n\n{with_line('Harbour Hour', OTHER)}"

    record, plain = read_summary(named.encode(), "", KNOWN), read_summary(OTHER.encode(), "", KNOWN)

    assert record["title"] == plain["title"]
    assert "unread" not in {each["code"] for each in record["findings"]}
    assert record["sections"] == plain["sections"]


def test_no_wednesday_speaks_for_a_day_of_another_series():
    message = next(
        each["message"]
        for each in read_summary(with_line("Harbour Hour").encode(), "", KNOWN)["findings"]
        if each["code"] == "conflicting-dates"
    )

    assert "Wednesday" not in message


@pytest.mark.parametrize(
    ("write", "extension"), [(to_markdown, "md"), (to_docx, "docx"), (to_pdf, "pdf")]
)
def test_a_summary_of_another_series_reads_the_same_from_its_files(write, extension):
    record = read_summary(with_line("Harbour Hour").encode(), "", KNOWN) | {"findings": []}
    content = write(to_document(record))

    content = content.encode() if isinstance(content, str) else content
    back = read_summary(content, f"summary.{extension}", KNOWN)

    assert back | {"findings": []} == record
    assert check_shape(record) == []


@pytest.mark.django_db
def test_the_desk_and_the_command_line_know_the_series_of_the_platform(tmp_path, capsys):
    make_talk_series(name="Harbour Hour")
    file = tmp_path / "talk.txt"
    file.write_text(with_line("Harbour Hour"))

    summary = save_reading(file.read_bytes(), "talk.txt", None)
    call_command("read_summary", str(file))

    assert summary.record["series"] == "Harbour Hour"
    assert '"series": "Harbour Hour"' in capsys.readouterr().out


@pytest.mark.django_db
def test_a_summary_begun_from_a_talk_has_the_series_of_the_talk():
    event = make_event(series=make_talk_series(name="Harbour Hour"))

    assert record_of_event(event)["series"] == "Harbour Hour"
