"""What is asked beyond name and address, who reads it, and when it is erased."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user, sign_in
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.events.links import token_of
from clusterhub.events.models import Answer, Registration
from clusterhub.events.operations import answer, erase_what_is_due, set_admission, set_questions
from clusterhub.events.tests.makers import make_event, make_registration
from clusterhub.events.tests.visiting import ANNA, door, link_in, open_event, send

__all__ = ["send"]
pytestmark = pytest.mark.django_db


def asked(key, when="later", **changes):
    return {"key": key, "when": when, "is_required": False, "keep_days": 90} | changes


def own_question(key="own_1", **changes):
    facts = {"label": "Shirt size?", "why": "We print them.", "kind": "choice"}
    return asked(key, **(facts | {"choices": ["S", "M", "L"]} | changes))


def ask(event, *questions):
    set_questions(event, questions=questions, by=None)
    event.refresh_from_db()
    return {question.key: question for question in event.questions.all()}


def text_of(response):
    return response.getvalue().decode()


def test_by_default_nothing_is_asked(client):
    page = client.get(open_event().get_absolute_url()).content.decode()

    assert page.count('<input type="text"') == 1
    assert page.count('<input type="email"') == 1
    assert "<select" not in page.partition('id="register"')[2].partition("</section>")[0]


def test_words_of_an_own_question_are_no_html(client):
    event = open_event(places=9)
    hostile = '<meta http-equiv="refresh" content="0;url=https://elsewhere.example">'
    ask(event, own_question(when="registering", label=hostile, why=hostile, choices=["S", hostile]))

    page = client.get(event.get_absolute_url()).content.decode()

    assert hostile not in page
    assert page.count("&lt;meta") >= 3


def test_what_is_asked_when_registering_says_why_and_when_it_is_erased(client, send):
    event = open_event(places=9)
    austria = make_country("AT", "Austria")
    organisation = make_organisation(name="Timber Cluster Styria")
    ask(
        event, asked("organisation", "registering"), asked("country", "registering"),
        asked("role", "registering", keep_days=1), own_question(when="registering"),
    )  # fmt: skip
    page = client.get(event.get_absolute_url()).content.decode()

    send(
        client, door(event), ANNA | {
            "organisation": "timber cluster styria", "country": "AT", "role": "Carpenter",
            "own_1": "M",
        },
    )  # fmt: skip

    own = Registration.objects.get()
    assert "We print them. Your answer is erased 90 days after the event." in page
    assert "Your answer is erased 1 day after the event." in page
    assert (own.organisation, own.country) == (organisation, austria)
    assert own.organisation_name == "timber cluster styria"
    answers = dict(own.answers.values_list("question__key", "value"))
    assert answers == {"role": "Carpenter", "own_1": "M"}


def test_a_member_answers_with_her_one_click(client, send):
    event = open_event()
    ask(event, asked("idea", "registering", is_required=True))
    client.force_login(make_user())

    empty = send(client, door(event))
    send(client, door(event), {"idea": "A\r\nsaw mill"})

    assert empty.status_code == 422
    assert Answer.objects.get().value == "A\nsaw mill"


@pytest.mark.parametrize(
    "typed", [{"own_1": "XXL"}, {"country": "ZZ"}, {"own_1": ["M", "\x00"]}, {"idea": "x" * 1001}]
)
def test_an_answer_that_was_not_offered_is_refused_and_nothing_is_lost(client, send, typed):
    event = open_event()
    make_country("AT", "Austria")
    ask(
        event, own_question(when="registering"), asked("country", "registering"),
        asked("idea", "registering"),
    )  # fmt: skip

    answer = send(client, door(event), ANNA | typed)

    assert answer.status_code == 422
    assert 'value="Anna Lind"' in answer.content.decode()
    assert not Registration.objects.exists()


def test_the_rest_is_answered_later_on_the_own_page_and_changed_there(client, send):
    event = open_event()
    ask(event, asked("diet"), asked("access"), asked("role", "registering"))
    send(client, door(event), ANNA | {"role": "Carpenter"})
    needs = f"{link_in(mail.outbox[0])}needs/"

    asking = client.get(needs)
    send(client, needs, {"diet": ["vegan", "no_nuts"], "access": "A seat in front", "role": ""})
    shown = client.get(link_in(mail.outbox[0])).content.decode()

    answers = dict(Answer.objects.values_list("question__key", "value"))
    assert "Carpenter" in asking.content.decode()
    assert asking["Referrer-Policy"] == "same-origin"
    assert answers == {"diet": ["vegan", "no_nuts"], "access": "A seat in front"}
    assert "Vegan, Without nuts" in shown


def test_diet_and_access_are_asked_later_and_kept_seven_days_whatever_was_chosen():
    event = open_event()

    questions = ask(event, asked("diet", "registering", keep_days=300), asked("access"))

    facts = [(one.when, one.keep_days) for one in questions.values()]
    assert facts == [("later", 7), ("later", 7)]
    event.admission.refresh_from_db()
    assert event.admission.asks_at_once is False


def test_nothing_beside_the_small_set_can_be_asked():
    with pytest.raises(ValueError, match="birthday"):
        ask(open_event(), asked("birthday"))


def test_who_reads_what_people_eat_and_need(client, monkeypatch):
    event = open_event(places=9)
    questions = ask(event, asked("diet"), asked("access"), asked("role"))
    own = make_registration(event, name="Anna Lind")
    answer(
        own,
        answers={
            questions["diet"]: ["vegan"],
            questions["access"]: "No steps, please",
            questions["role"]: "Carpenter",
        },
    )
    sign_in(client, "event team")
    full = client.get(door(event, "answers")).content.decode()
    file = text_of(client.get(door(event, "answers-csv")))

    monkeypatch.setattr("clusterhub.events.views.answers.can_see_needs", lambda *_: False)
    rest = client.get(door(event, "answers")).content.decode()
    rest_of_file = text_of(client.get(door(event, "answers-csv")))

    assert ("No steps, please" in full, "Vegan" in full, "Carpenter" in full) == (True,) * 3
    assert ("No steps, please" in file, "Vegan" in file) == (True, True)
    assert ("No steps, please" in rest, "Vegan" in rest, "Carpenter" in rest) == (
        False,
        False,
        True,
    )
    assert ("No steps, please" in rest_of_file, "Vegan" in rest_of_file) == (False, False)


def test_formulas_in_answers_stay_words(client):
    event = open_event()
    questions = ask(event, asked("role"))
    answer(make_registration(event), answers={questions["role"]: "=HYPERLINK(1)"})
    sign_in(client, "event team")

    lines = text_of(client.get(door(event, "answers-csv"))).splitlines()

    assert not any(",=" in line or line.startswith("=") for line in lines)


def test_answers_are_erased_on_their_day_and_no_sooner():
    event = open_event(places=9)
    questions = ask(
        event, asked("diet"), asked("role", keep_days=30), asked("organisation", keep_days=10)
    )
    own = make_registration(event, organisation_name="Timber", organisation=make_organisation())
    answer(own, answers={questions["diet"]: ["vegan"], questions["role"]: "Carpenter"})
    left = {}

    for days in (6, 8, 11, 31):
        erase_what_is_due(event.ends_at + timedelta(days=days))
        own.refresh_from_db()
        keys = sorted(own.answers.values_list("question__key", flat=True))
        left[days] = (keys, own.organisation_name, own.organisation is None)

    assert left == {
        6: (["diet", "role"], "Timber", False),
        8: (["role"], "Timber", False),
        11: (["role"], "", True),
        31: ([], "", True),
    }


def test_the_nightly_job_erases(client):
    from clusterhub.events.jobs import erase_answers

    event = open_event()
    questions = ask(event, asked("diet"))
    answer(make_registration(event), answers={questions["diet"]: ["vegan"]})

    with time_machine.travel(event.ends_at + timedelta(days=8)):
        erase_answers()

    assert not Answer.objects.exists()


def test_what_is_no_longer_asked_is_erased_with_its_answers():
    event = open_event()
    questions = ask(event, asked("role"), own_question())
    own = make_registration(event)
    answer(own, answers={questions["role"]: "Carpenter", questions["own_1"]: "M"})

    ask(event, asked("role"), own_question(kind="words", label="Shirt?"))

    assert list(Answer.objects.values_list("question__key", flat=True)) == ["role"]


def test_an_organiser_chooses_questions_on_her_page(client):
    event = open_event()
    sign_in(client, "event team")
    address = door(event, "questions")
    typed = {
        "role-when": "registering", "role-is_required": "on", "role-keep_days": "30",
        "own_1-when": "later", "own_1-label": "Shirt?", "own_1-why": "We print them.",
        "own_1-kind": "choice", "own_1-choices": "S\nM\n\nM", "own_1-keep_days": "",
    }  # fmt: skip

    answer = client.post(address, typed)
    faulty = client.post(address, typed | {"own_1-why": "", "own_1-choices": "S"})
    shown = client.get(address).content.decode()

    rows = list(event.questions.values_list("key", "when", "is_required", "keep_days", "choices"))
    assert answer.status_code == 302
    assert rows == [
        ("role", "registering", True, 30, []),
        ("own_1", "later", False, 90, ["S", "M"]),
    ]
    assert faulty.status_code == 422
    assert "Say why you ask" in faulty.content.decode()
    assert "Shirt?" in shown
    event.admission.refresh_from_db()
    assert event.admission.asks_at_once is True


def test_questions_chosen_before_registration_opens_are_asked_then(client):
    event = make_event()
    ask(event, asked("role", "registering"))

    set_admission(event, places={"online": None}, by=None)

    assert "Your role" in client.get(event.get_absolute_url()).content.decode()


def test_who_closes_her_account_takes_her_answers_along_and_leaves_none(client):
    event = open_event()
    questions = ask(event, asked("role"))
    user = make_user()
    own = make_registration(event, attendee=user, email=user.email)
    answer(own, answers={questions["role"]: "Carpenter"})
    client.force_login(user)

    taken = client.get(reverse("accounts:export")).json()["registrations"][0]
    own.delete()

    assert taken["answers"] == [{"question": "role", "answer": "Carpenter"}]
    assert not Answer.objects.exists()


def test_a_made_up_link_answers_nothing(client):
    own = make_registration(open_event())

    for name in ("needs", "consents", "colleague"):
        assert client.post(f"/r/1-{'a' * 26}/{name}/").status_code == 404
    assert client.get(f"/r/{token_of(own)}/needs/").status_code == 302  # Nothing is asked.
