import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.summaries.editing import typed
from clusterhub.summaries.models import EventSummary
from clusterhub.summaries.tests.makers import TALK, fresh, make_draft

pytestmark = pytest.mark.django_db
BAD = settings.BASE_DIR.parent / "shared/data/bad-input"
FILES = [
    *sorted(BAD.glob("archives/*")),
    *sorted(BAD.glob("html/*"))[:6],
    *sorted(BAD.glob("xml/*"))[:6],
]


@pytest.fixture(autouse=True)
def editor(client):
    return sign_in(client, "editor")


def hand_in(client, content, name):
    return client.post(reverse("summaries:upload"), {"file": SimpleUploadedFile(name, content)})


@pytest.mark.skipif(not FILES, reason="the bad input is not beside the project")
@pytest.mark.parametrize("name", [".docx", ".html", ".txt"])
def test_hostile_files_get_a_sentence_or_a_harmless_draft(client, name):
    for path in FILES:
        response = hand_in(client, path.read_bytes(), f"{path.stem}{name}")

        assert response.status_code in (302, 422), path
        if response.status_code == 422:
            assert "field__error" in response.content.decode(), path
        else:
            assert "<script>alert" not in client.get(response["Location"]).content.decode(), path


def test_a_file_over_the_limit_is_refused_before_it_is_read(client, settings):
    settings.SUMMARY_MAX_BYTES = 1_000_000

    response = hand_in(client, TALK.encode() + b" " * 1_000_001, "talk.txt")

    assert "The file is larger than 1 MB." in response.content.decode()
    assert EventSummary.objects.count() == 0


def test_another_extension_than_the_content_is_read_by_its_content(client):
    hand_in(client, TALK.encode(), "talk.pdf")

    assert EventSummary.objects.get().source.format == "txt"


def test_a_summary_without_an_agenda_is_a_draft_with_its_text(client):
    hand_in(
        client,
        b"# Steel talk\n\n11 October 2023, 8:30 - 9:45 CEST\n\n## Steel\n\nSteel was made.",
        "talk.md",
    )

    record = EventSummary.objects.get().record
    assert (record["agenda"], record["sections"][0]["text"]) == ([], "Steel was made.")


def test_right_to_left_marks_do_not_turn_a_name_around(client):
    hand_in(client, TALK.replace("Daniel Cosnita", "Daniel \u202eCosnita").encode(), "talk.txt")

    names = [
        person["name"] for person in EventSummary.objects.get().record["agenda"][2]["speakers"]
    ]
    assert names[0] == "Daniel Cosnita"


def test_a_very_long_title_can_be_typed_and_is_asked_to_be_shorter(client):
    summary = make_draft()
    fields = typed(summary.record) | {"title": "x" * 5000, "revision": 1, "check": ""}

    client.post(reverse("summaries:edit", args=[summary.pk]), fields)

    assert len(fresh(summary).record["title"]) == 5000
    assert summary.findings.filter(code="title-too-long").count() == 1


def test_a_form_of_thousands_of_fields_is_still_saved(client):
    summary = make_draft()
    summary.record["topics"] = []
    fields = typed(summary.record) | {"revision": 1, "title": "Long"}
    for row in range(280):
        for name, value in (
            ("text", f"News {row}"),
            ("dates", ""),
            ("places", ""),
            ("links.0.text", ""),
        ):
            fields[f"news.{row}.{name}"] = value

    client.post(reverse("summaries:edit", args=[summary.pk]), fields)

    assert len(fresh(summary).record["news"]) == 280


@pytest.mark.parametrize("revision", ["", "x", "-1", "999999999999999999999"])
def test_a_made_up_revision_overwrites_nothing(client, revision):
    summary = make_draft()
    fields = typed(summary.record) | {"title": "Mine", "revision": revision}

    client.post(reverse("summaries:edit", args=[summary.pk]), fields)

    assert fresh(summary).title != "Mine"
