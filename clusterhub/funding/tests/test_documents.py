"""Documents of a call: what editors add is checked by its content and stays beside the sources'."""

import json
from io import BytesIO
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user, sign_in
from clusterhub.documents.refusals import BadFile
from clusterhub.funding.models import Call, CallDocument
from clusterhub.funding.operations import (
    CallImporter,
    TooManyDocuments,
    add_document,
    remove_document,
)
from clusterhub.funding.operations import documents as operations
from clusterhub.funding.reading import read_calls
from clusterhub.funding.tests.makers import make_call
from clusterhub.funding.tests.records import page, result

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n%%EOF\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def with_macros():
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("word/vbaProject.bin", "x")
    return packed.getvalue()


def desk_of(call):
    return reverse("funding:documents", args=[call.slug])


def test_an_editor_adds_a_file_and_an_address_and_everybody_gets_them(client):
    call = make_call(title="Vouchers")
    before = call.updated_at
    sign_in(client, "editor")
    file = SimpleUploadedFile("../Guide v2.1.exe", PDF, "application/octet-stream")
    answers = [
        client.post(desk_of(call), {"title": "", "file": file}),
        client.post(desk_of(call), {"title": "Questions", "url": "https://wood.example/faq"}),
    ]
    client.logout()

    shown = client.get(call.get_absolute_url()).content.decode()
    [kept, link] = client.get(f"/api/v1/calls/{call.slug}").json()["documents"]
    got = client.get(urlsplit(kept["url"]).path)

    assert [answer.status_code for answer in answers] == [302, 302]
    assert (kept["title"], link["url"]) == ("Guide v2.1.pdf", "https://wood.example/faq")
    assert f"PDF, {len(PDF)} bytes" in shown.replace("\xa0", " ") and link["url"] in shown
    assert b"".join(got.streaming_content) == PDF
    assert got["Content-Type"] == "application/pdf"
    assert got["Content-Disposition"] == 'attachment; filename="Guide v2.1.pdf"'
    assert got["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert client.get(f"/calls/{call.slug}.json").json()["documents"] == [kept, link]
    assert Call.objects.get().updated_at > before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><script>alert(1)</script>", "is neither PDF, Word"),
        (b"%PDF-1.4\nand no end", "ends in the middle"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "picture is damaged"),
        (with_macros(), "contains macros"),
    ],
)
def test_a_file_that_lies_is_refused_with_a_sentence_and_leaves_nothing(
    client, folder, content, words
):
    call = make_call()
    sign_in(client, "editor")

    answer = client.post(desk_of(call), {"file": SimpleUploadedFile("guide.pdf", content)})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not CallDocument.objects.exists()
    assert files_in(folder) == []


def test_one_of_both_is_asked_for_and_an_address_must_be_of_the_web(client):
    call = make_call()
    sign_in(client, "editor")
    both = {"url": "https://x.example/", "file": SimpleUploadedFile("a.pdf", PDF)}

    codes = [
        client.post(desk_of(call), sent).status_code
        for sent in ({}, both, {"url": "javascript:alert(1)"}, {"url": "ftp://x.example/a"})
    ]

    assert codes == [422] * 4
    assert not CallDocument.objects.exists()


def test_the_same_twice_is_once_and_removing_takes_the_bytes_along(
    folder, django_capture_on_commit_callbacks
):
    call, editor = make_call(), make_user(roles=[Role.EDITOR])
    with django_capture_on_commit_callbacks(execute=True):
        first = add_document(call, name="a.pdf", content=PDF, by=editor)
        again = add_document(call, name="b.pdf", content=PDF, by=editor)
        link = add_document(call, url="https://x.example/", by=editor)
    assert again == first and add_document(call, url=link.url, by=editor) == link
    assert len(files_in(folder)) == 1

    with django_capture_on_commit_callbacks(execute=True):
        remove_document(first, by=editor)
        remove_document(first, by=editor)

    assert [row.url for row in call.documents.all()] == [link.url]
    assert files_in(folder) == []


def test_only_editors_change_documents_and_a_draft_gives_its_file_to_them_alone(client):
    draft = make_call(is_published=False)
    row = add_document(draft, name="a.pdf", content=PDF, by=None)
    member = make_user()
    removal = reverse("funding:document-removal", args=[draft.slug, row.uid])
    with pytest.raises(PermissionDenied):
        add_document(draft, url="https://x.example/", by=member)
    with pytest.raises(PermissionDenied):
        remove_document(row, by=member)

    seen = {"visitor": client.get(row.safe_url).status_code}
    client.force_login(member)
    seen["member"] = [
        client.get(row.safe_url).status_code,
        client.get(desk_of(draft)).status_code,
        client.post(removal).status_code,
    ]
    sign_in(client, "editor")
    seen["editor"] = [
        client.get(row.safe_url).status_code,
        client.get(desk_of(draft)).status_code,
        client.post(removal).status_code,
    ]

    assert seen == {"visitor": 404, "member": [404, 404, 404], "editor": [200, 200, 302]}


def test_no_import_touches_what_a_person_added_or_brings_back_what_she_took_away():
    def bring(*urls):
        rows = [{"nameDoc": url[-5:], "docUrl": url} for url in urls]
        record = result("DOC-1", type="2", publicationDocuments=json.dumps(rows))
        list(CallImporter().take(read_calls(page(record)), name="x"))
        return sorted(row.url for row in CallDocument.objects.exclude(url=""))

    guide, faq, own = (f"https://x.example/{name}" for name in ("guide", "faq.a", "own.b"))
    assert bring(guide) == [guide]
    call = Call.objects.get()
    add_document(call, url=own, by=None)
    add_document(call, name="a.pdf", content=PDF, by=None)

    assert bring(faq, own) == [faq, own]
    remove_document(call.documents.get(url=faq), by=None)
    assert bring(faq, guide) == [own]
    assert call.documents.exclude(file="").count() == 1


def test_a_call_holds_only_so_many_and_a_refusal_leaves_no_file(folder, monkeypatch):
    call = make_call()
    monkeypatch.setattr(operations, "MOST_DOCUMENTS", 1)
    add_document(call, url="https://x.example/", by=None)

    with pytest.raises(TooManyDocuments):
        add_document(call, name="a.pdf", content=PDF, by=None)
    with pytest.raises(BadFile):
        add_document(call, name="a.pdf", content=b"", by=None)

    assert files_in(folder) == []


def test_a_document_is_an_address_or_a_file():
    call = make_call()

    for facts in ({}, {"url": "https://x.example/", "file": "calls/a.pdf", "digest": "d"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CallDocument.objects.create(call=call, title="T", **facts)
