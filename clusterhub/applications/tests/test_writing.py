import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.models import Answer, Attachment, MemberRole
from clusterhub.applications.operations import writing
from clusterhub.applications.questions import LONGEST
from clusterhub.applications.refusals import Incomplete, NotOpen
from clusterhub.applications.tests.makers import make_application, make_hosted, submit
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.funding.tests.makers import make_call

pytestmark = pytest.mark.django_db
BUDGET = {"columns": ["Cost", "Grant"], "most_total": "1000"}


@pytest.fixture
def application(client):
    hosted = make_hosted(
        questions=[
            {"kind": "long", "label": "What?", "settings": {"most_words": 5}},
            {"kind": "declaration", "label": "We are small"},
            {"kind": "budget", "label": "Money", "settings": BUDGET},
            {"kind": "file", "label": "Offer", "is_required": False},
        ]
    )
    application = make_application(hosted, is_answered=False)
    client.force_login(application.leader)
    return application


def _page(application):
    return reverse(
        "applications:section", args=[application.uid, application.form.sections.get().key]
    )


def _keys(application):
    return {row.kind: row.key for row in application.form.questions.all()}


def _save(client, application, kind, based_on=0, **values):
    key = _keys(application)[kind]
    data = {f"a-{key}{name}": value for name, value in values.items()}
    data |= {"key": key, f"v-{key}": based_on}
    return client.post(reverse("applications:answers", args=[application.uid]), data)


def test_a_section_is_saved_by_its_button_and_says_what_is_wrong(client, application):
    keys = _keys(application)
    data = {f"v-{key}": 0 for key in keys.values()}
    data[f"a-{keys['long']}"] = "one two three four five six\r\nseven"
    data[f"a-{keys['declaration']}"] = "yes"
    data |= {f"a-{keys['budget']}-0-0": "Travel", f"a-{keys['budget']}-0-2": "1.500,00"}

    client.post(_page(application), data)
    page = client.get(_page(application)).content.decode()

    values = dict(Answer.objects.values_list("key", "value"))
    assert values[keys["long"]] == "one two three four five six\nseven"
    assert values[keys["declaration"]] is True
    assert values[keys["budget"]] == {"rows": [["Travel", "", "1.500,00"]]}
    assert "These are 7 words; at most 5 are taken." in page
    assert "The sum of the last column is 1500.00; at most 1000 is taken." in page


def test_an_answer_saves_itself_and_what_another_writes_at_once_is_kept_beside(client, application):
    other = make_user()
    application.members.create(
        person=other,
        email=other.email,
        address_key=other.email,
        role=MemberRole.WRITER,
        invited_at=application.created_at,
        joined_at=application.created_at,
    )
    first = _save(client, application, "long", **{"": "mine"}).json()
    client.force_login(other)
    beside = _save(client, application, "long", **{"": "hers"}).json()
    again = _save(client, application, "long", **{"": "hers, longer"}).json()

    page = client.get(_page(application)).content.decode()
    rival = application.answer_versions.get(is_rival=True)
    client.post(reverse("applications:rival", args=[application.uid, rival.pk]), {"take": "this"})

    assert (first["state"], first["number"]) == ("saved", 1)
    assert first["left"] > 0
    assert (beside["state"], again["state"]) == ("beside", "beside")
    assert beside["number"] == 0  # She goes on from what she saw.
    assert "mine" in page
    assert "hers, longer" in page
    answer = application.answers.get()
    assert (answer.value, answer.number) == ("hers, longer", 2)
    assert application.answer_versions.filter(value="mine").exists()


def test_of_a_text_too_long_to_keep_what_fits_is_kept_and_said(client, application):
    text = "x" * (LONGEST + 10)

    answer = _save(client, application, "long", **{"": text})

    assert answer.json()["state"] == "cut"
    assert answer.json()["kept"] == text[:LONGEST]
    assert "60000 characters" in answer.json()["words"]
    assert application.answers.get().value == text[:LONGEST]


def test_five_megabytes_of_text_are_refused_and_harm_nothing(client, application):
    _save(client, application, "long", **{"": "before"})

    answer = _save(client, application, "long", based_on=1, **{"": "y" * 6_000_000})

    assert answer.status_code in (400, 413)
    assert application.answers.get().value == "before"


def test_an_answer_to_a_question_that_is_gone_is_not_taken_and_says_so(client, application):
    address = reverse("applications:answers", args=[application.uid])

    answer = client.post(address, {"key": "nosuchkey", "v-nosuchkey": "0", "a-nosuchkey": "x"})

    assert answer.status_code == 409
    assert answer.json()["state"] == "gone"


@pytest.mark.parametrize("value", ["\0", "\ud800", "‮x", "<script>alert(1)</script>", "a" * 3000])
def test_strange_characters_break_nothing(client, application, value):
    text = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")

    assert _save(client, application, "long", **{"": text}).status_code == 200

    page = client.get(_page(application)).content.decode()
    assert "<script>alert(1)</script>" not in page


def _attach(client, application, name, content):
    file = io.BytesIO(content)
    file.name = name
    address = reverse("applications:files", args=[application.uid, _keys(application)["file"]])
    return client.post(address, {"file": file}, follow=True).content.decode()


def _zip(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def _picture():
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    return out.getvalue()


def test_a_file_is_what_its_content_says_and_one_that_lies_is_refused(
    client, application, settings, tmp_path
):
    settings.MEDIA_ROOT = str(tmp_path)
    refused = {
        "tool.pdf": (b"MZ\x90\x00program", "neither PDF, Word"),
        "bomb.docx": (_zip(**{"word__document.xml": b"0" * 90_000_000}), "unpack to far more"),
        "macro.docx": (_zip(**{"word__document.xml": b"<a/>", "vbaProject.bin": b"x"}), "macros"),
        "files.zip": (_zip(**{"a.exe": b"x"}), "an archive"),
        "half.pdf": (b"%PDF-1.7 and no end", "ends in the middle"),
        "empty.pdf": (b"", "Choose a file first"),
        "page.html": (b"<script>alert(1)</script>", "neither PDF, Word"),
    }
    for name, (content, words) in refused.items():
        said = _attach(client, application, name, content)
        assert words in said or "empty" in said, name
    assert not Attachment.objects.exists()
    assert not any(path.is_file() for path in tmp_path.rglob("*"))

    _attach(client, application, "../../evil‮gnp.exe", _picture())

    row = Attachment.objects.get()
    assert (row.kind, row.name) == ("png", "evilgnp.png")
    answer = client.get(reverse("applications:file", args=[application.uid, row.uid]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    client.post(reverse("applications:file-removal", args=[application.uid, row.uid]))
    assert not Attachment.objects.exists()


def test_the_overview_and_a_section_cost_the_same_with_ten_times_the_questions(client):
    def queries(count):
        many = [{"kind": "short", "label": f"Q {n}"} for n in range(count)]
        application = make_application(make_hosted(questions=many))
        client.force_login(application.leader)
        found = []
        for address in (application.get_absolute_url(), _page(application)):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            found.append(len(captured))
        return found

    assert queries(3) == queries(30)


def test_a_member_applies_from_the_page_of_the_call_to_the_receipt(client):
    hosted, body, person = make_hosted(), make_organisation(), make_user()
    client.force_login(person)
    call_page = client.get(hosted.call.get_absolute_url()).content.decode()
    start = reverse("applications:start", args=[hosted.call.slug])

    client.post(start, {"title": "Wood", "lead_organisation": body.name})
    application = hosted.applications.get()
    submission = reverse("applications:submission", args=[application.uid])
    early = client.post(submission).content.decode()
    key = application.form.questions.get().key
    writing.write_answer(application, key=key, value="Saw", based_on=0, by=person)
    receipt = client.post(submission, follow=True)

    assert start in call_page
    assert application.lead_organisation == body
    assert "1 thing to do first" in early
    row = application.submissions.get()
    page = receipt.content.decode()
    assert row.digest[:8] in page
    assert f"{row.received_at:%M:%S}" in page
    pdf_like = client.get(reverse("applications:docx", args=[application.uid]))
    assert pdf_like.content.startswith(b"PK")


def test_what_comes_after_the_deadline_is_refused_and_the_attempt_is_logged(client):
    hosted = make_hosted()
    application = make_application(hosted)
    client.force_login(application.leader)
    hosted.call.deadlines.update(closes_at=application.created_at)

    address = reverse("applications:submission", args=[application.uid])
    page = client.post(address).content.decode()

    assert "It came too late" in page
    assert not application.submissions.exists()
    assert application.accesses.filter(verb="refused").count() == 1


def test_a_suspended_call_takes_nothing_until_it_goes_on():
    hosted = make_hosted()
    application = make_application(hosted)
    call = hosted.call
    call.suspended_at = application.created_at
    call.save(update_fields=["suspended_at"])

    with pytest.raises(NotOpen):
        submit(application)


def test_a_binding_rule_stops_who_surely_may_not_apply_before_she_writes(client):
    rule = {"kind": "applicant", "kinds": ["university"], "binding": True}
    hosted = make_hosted(call=make_call(rules=[rule]))
    client.force_login(make_user())
    body = make_organisation(kind="investor")
    start = reverse("applications:start", args=[hosted.call.slug])

    refused = client.post(start, {"title": "Wood", "lead_organisation": body.name})
    unknown = make_application(hosted, lead_name="Not in the directory")
    changed = make_application(hosted, lead_organisation=body, is_answered=True)

    assert refused.status_code == 422
    assert "A binding rule of the call is not met" in refused.content.decode()
    submit(unknown)
    with pytest.raises(Incomplete):
        submit(changed)
