"""Places in sessions go to exactly as many as there are: real transactions, many at once."""

import time
from threading import Event

import pytest
from django.db import transaction

from clusterhub.events.models import Pool, SessionPlace, WaitingEntry
from clusterhub.events.operations import (
    cancel_registration,
    cancel_session,
    choose_session,
    leave_session,
    remove_session,
    set_session_places,
)
from clusterhub.events.operations.refusals import EventRefusal, FewerThanTaken, SessionHasPeople
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.programmes import admitted, make_conference, make_session
from clusterhub.events.tests.test_place_races import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def choosing(registration, session):
    return lambda: choose_session(registration, session=session)


def seated(session):
    return SessionPlace.objects.filter(session=session, ended_at=None).count()


def waiting(session):
    return WaitingEntry.objects.unserved().filter(pool__session=session).count()


def test_fifty_people_for_ten_places_in_a_session_are_ten_and_forty_in_order():
    event = make_conference()
    people = [admitted(event) for _ in range(50)]
    sessions = [make_session(event, hour=hour, places=10) for hour in (1, 3, 5)]

    for session in sessions:  # Three rounds; most of the time goes into making the people.
        at_once(*[choosing(each, session) for each in people])

        assert (seated(session), waiting(session)) == (10, 40)
        entries = WaitingEntry.objects.filter(pool__session=session).order_by("joined_at")
        assert list(entries.values_list("number", flat=True)) == list(range(1, 41))
    assert_places_add_up(event)


def test_one_person_who_presses_often_has_one_place():
    event = make_conference()
    session = make_session(event, hour=1, places=3)
    anna = admitted(event)

    at_once(*[choosing(anna, session)] * 8)

    assert (seated(session), Pool.objects.get(session=session).taken) == (1, 1)
    assert_places_add_up(event)


def test_giving_back_and_choosing_at_once_loses_no_place():
    event = make_conference()
    session = make_session(event, hour=1, places=4)
    first = [admitted(event) for _ in range(6)]
    late = [admitted(event) for _ in range(6)]
    for each in first:
        choose_session(each, session=session)

    leave = [lambda each=each: leave_session(each, session=session) for each in first[:2]]
    cancel = [lambda each=each: cancel_registration(each, by=None) for each in first[2:4]]
    at_once(*leave, *cancel, *leave, *[choosing(each, session) for each in late])

    assert (seated(session), waiting(session)) == (4, 4)
    assert_places_add_up(event)


def test_a_session_chosen_while_the_place_is_given_back_goes_with_it():
    event = make_conference()
    session = make_session(event, hour=1, places=4)
    anna = admitted(event)
    has_chosen = Event()

    def choose_slowly():
        with transaction.atomic():
            choose_session(anna, session=session)
            has_chosen.set()
            time.sleep(0.5)  # The other one has begun, and waits.

    def give_back():
        has_chosen.wait(10)
        cancel_registration(anna, by=None)

    at_once(choose_slowly, give_back)

    assert (seated(session), Pool.objects.get(session=session).taken) == (0, 0)
    assert_places_add_up(event)


def test_counting_places_while_people_choose_counts_everybody():
    event = make_conference()
    session = make_session(event, hour=1)
    people = [admitted(event) for _ in range(12)]

    at_once(
        *[choosing(each, session) for each in people[:6]],
        lambda: set_session_places(session, places=6, by=None),
        *[choosing(each, session) for each in people[6:]],
    )

    pool = Pool.objects.filter(session=session).first()
    assert pool is None or pool.taken == seated(session) <= 6
    assert_places_add_up(event)


def test_fewer_places_while_people_choose_never_fall_below_what_is_taken():
    event = make_conference()
    session = make_session(event, hour=1, places=9)
    people = [admitted(event) for _ in range(9)]

    answers = at_once(
        *[choosing(each, session) for each in people],
        *[lambda n=n: set_session_places(session, places=n, by=None) for n in (2, 4, 6)],
    )

    assert set(answers[9:]) <= {FewerThanTaken, Pool.objects.get(session=session)}
    assert_places_add_up(event)


def test_a_session_cancelled_during_a_rush_keeps_nobody():
    event = make_conference()
    session = make_session(event, hour=1, places=3)
    people = [admitted(event) for _ in range(10)]

    at_once(
        *[choosing(each, session) for each in people[:5]],
        lambda: cancel_session(session, by=None),
        *[choosing(each, session) for each in people[5:]],
    )

    assert (seated(session), waiting(session)) == (0, 0)
    assert_places_add_up(event)


def test_a_session_is_taken_away_or_chosen_and_never_both():
    event = make_conference()
    session = make_session(event, hour=1, places=3)
    anna = admitted(event)

    answers = at_once(choosing(anna, session), lambda: remove_session(session, by=None))

    is_gone = not event.sessions.exists()
    assert is_gone == (answers[1] is not SessionHasPeople)
    assert is_gone == (isinstance(answers[0], type) and issubclass(answers[0], EventRefusal))
    assert_places_add_up(event)
