"""Places in sessions: chosen, waited for, given back; on the page behind the mailed link."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.events.links import token_of
from clusterhub.events.models import Pool, SessionPlace
from clusterhub.events.operations import (
    EventCalledOff,
    FewerThanTaken,
    NoPlaceYet,
    OnlyOnSite,
    SessionNotOpen,
    SessionsClash,
    cancel_event,
    cancel_registration,
    cancel_session,
    choose_session,
    leave_session,
    publish_programme,
    set_session_places,
    switch_mode,
)
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.programmes import (
    NINE,
    admitted,
    make_conference,
    make_room,
    make_session,
    url,
)
from clusterhub.events.tests.visiting import send

__all__ = ["send"]
pytestmark = pytest.mark.django_db


def in_session(session):
    seats = SessionPlace.objects.filter(session=session, ended_at=None).order_by("pk")
    return [seat.registration for seat in seats]


def page(registration):
    return f"/r/{token_of(registration)}/sessions/"


def test_a_full_session_has_a_queue_and_giving_back_serves_it():
    event = make_conference()
    session = make_session(event, hour=1, places=1)
    anna, ben, cleo = (admitted(event) for _ in range(3))

    for each in (anna, ben, cleo, anna, ben):
        choose_session(each, session=session)
    assert (in_session(session), Pool.objects.get(session=session).waiting_count) == ([anna], 2)
    leave_session(anna, session=session)
    leave_session(anna, session=session)

    assert in_session(session) == [ben]
    assert_places_add_up(event)


def test_more_places_serve_the_queue_and_fewer_than_taken_are_refused():
    event = make_conference()
    session = make_session(event, hour=1, places=1)
    everybody = [admitted(event) for _ in range(4)]
    for each in everybody:
        choose_session(each, session=session)

    set_session_places(session, places=3, by=None)
    assert in_session(session) == everybody[:3]
    with pytest.raises(FewerThanTaken):
        set_session_places(session, places=2, by=None)
    set_session_places(session, places=None, by=None)

    assert in_session(session) == everybody
    assert_places_add_up(event)


def test_who_chose_before_places_were_counted_has_one():
    event = make_conference()
    session = make_session(event, hour=1)
    first = [admitted(event) for _ in range(2)]
    for each in first:
        choose_session(each, session=session)

    with pytest.raises(FewerThanTaken):
        set_session_places(session, places=1, by=None)
    set_session_places(session, places=2, by=None)
    choose_session(admitted(event), session=session)

    assert in_session(session) == first
    assert_places_add_up(event)


def test_a_place_given_back_with_the_registration_goes_to_the_next():
    event = make_conference()
    session = make_session(event, hour=1, places=1)
    anna, ben, cleo = (admitted(event) for _ in range(3))
    for each in (anna, ben, cleo):
        choose_session(each, session=session)

    cancel_registration(ben, by=None)  # Who waits leaves the queue.
    cancel_registration(anna, by=None)

    assert in_session(session) == [cleo]
    assert_places_add_up(event)


def test_two_sessions_at_once_are_said_and_taken_only_on_purpose():
    event = make_conference()
    first, second = make_session(event, "A", hour=1), make_session(event, "B", hour=1.5)
    anna = admitted(event)
    choose_session(anna, session=first)

    with pytest.raises(SessionsClash) as refused:
        choose_session(anna, session=second)
    choose_session(anna, session=second, despite_clash=True)

    assert refused.value.other == first
    assert in_session(second) == [anna]


def test_what_cannot_be_chosen_is_refused():
    event = make_conference()
    held = make_session(event, hour=1)
    cancelled = make_session(event, hour=3)
    cancel_session(cancelled, by=None)
    anna = admitted(event)
    unproven = admitted(event, way="page")

    with pytest.raises(SessionNotOpen):
        choose_session(anna, session=cancelled)
    with pytest.raises(SessionNotOpen):
        choose_session(anna, session=make_session(make_conference(), hour=1))
    with pytest.raises(NoPlaceYet):
        choose_session(unproven, session=held)
    late = held.starts_at + timedelta(minutes=1)
    with time_machine.travel(late), pytest.raises(SessionNotOpen):
        choose_session(anna, session=held)
    cancel_event(event, by=None)
    with pytest.raises(EventCalledOff):
        choose_session(anna, session=held)


def test_chairs_are_for_those_who_come():
    event = make_conference()
    chairs = make_session(event, hour=1, places=5, room=make_room(event))
    stream = make_session(event, hour=3, places=5, room=make_room(event, "Web", kind="online"))
    lists = make_session(event, hour=5)
    online = admitted(event, mode="online")

    with pytest.raises(OnlyOnSite):
        choose_session(online, session=chairs)
    choose_session(online, session=stream)
    choose_session(online, session=lists)

    assert online.session_places.count() == 2


def test_who_changes_to_online_gives_her_chairs_back():
    event = make_conference()
    chairs = make_session(event, hour=1, places=1, room=make_room(event))
    stream = make_session(event, hour=3, places=1, room=make_room(event, "Web", kind="online"))
    anna, ben = admitted(event), admitted(event)
    for session in (chairs, stream):
        choose_session(anna, session=session)
    choose_session(ben, session=chairs)

    switch_mode(anna, mode="online")

    assert in_session(chairs) == [ben]
    assert in_session(stream) == [anna]
    assert_places_add_up(event)


def test_a_cancelled_session_has_no_places_taken_and_nobody_waits():
    event = make_conference()
    session = make_session(event, hour=1, places=1)
    for _ in range(3):
        choose_session(admitted(event), session=session)

    cancel_session(session, by=None)

    pool = Pool.objects.get(session=session)
    assert (pool.taken, pool.waiting_count) == (0, 0)
    assert_places_add_up(event)


def test_she_chooses_waits_and_gives_back_on_her_own_page(client, send):
    event = make_conference()
    session = make_session(event, "Heat", hour=1, places=1)
    clash = make_session(event, "Cold", hour=1)
    anna, ben = admitted(event), admitted(event)

    send(client, page(anna), {"session": session.uid})
    send(client, page(ben), {"session": session.uid})
    waits = client.get(page(ben)).content.decode()
    refused = client.post(page(anna), {"session": clash.uid}, follow=True).content.decode()
    send(client, page(anna), {"session": clash.uid, "sure": "1"})
    mail.outbox.clear()
    send(client, page(anna), {"session": session.uid, "leave": "1"})

    assert "You wait" in waits and "You are the next" in waits
    assert "at the same time as “Heat”" in refused
    assert (in_session(session), in_session(clash)) == ([ben], [anna])
    assert [letter.to for letter in mail.outbox] == [[ben.email]]
    assert "You have a place in a session" in mail.outbox[0].subject
    assert page(ben) in mail.outbox[0].body
    assert "Heat" in client.get(f"/r/{token_of(ben)}/").content.decode()


def test_who_chose_a_cancelled_session_gets_a_letter(client, send):
    event = make_conference()
    session = make_session(event, "Heat", hour=1, places=1)
    anna = admitted(event)
    send(client, page(anna), {"session": session.uid})
    mail.outbox.clear()

    sign_in(client, "event team")
    send(client, url(event, "session-cancel", session.pk))

    assert [letter.to for letter in mail.outbox] == [[anna.email]]
    assert "cancelled" in mail.outbox[0].subject
    assert "Heat" in mail.outbox[0].body


def test_the_own_page_asks_as_often_for_any_number_of_sessions(
    client, django_assert_max_num_queries
):
    event = make_conference()
    anna = admitted(event)
    for hour in range(12):
        session = make_session(event, hour=hour, places=2)
        choose_session(anna, session=session)

    with django_assert_max_num_queries(9):
        response = client.get(page(anna))

    assert response.content.decode().count("Give it back") == 12


def test_a_session_that_is_not_published_cannot_be_chosen(client):
    event = make_conference()
    publish_programme(event, by=None)
    secret = make_session(event, "Secret", hour=1)
    anna = admitted(event)

    response = client.post(page(anna), {"session": secret.uid})
    strange = [client.post(page(anna), {"session": each}).status_code for each in ("", "x" * 40)]

    assert response.status_code == 404
    assert strange == [404, 404]
    assert "Secret" not in client.get(page(anna)).content.decode()


def test_the_page_is_for_nobody_else_and_kept_by_nobody(client):
    event = make_conference(starts_at=NINE)
    anna = admitted(event)

    response = client.get(page(anna))

    assert client.get("/r/zz-nothing/sessions/").status_code == 404
    assert "no-store" in response["Cache-Control"]
    assert (response["X-Robots-Tag"], response["Referrer-Policy"]) == ("noindex", "same-origin")


def test_who_may_see_people_sees_who_comes_to_a_session_and_who_waits(client):
    event = make_conference()
    session = make_session(event, hour=1, places=1)
    for name in ("Anna Lind", "Ben Wood"):
        choose_session(admitted(event, name=name), session=session)
    address = url(event, "session-people", session.pk)

    sign_in(client, "member")
    refused = client.get(address).status_code
    sign_in(client, "event team")
    page = client.get(address).content.decode()

    assert refused == 403
    assert page.index("Anna Lind") < page.index("1 person waits") < page.index("Ben Wood")
