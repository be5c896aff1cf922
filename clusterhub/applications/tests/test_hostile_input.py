"""What is sent by no form of ours: NUL, huge numbers, others' numbers; and every reading is logged."""

import zipfile
from io import BytesIO

import pytest
from django.urls import reverse

from clusterhub.applications.models import AccessEntry
from clusterhub.applications.operations import scoring, ties
from clusterhub.applications.tests.evaluating import (
    applications,
    assign,
    decide,
    judge_all,
    make_judged,
)
from clusterhub.applications.tests.makers import make_application, make_hosted
from clusterhub.documents.file_kinds import kind_of, safe_name
from clusterhub.documents.refusals import BadFile

pytestmark = pytest.mark.django_db
CHOICES = {"kind": "many", "label": "Which?", "settings": {"choices": ["a", "b"]}}


def test_nul_bytes_are_taken_for_nothing(client):
    hosted = make_hosted(questions=[CHOICES, {"kind": "long", "label": "Why?"}])
    application = make_application(hosted)
    many, long = hosted.forms.get().questions.all()
    client.force_login(application.leader)
    address = reverse("applications:answers", args=[application.uid])

    sent = [
        {"key": many.key, f"a-{many.key}": ["a\0", "b"], f"v-{many.key}": "1"},
        {"key": long.key, f"a-{long.key}": "wo\0od", f"v-{long.key}": "1"},
        {"key": "q\0", "a-q": "x"},
    ]
    statuses = [client.post(address, each).status_code for each in sent]

    assert statuses == [200, 200, 409]
    assert "\0" not in str(list(application.answers.values_list("value", flat=True)))


@pytest.mark.parametrize(
    "typed", ["NaN", "sNaN", "-Infinity", "1e999", "1e-999", "9" * 400, "4\0", "\u0664", "0x4"]
)
def test_a_score_is_on_its_scale_or_refused(typed):
    hosted = make_judged(count=1, evaluators=1)
    scheme = hosted.procedure.scheme()

    try:
        kept = scoring.checked_scores(scheme, {"c1": typed, "c2": "4"}, all_of_them=True)
    except scoring.BadScore as refusal:
        assert set(refusal.problems) == {"c1"}
    else:
        assert kept["c1"] in {"0", "4"}


@pytest.mark.parametrize("action", ["evaluators", "unassignment", "lifting", "voiding"])
@pytest.mark.parametrize("typed", ["", "-1", "9" * 17, "1\0", "\u0661", "1e5"])
def test_numbers_that_nobody_has_lead_nowhere(client, action, typed):
    hosted = make_judged(count=1, evaluators=1)
    client.force_login(hosted.officer)
    address = reverse("evaluation:act", args=[hosted.call.slug, 1, action])

    answer = client.post(address, {"person": typed, "row": typed, "reason": "x"})

    assert answer.status_code == 404


def test_every_reading_stands_in_the_log(client):
    hosted = make_judged(count=1, evaluators=1, budget=5000)
    judge_all(hosted, [("5", "5")])
    decide(hosted)
    [application] = applications(hosted)
    slug = hosted.call.slug
    client.force_login(hosted.officer)

    silent = []
    for name, args in {
        "case": [slug, 1],
        "case-json": [slug, 1],
        "letter": [slug, 1],
        "award": [slug, 1],
        "ranking-csv": [slug],
        "ranking-json": [slug],
        "awards-csv": [slug],
        "awards-json": [slug],
        "desk-json": [slug],
    }.items():
        AccessEntry.objects.all().delete()
        assert client.get(reverse(f"evaluation:{name}", args=args)).status_code == 200
        if not application.accesses.filter(person=hosted.officer).exists():
            silent.append(name)
    for name in ("reading", "json", "docx", "accesses"):
        AccessEntry.objects.all().delete()
        assert client.get(reverse(f"applications:{name}", args=[application.uid])).status_code
        if not application.accesses.filter(person=hosted.officer).exists():
            silent.append(name)

    assert silent == []


def test_exports_are_told_apart_from_pages_in_the_log(client):
    hosted = make_judged(count=1, evaluators=1)
    [application] = applications(hosted)
    client.force_login(hosted.officer)

    client.get(reverse("evaluation:case-json", args=[hosted.call.slug, 1]))

    entry = application.accesses.get(person=hosted.officer)
    assert (entry.verb, entry.what) == ("downloaded", "case.json")


def test_a_tied_officer_reads_nothing_of_it_in_lists_either(client):
    hosted = make_judged(count=2, evaluators=1)
    assign(hosted)
    first, _second = applications(hosted)
    ties.declare_conflict(first, words="my firm", by=hosted.officer)
    client.force_login(hosted.officer)
    slug = hosted.call.slug

    names = ["ranking", "ranking-csv", "ranking-json"]
    pages = [client.get(reverse(f"evaluation:{n}", args=[slug])).content.decode() for n in names]

    assert all("Project 1" not in page and "Lead 1" not in page for page in pages)


def test_a_file_name_in_a_header_is_a_plain_word(client):
    hosted = make_judged(count=1, evaluators=1)
    client.force_login(hosted.officer)
    type(hosted).objects.filter(pk=hosted.pk).update(prefix='x"; a=../..')
    [application] = applications(hosted)

    answer = client.get(reverse("applications:docx", args=[application.uid]))

    name = answer["Content-Disposition"].partition("filename=")[2].strip('"')
    assert not set(name) & set('"/\\;')


def test_the_team_does_not_learn_who_judges_it(client):
    hosted = make_judged(count=1, evaluators=1)
    assign(hosted)
    [application], [judge] = applications(hosted), hosted.evaluators
    client.force_login(judge)
    client.get(reverse("evaluation:file", args=[application.uid]))
    client.force_login(application.created_by)

    page = client.get(reverse("applications:accesses", args=[application.uid])).content.decode()

    assert judge.name not in page and judge.email not in page


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def office(**parts):
    """A Word document with these parts beside the text."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:document/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return held.getvalue()


def relation(kind, mode="External"):
    target = f'Type="{RELATIONS}/{kind}" Target="https://evil.example/x" TargetMode="{mode}"'
    return f'<Relationships><Relationship Id="r1" {target}/></Relationships>'


@pytest.mark.pure
@pytest.mark.parametrize(
    "content",
    [
        office(word___rels__settings_DOT_xml_DOT_rels=relation("attachedTemplate")),
        office(word___rels__document_DOT_xml_DOT_rels=relation("oleObject")),
        office(word___rels__document_DOT_xml_DOT_rels=relation("image")),
        office(WORD___RELS__settings_DOT_xml_DOT_RELS=relation("attachedTemplate")),
        office(word___rels__a_DOT_xml_DOT_rels=relation("oleObject", mode="&#69;xternal")),
        office(word___rels__a_DOT_xml_DOT_rels=relation("frame").encode("utf-16")),
        office(word___rels__a_DOT_xml_DOT_rels="<Relationships"),
        office(xl__macrosheets__sheet1_DOT_xml="<x/>"),
        office(word__activeX__activeX1_DOT_bin="x"),
        office(word__vbaProject_DOT_bin="x"),
        b"<html><script>alert(1)</script>%PDF-1.4 %%EOF",
        b"GIF89a" + b"%PDF-1.4\n%%EOF\n",
        b"PK\x03\x04" + b"\0" * 100,
        b"MZ" + b"\0" * 100,
        b"",
    ],
)
def test_files_that_do_something_when_they_are_opened_are_not_taken(content):
    with pytest.raises(BadFile):
        kind_of(content)


@pytest.mark.pure
def test_a_word_document_with_a_link_is_taken_and_a_bomb_is_not():
    link = office(word___rels__document_DOT_xml_DOT_rels=relation("hyperlink"))
    bomb = office(word__media__image_DOT_bin=b"\0" * 250_000_000)

    assert kind_of(link) == "docx"
    with pytest.raises(BadFile):
        kind_of(bomb)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc passwd.pdf"),
        ("a\0b.exe", "a b.pdf"),
        ('x"; filename=y.html', "x ; filename=y.pdf"),
        ("fdp.\u202efdp.exe", "fdp. fdp.pdf"),
        ("", "file.pdf"),
        ("....", "file.pdf"),
    ],
)
def test_names_of_files_are_plain_and_end_as_they_are(name, safe):
    assert safe_name(name, "pdf") == safe
