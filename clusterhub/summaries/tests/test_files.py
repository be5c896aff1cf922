from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from clusterhub.documents.extraction import extract_text
from clusterhub.summaries.jobs import make_waiting_files
from clusterhub.summaries.models import FileStatus, SummaryFile
from clusterhub.summaries.operations import (
    correct_summary,
    give_up_hopeless,
    make_file,
    retry_file,
    save_draft,
)
from clusterhub.summaries.reading import read_summary
from clusterhub.summaries.tests.makers import make_published

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What a worker that is shot down feels like from inside."""


def killed(record):
    raise Killed


def broken(record):
    raise ValueError("no font")


def quick(record):
    return f"%PDF-{record['title']}".encode()


def queued_file():
    return make_published().files.get()


def later(file, minutes=5):
    SummaryFile.objects.update(started_at=timezone.now() - timedelta(minutes=minutes))
    return SummaryFile.objects.get(pk=file.pk)


def test_publishing_leaves_a_row_and_a_worker_makes_the_file():
    file = queued_file()

    made = make_file(file, quick)

    assert (file.status, made.status, made.attempts) == (FileStatus.QUEUED, FileStatus.DONE, 1)
    assert bytes(made.content).startswith(b"%PDF-Industry Days")


def test_a_file_whose_worker_was_killed_is_made_by_the_next_one():
    file = queued_file()
    with pytest.raises(Killed):
        make_file(file, killed)

    at_once = make_file(file, quick)
    made = make_file(later(file), quick)

    assert (at_once.status, made.status, made.attempts) == (FileStatus.MAKING, FileStatus.DONE, 2)


def test_a_file_that_is_done_is_not_made_again():
    file = queued_file()
    make_file(file, quick)

    again = make_file(file, broken)

    assert (again.status, again.attempts) == (FileStatus.DONE, 1)


def test_three_failures_are_enough_until_somebody_asks_again():
    file = queued_file()

    states = [make_file(file, broken).status for _ in range(4)]
    retry_file(file)
    made = make_file(file, quick)

    assert states == ["queued", "queued", "failed", "failed"]
    assert (made.status, made.problem) == (FileStatus.DONE, "")


def test_a_file_that_kills_every_worker_is_given_up():
    file = queued_file()
    for _ in range(3):
        with pytest.raises(Killed):
            make_file(later(file), killed)
    later(file)

    give_up_hopeless()

    file.refresh_from_db()
    assert (file.status, file.problem) == (FileStatus.FAILED, "The worker died while making it.")


def test_a_file_of_an_older_record_is_thrown_away():
    file = queued_file()
    summary = file.summary

    def correct_meanwhile(record):
        save_draft(summary, summary.record | {"title": "Corrected"}, summary.revision, None)
        correct_summary(summary, what="The title", by=None)
        return quick(record)

    late = make_file(file, correct_meanwhile)
    made = make_file(late, quick)

    assert (late.status, bytes(made.content)) == (FileStatus.QUEUED, b"%PDF-Corrected")


@pytest.mark.pdf
def test_the_clock_makes_what_nobody_asked_for():
    file = queued_file()

    make_waiting_files()

    file.refresh_from_db()
    assert file.status == FileStatus.DONE
    assert extract_text(bytes(file.content), "summary.pdf").format == "pdf"


@pytest.mark.pdf
@pytest.mark.once  # The states of its row are asked by the tests above.
def test_the_pdf_is_made_on_asking_and_known_by_its_etag(client):
    summary = make_published()
    address = reverse("summaries:summary-pdf", args=[summary.slug])

    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, first["Content-Type"]) == (200, "application/pdf")
    assert first.content.startswith(b"%PDF-")
    assert again.status_code == 304


def test_while_another_worker_makes_the_pdf_a_page_says_so_and_looks_again(client):
    file = queued_file()
    SummaryFile.objects.update(status=FileStatus.MAKING, started_at=timezone.now(), attempts=1)

    response = client.get(reverse("summaries:summary-pdf", args=[file.summary.slug]))

    assert (response.status_code, response["Refresh"], response["Cache-Control"]) == (
        202,
        "3",
        "no-store",
    )
    assert "The PDF is being made" in response.content.decode()


def test_looking_again_fills_no_queue(client, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    file = queued_file()
    address = reverse("summaries:summary-pdf", args=[file.summary.slug])

    answers = [client.get(address).status_code for _ in range(5)]

    waiting = DBTaskResult.objects.filter(task_path__endswith="make_summary_file")
    assert answers == [202] * 5
    assert waiting.count() == 1


@pytest.mark.pdf
def test_a_pdf_that_failed_says_what_is_safe_and_can_be_asked_for_again(client):
    file = queued_file()
    SummaryFile.objects.update(status=FileStatus.FAILED)
    address = reverse("summaries:summary-pdf", args=[file.summary.slug])

    failed = client.get(address)
    client.post(reverse("summaries:summary-pdf-again", args=[file.summary.slug]))
    made = client.get(address)

    assert (failed.status_code, made.status_code) == (503, 200)


@pytest.mark.once  # A record becomes a file and is read again.
@pytest.mark.parametrize("format", ["docx", "md"])
def test_word_and_markdown_read_back_as_the_same_record(client, format):
    summary = make_published()

    response = client.get(reverse(f"summaries:summary-{format}", args=[summary.slug]))

    again = read_summary(response.content, f"summary.{format}")
    for key in ("title", "starts_at", "key_messages", "news", "figures"):
        assert again[key] == summary.published_record[key]


def test_the_json_is_the_record_with_what_it_is_linked_to(client):
    summary = make_published()
    address = reverse("summaries:summary-json", args=[summary.slug])

    response = client.get(address)
    again = client.get(address, headers={"If-None-Match": response["ETag"]})

    body = response.json()
    assert body["agenda"] == summary.published_record["agenda"]
    assert body["event"].endswith(summary.event.get_absolute_url())
    assert {"person", "organisation", "call"} <= {each["kind"] for each in body["mentions"]}
    assert again.status_code == 304
