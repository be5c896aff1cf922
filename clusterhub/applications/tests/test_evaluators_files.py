"""What evaluators take home: the application as a file, without names where the round is blind."""

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.models import AccessVerb, QuestionKind
from clusterhub.applications.operations import attaching, partners, procedure, ties
from clusterhub.applications.tests.evaluating import (
    CRITERIA,
    applications,
    assign,
    fresh,
    make_evaluator,
    make_judged,
    make_officer,
)
from clusterhub.applications.tests.makers import (
    make_application,
    make_hosted,
    pass_deadline,
    submit,
)
from clusterhub.documents.extraction import extract_file

pytestmark = pytest.mark.django_db
QUESTIONS = [
    {"kind": "long", "label": "What will you try?"},
    {"kind": "partners", "label": "Who takes part?"},
    {"kind": "file", "label": "Plan"},
]


def text_of(response, tmp_path, format):
    path = tmp_path / f"application.{format}"
    path.write_bytes(response.content)
    return "\n".join(extract_file(path).lines)


@pytest.mark.parametrize("format", ["pdf", "docx"])
@pytest.mark.parametrize("is_blind", [True, False])
def test_an_evaluator_takes_it_home_without_names_where_the_round_is_blind(
    client, tmp_path, settings, is_blind, format
):
    settings.MEDIA_ROOT = tmp_path / "media"
    application, judge = make_named(is_blind)
    client.force_login(judge)

    response = client.get(reverse(f"evaluation:file-{format}", args=[application.uid]))

    text = text_of(response, tmp_path, format)
    assert application.reference in text and application.title in text
    assert "About: What will you try?" in text
    names = ("Teste Wood Ltd", "Quiet Partner", "plan of Teste")
    assert [name in text for name in names] == [not is_blind] * 3
    assert ("who do not see who applies" in text) == is_blind
    assert response["Content-Disposition"] == (
        f'attachment; filename="{application.reference}.{format}"'
    )
    assert application.accesses.filter(
        person=judge, verb=AccessVerb.DOWNLOADED, what=format
    ).exists()


def make_named(is_blind):
    hosted = make_hosted(questions=QUESTIONS)
    application = make_application(hosted, title="Dry wood")
    form = application.form
    attaching.attach_file(
        application,
        key=form.questions.get(kind=QuestionKind.FILE).key,
        name="plan of Teste.pdf",
        content=b"%PDF-1.4\n%%EOF\n",
        by=application.leader,
    )
    partners.add_partner(application, name="Quiet Partner", task="Saws", by=application.leader)
    submit(application)
    pass_deadline(hosted)
    return application, judged_by(hosted, is_blind)


def judged_by(hosted, is_blind):
    officer = make_officer(hosted)
    rules = {"criteria": CRITERIA, "evaluators": 1, "amount": 5000, "is_anonymous": is_blind}
    procedure.set_procedure(hosted, by=hosted.publisher, **rules)
    procedure.fix_procedure(hosted, by=hosted.publisher)
    judge = make_evaluator(hosted)
    hosted = fresh(hosted)
    hosted.officer = officer
    assign(hosted)
    return judge


def test_the_file_is_for_who_judges_it_and_shut_by_a_tie(client):
    hosted = make_judged(count=1, evaluators=1)
    assign(hosted)
    [application], [judge] = applications(hosted), hosted.evaluators
    address = reverse("evaluation:file-docx", args=[application.uid])
    seen = {}
    people = {
        "judge": judge,
        "other judge": make_evaluator(hosted),
        "officer": hosted.officer,
        "applicant": application.created_by,
        "member": make_user(),
    }
    for who, person in people.items():
        client.force_login(person)
        seen[who] = client.get(address).status_code
    ties.declare_conflict(application, words="My sister's firm", by=judge)
    client.force_login(judge)

    assert seen == {who: 200 if who == "judge" else 404 for who in people}
    assert client.get(address).status_code == 404
