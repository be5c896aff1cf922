from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from clusterhub.matchmaking.models import MeetingRequest, Mode, RequestState
from clusterhub.matchmaking.operations.answering import (
    accept,
    cancel_meeting,
    decline,
    expire,
    remind,
)
from clusterhub.matchmaking.operations.asking import ask
from clusterhub.matchmaking.operations.asking_refusals import (
    HasBegun,
    NotHers,
    RequestIsOver,
)
from clusterhub.matchmaking.tests.rows import make_matchmaking, make_participant

pytestmark = pytest.mark.django_db


def two(**facts):
    matchmaking = make_matchmaking(**facts)
    return make_participant(matchmaking, name="Anna Berg"), make_participant(
        matchmaking, name="Bo Ek"
    )


def test_a_request_that_nobody_answers_expires_and_cannot_be_accepted():
    anna, bo = two()
    request = ask(anna, bo)

    with time_machine.travel(request.expires_at + timedelta(seconds=1)):
        with pytest.raises(RequestIsOver):
            accept(request, by=bo)
        assert (expire(), expire()) == (1, 0)
        anew = ask(anna, bo)

    request.refresh_from_db()
    assert (request.state, anew.state) == (RequestState.EXPIRED, RequestState.PENDING)


def test_one_is_asked_anew_after_its_time_though_no_worker_came_by():
    anna, bo = two()
    request = ask(anna, bo)

    with time_machine.travel(request.expires_at + timedelta(seconds=1)):
        assert ask(anna, bo) != request


def test_whose_answer_is_awaited_is_reminded_once_of_all_that_wait(
    django_capture_on_commit_callbacks,
):
    anna, bo = two(answer_hours=72)
    cy = make_participant(anna.matchmaking, name="Cy Oz")
    first = ask(anna, bo)
    ask(cy, bo)
    assert remind() == 0

    with (
        time_machine.travel(first.made_at + timedelta(hours=37)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert (remind(), remind()) == (1, 0)

    letter = mail.outbox[-1]
    assert letter.to == [bo.registration.email]
    assert "Anna Berg" in letter.body and "Cy Oz" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"]


def test_nobody_is_reminded_who_wants_no_such_letters_or_has_answered():
    anna, bo = two(answer_hours=72)
    cy = make_participant(anna.matchmaking)
    type(bo.registration).objects.filter(pk=bo.registration.pk).update(wants_mail=False)
    request = ask(anna, bo)
    decline(ask(anna, cy), by=cy)

    with time_machine.travel(request.made_at + timedelta(hours=37)):
        assert remind() == 0


def test_one_of_the_two_cancels_before_it_begins_and_the_place_is_free():
    anna, bo = two(mode=Mode.DIRECT, slots=1, tables=1)
    meeting = accept(ask(anna, bo), by=bo)

    with pytest.raises(NotHers):
        cancel_meeting(meeting, by=make_participant(anna.matchmaking))
    with time_machine.travel(meeting.slot.starts_at), pytest.raises(HasBegun):
        cancel_meeting(meeting, by=anna)
    assert cancel_meeting(meeting, by=anna, words="My train is late.") is True
    assert cancel_meeting(meeting, by=anna) is False

    assert not anna.seats.exists()
    assert accept(
        ask(anna, make_participant(anna.matchmaking)), by=MeetingRequest.objects.first().asked
    )
