"""After the end: what participants thought, without their names; and the letter that asks them."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.events.jobs import thank_participants
from clusterhub.events.links import token_of
from clusterhub.events.models import (
    Event,
    FeedbackAnswer,
    FeedbackReceipts,
    RegistrationStep,
    Thanks,
)
from clusterhub.events.operations import thanking
from clusterhub.events.operations.feedback import give_feedback
from clusterhub.events.operations.refusals import EventNotOver, FeedbackNotOpen
from clusterhub.events.operations.registering import cancel_registration
from clusterhub.events.operations.status import cancel_event
from clusterhub.events.operations.thanking import begin_thanks, set_thanks
from clusterhub.events.tests.makers import STAFF, make_admission, make_registration
from clusterhub.events.tests.test_forgetting import held_event
from clusterhub.events.tests.visiting import door, link_in

pytestmark = pytest.mark.django_db
GOOD = {"whole": "5", "content": "4", "organisation": "3", "best": "The panel.", "better": ""}


def opinion_page(registration):
    return f"/r/{token_of(registration)}/feedback/"


def stored(model):
    return json.dumps(list(model.objects.values_list()), default=str)


def test_each_participant_answers_once(client):
    anna = held_event(people=1).registrations.get()
    asked = client.get(opinion_page(anna)).content.decode()

    client.post(opinion_page(anna), GOOD)
    client.post(opinion_page(anna), GOOD | {"best": "Once more."})

    answer = FeedbackAnswer.objects.get()
    assert "Send my answer" in asked
    assert answer.scores == {"whole": 5, "content": 4, "organisation": 3}
    assert (answer.best, answer.better) == ("The panel.", "")
    page = client.get(opinion_page(anna)).content.decode()
    assert ("Thank you for your answer" in page, "<textarea" in page) == (True, False)


def test_feedback_cannot_be_tied_to_a_person():
    event = held_event(people=6, places=6)
    people = list(event.registrations.order_by("pk"))

    for number, person in enumerate(people):
        give_feedback(person, scores={"whole": 1 + number % 5}, best=f"Part {number}")

    columns = {field.name for field in FeedbackAnswer._meta.get_fields()}
    digests = FeedbackReceipts.objects.get().digests
    kept = stored(FeedbackAnswer) + stored(FeedbackReceipts)
    assert columns == {"id", "event", "on", "mode", "scores", "best", "better"}
    assert digests == sorted(digests)  # The order of a list would say who answered when.
    for person in people:
        facts = (person.name, person.email, person.address_key, person.ticket_code)
        assert not [fact for fact in facts if fact in kept]
        assert person.uid.hex not in kept.replace("-", "")
    assert not RegistrationStep.objects.filter(verb__icontains="feedback").exists()


def test_a_mode_of_few_people_is_not_kept_with_their_answers():
    few, many = held_event(people=4, places=9), held_event(people=5, places=9)

    for event in (few, many):
        give_feedback(event.registrations.first(), scores={"whole": 2})

    assert (few.feedback.get().mode, many.feedback.get().mode) == ("", "on_site")


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"whole": "6"},
        {"whole": "0"},
        {"content": "good"},
        {"best": "x" * 1001},
        {"best": "  "},
        {"best": "a\x00b"},
    ],
)
def test_an_answer_that_says_nothing_or_nonsense_is_refused(client, typed):
    anna = held_event(people=1).registrations.get()

    answer = client.post(opinion_page(anna), typed)

    assert answer.status_code == 422
    assert not FeedbackAnswer.objects.exists()


def test_nobody_answers_before_the_end_or_without_a_place(client):
    coming = make_registration(make_admission(places=1).event)
    waiting = held_event(people=2, places=1).registrations.last()

    for registration in (coming, waiting):
        assert "<textarea" not in client.get(opinion_page(registration)).content.decode()
        client.post(opinion_page(registration), GOOD)
        with pytest.raises(FeedbackNotOpen):
            give_feedback(registration, scores={"whole": 5})

    assert not FeedbackAnswer.objects.exists()


def thank(event, send, **changes):
    set_thanks(event, **({"words": "", "is_automatic": False, "by": None} | changes))
    begin_thanks(event, by=None)
    send()


@pytest.fixture
def run_the_job(django_capture_on_commit_callbacks):
    def run():
        with django_capture_on_commit_callbacks(execute=True):
            thank_participants()

    return run


def test_who_had_a_place_is_thanked_once_with_material_and_feedback(client, run_the_job):
    event = held_event(people=4, places=3)
    Event.objects.filter(pk=event.pk).update(recording_url="https://video.example/talk")
    quiet = event.registrations.first()
    quiet.wants_mail = False
    quiet.save()
    cancel_registration(event.registrations.all()[1], by=None)
    mail.outbox.clear()

    thank(event, run_the_job, words="Come again in May.")
    run_the_job()

    (letter,) = mail.outbox
    assert letter.to == [event.registrations.all()[2].email]
    assert letter.subject.startswith("Thank you: ")
    assert "Come again in May." in letter.body
    assert "https://video.example/talk" in letter.body
    assert client.get(f"{link_in(letter)}").status_code == 200
    assert re.search(r"/r/\S+/feedback/", letter.body)
    assert Thanks.objects.get().sent_at is not None


def test_a_killed_run_of_thanks_goes_on(monkeypatch, run_the_job):
    event = held_event(people=5, places=5)
    monkeypatch.setattr(thanking, "AT_ONCE", 2)
    real, calls = thanking.tell_each, iter(range(1))

    def die_in_the_second_part(*values, **named):
        if next(calls, None) is None:
            raise OSError("killed")
        return real(*values, **named)

    monkeypatch.setattr(thanking, "tell_each", die_in_the_second_part)
    begin_thanks(event, by=None)
    with pytest.raises(OSError):
        thank_participants()
    halfway = RegistrationStep.objects.filter(verb="thanked").count()
    monkeypatch.setattr(thanking, "tell_each", real)
    run_the_job()

    thanked = RegistrationStep.objects.filter(verb="thanked")
    assert halfway == 2
    assert thanked.count() == thanked.values("registration").distinct().count() == 5


def test_thanks_leave_by_themselves_a_while_after_the_end(run_the_job):
    event = held_event(people=1)
    set_thanks(event, words="", is_automatic=True, by=None)
    seen = []

    for hours in (17, 19):
        with time_machine.travel(event.ends_at + timedelta(hours=hours)):
            run_the_job()
        seen.append(RegistrationStep.objects.filter(verb="thanked").count())

    assert seen == [0, 1]


def test_what_was_not_held_is_not_thanked_for(run_the_job):
    coming = make_admission(places=1).event
    make_registration(coming)
    cancel_event(coming, by=None)
    set_thanks(coming, words="", is_automatic=True, by=None)

    with pytest.raises(EventNotOver):
        begin_thanks(make_admission(places=1).event, by=None)
    with time_machine.travel(coming.ends_at + timedelta(hours=20)):
        run_the_job()

    assert not RegistrationStep.objects.filter(verb="thanked").exists()


@pytest.mark.parametrize("who", ROLES)
def test_only_who_sees_the_people_thanks_them(client, who):
    event = held_event(people=1)
    sign_in(client, who)

    seen = client.get(door(event, "thanks")).status_code
    client.post(door(event, "thanks"), {"words": "Well done", "send": ""})

    is_staff = who in STAFF
    assert seen == (200 if is_staff else 302 if who == "visitor" else 403)
    assert Thanks.objects.filter(begun_at__isnull=False).exists() == is_staff


def test_the_day_of_an_answer_is_that_of_the_events_clocks():
    event = held_event(people=1)
    Event.objects.filter(pk=event.pk).update(time_zone="Pacific/Kiritimati")  # UTC+14.
    anna = Event.objects.get(pk=event.pk).registrations.get()

    with time_machine.travel(timezone.now().replace(hour=12, minute=0)):
        give_feedback(anna, scores={"whole": 5})
        tomorrow = timezone.now().date() + timedelta(days=1)

    assert FeedbackAnswer.objects.get().on == tomorrow
