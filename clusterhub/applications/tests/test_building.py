import pytest
from django.urls import reverse

from clusterhub.applications.forms.building import QuestionForm
from clusterhub.applications.models import Question
from clusterhub.applications.operations import building
from clusterhub.applications.questions import MOST_QUESTIONS
from clusterhub.applications.refusals import FormIsPublished, TooMany
from clusterhub.applications.tests.makers import make_application, make_hosted, make_submitted
from clusterhub.letters.models import Letter

pytestmark = pytest.mark.django_db


def test_a_published_form_never_changes_the_next_version_does_and_answers_are_kept():
    hosted = make_hosted()
    application = make_submitted(hosted)
    first = hosted.forms.get()
    question = first.questions.get()
    with pytest.raises(FormIsPublished):
        building.change_question(question, label="Another", by=hosted.publisher)
    with pytest.raises(FormIsPublished):
        building.add_question(question.section, kind="short", label="New", by=hosted.publisher)

    draft = building.draft_form(hosted, by=hosted.publisher)
    copy = draft.questions.get()
    building.change_question(copy, label="What exactly?", by=hosted.publisher)
    building.publish_form(hosted, by=hosted.publisher, note="Clearer words")

    application.refresh_from_db()
    assert application.form == draft
    assert copy.key == question.key
    assert application.answers.get().key == copy.key
    assert application.submissions.get().form == first
    letters = Letter.objects.filter(kind="application: form changed")
    assert list(letters.values_list("to_address", flat=True)) == [application.leader.email]


def test_a_form_with_2000_questions_is_refused_with_a_sentence(client):
    hosted = make_hosted(is_open=False)
    section = hosted.forms.get().sections.get()
    Question.objects.bulk_create(
        Question(form=section.form, section=section, key=f"q{n}", kind="short", label=f"Q {n}")
        for n in range(MOST_QUESTIONS - 1)
    )
    with pytest.raises(TooMany):
        building.add_question(section, kind="short", label="Too many", by=hosted.publisher)
    client.force_login(hosted.publisher)

    address = reverse("applications:new-question", args=[hosted.call.slug, section.pk, "short"])
    answer = client.post(address, {"label": "One more"}, follow=True)

    assert f"There may be {MOST_QUESTIONS} at most." in answer.content.decode()


def test_a_publisher_builds_orders_publishes_and_tries_a_form_on_pages(client):
    hosted = make_hosted(is_open=False)
    slug, section = hosted.call.slug, hosted.forms.get().sections.get()
    client.force_login(hosted.publisher)

    def post(name, *args, **data):
        return client.post(reverse(f"applications:{name}", args=[slug, *args]), data)

    post("new-question", section.pk, "one", label="Tried before?", choices="No\nYes\nYes")
    tried = section.questions.get(kind="one")
    post(
        *("new-question", section.pk, "money"),
        label="How much?",
        most="12.500,50",
        show_if=f"{tried.key}|Yes",
    )
    amount = section.questions.get(kind="money")
    post("move", "question", amount.pk, up="")
    bad = post("new-question", section.pk, "budget", label="Budget")
    post("publication")
    post("opening")
    trial = post("trial")

    assert tried.settings == {"choices": ["No", "Yes"]}
    assert amount.settings == {"most": "12500.50"}
    assert amount.show_if == {"key": tried.key, "is": ["Yes"]}
    kinds = list(section.questions.values_list("kind", flat=True))
    assert kinds == ["long", "money", "one"]
    assert bad.status_code == 422
    application = hosted.applications.get()
    assert application.is_test
    assert application.get_absolute_url() == trial["Location"]
    assert client.get(reverse("applications:desk-json", args=[slug])).json()["funnel"] == {
        "started": 0,
        "submitted": 0,
        "withdrawn": 0,
    }


def test_what_hung_on_a_question_that_goes_is_always_asked():
    hosted = make_hosted(is_open=False, questions=[{"kind": "declaration", "label": "Small"}])
    first = hosted.forms.get().questions.get()
    other = building.add_question(
        first.section,
        kind="short",
        label="Why",
        show_if={"key": first.key, "is": ["yes"]},
        by=hosted.publisher,
    )

    building.remove_question(first, by=hosted.publisher)

    other.refresh_from_db()
    assert other.show_if == {}


@pytest.mark.parametrize("kind", ["short", "long", "number", "file", "partners", "declaration"])
def test_each_kind_takes_its_own_settings_and_refuses_nonsense(kind):
    settings = {"most_characters": "-4", "least": "many", "most_files": "900", "most": "x"}
    form = QuestionForm({"label": "Q", **settings}, kind=kind)

    assert form.is_valid() == (kind == "declaration")


def test_an_application_meets_what_is_asked_only_after_its_condition():
    hosted = make_hosted(
        questions=[{"kind": "one", "label": "T", "settings": {"choices": ["N", "Y"]}}]
    )

    application = make_application(hosted)

    assert application.answers.get().value == "N"
