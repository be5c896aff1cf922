"""Two ask, answer and withdraw in the same moment: real transactions, a connection for each."""

import pytest

from clusterhub.letters.models import Letter
from clusterhub.matchmaking.models import Meeting, MeetingRequest, Mode, RequestState
from clusterhub.matchmaking.operations.answering import accept, decline, remind, withdraw
from clusterhub.matchmaking.operations.asking import ask
from clusterhub.matchmaking.operations.asking_refusals import RequestIsOver, TooManyWait
from clusterhub.matchmaking.operations.joining import leave
from clusterhub.matchmaking.tests.rush import at_once
from clusterhub.matchmaking.tests.seating import assert_nobody_sits_twice, make_day, make_guest

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_two_who_ask_each_other_at_once_meet_once():
    day = make_day(slots=4, mode=Mode.DIRECT, tables=10)
    pairs = [(make_guest(day), make_guest(day)) for _ in range(4)]

    at_once(
        *[lambda a=a, b=b: ask(a, b) for a, b in pairs],
        *[lambda a=a, b=b: ask(b, a) for a, b in pairs],
    )

    assert MeetingRequest.objects.count() == Meeting.objects.placed().count() == 4
    assert_nobody_sits_twice(day)


def test_everybody_who_asked_one_is_accepted_at_once_and_nobody_sits_twice():
    day = make_day(slots=3, mode=Mode.DIRECT, tables=2)
    star = make_guest(day)
    requests = [ask(make_guest(day), star) for _ in range(6)]

    answers = at_once(*[lambda each=each: accept(each, by=star) for each in requests * 2])

    assert Meeting.objects.placed().count() == Meeting.objects.count() == 3
    assert len({each.pk for each in answers if isinstance(each, Meeting)}) == 3
    assert_nobody_sits_twice(day)
    assert MeetingRequest.objects.filter(state=RequestState.PENDING).count() == 3


def test_of_a_yes_a_no_and_a_withdrawal_at_once_one_is_true():
    day = make_day(slots=8, mode=Mode.DIRECT, tables=10)
    requests = [ask(make_guest(day), make_guest(day)) for _ in range(4)]

    at_once(
        *[lambda r=r: accept(r, by=r.asked) for r in requests],
        *[lambda r=r: withdraw(r, by=r.asker) for r in requests],
        *[lambda r=r: decline(r, by=r.asked) for r in requests],
    )

    for request in MeetingRequest.objects.all():
        held = Meeting.objects.filter(request=request).count()
        assert held == (request.state == RequestState.ACCEPTED)
        assert request.state != RequestState.PENDING
        told = Letter.objects.filter(kind="meeting declined", facts__request=request.pk).count()
        assert told == (request.state == RequestState.DECLINED)


def test_a_yes_to_somebody_who_leaves_at_that_moment_leaves_no_request_open():
    day = make_day(slots=3)
    request = ask(make_guest(day), make_guest(day))

    answers = at_once(lambda: accept(request, by=request.asked), lambda: leave(request.asker))

    request.refresh_from_db()
    agreed = Meeting.objects.filter(request=request)
    assert request.state == RequestState.WITHDRAWN
    assert agreed.exists() == (RequestIsOver not in answers)
    assert not agreed.living().exists()


def test_a_flood_stops_at_the_limit():
    day = make_day(most_pending=5)
    asker, others = make_guest(day), [make_guest(day) for _ in range(12)]

    answers = at_once(*[lambda each=each: ask(asker, each) for each in others])

    assert MeetingRequest.objects.count() == 5
    assert answers.count(TooManyWait) == 7


def test_the_same_request_sent_by_many_at_once_is_one_and_one_letter():
    day = make_day()
    asker, asked = make_guest(day), make_guest(day)

    at_once(*[lambda: ask(asker, asked)] * 8)

    assert MeetingRequest.objects.count() == 1
    assert Letter.objects.filter(kind="meeting asked").count() == 1


def test_two_workers_remind_of_a_request_once():
    day = make_day(answer_hours=1)
    request = ask(make_guest(day), make_guest(day))
    half = request.made_at + (request.expires_at - request.made_at) * 0.6

    at_once(*[lambda: remind(half)] * 4)

    assert Letter.objects.filter(kind="meeting requests wait").count() == 1
