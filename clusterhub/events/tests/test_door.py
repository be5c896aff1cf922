"""A person counts once a day, whatever devices say; and every other ticket is told what it is."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from clusterhub.events.attendance import here_now
from clusterhub.events.models import CheckIn, Registration, Scan
from clusterhub.events.operations import cancel_registration, set_admission, set_programme
from clusterhub.events.operations.door import (
    Said,
    counts,
    end_door,
    merge_scans,
    undo_scan,
    walk_in,
)
from clusterhub.events.operations.parts import Part
from clusterhub.events.operations.refusals import DoorClosed, NoPlaceFree
from clusterhub.events.tests.door_makers import make_door, make_event_today, see
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import at, make_registration

pytestmark = pytest.mark.django_db


def test_a_ticket_lets_in_once_and_then_says_when_and_where():
    event = make_event_today()
    anna = make_registration(event)
    first_door, second_door = make_door(event, "A"), make_door(event, "B")

    first = see(first_door, anna)
    again = see(second_door, anna)

    assert (first.outcome, again.outcome) == ("in", "again")
    assert again.check_in.door == first_door
    assert again.check_in.first_at == first.said_at
    assert counts(event)["came"] == 1


def test_scans_made_offline_merge_and_repeat_harmlessly():
    event = make_event_today()
    anna, bo = make_registration(event), make_registration(event)
    door, other = make_door(event), make_door(event, "Other")
    now = timezone.now()
    said = [
        Said(uuid4(), now - timedelta(minutes=4), code=bo.ticket_code, was_offline=True),
        Said(uuid4(), now - timedelta(minutes=5), code=anna.ticket_code, was_offline=True),
    ]
    type(door).objects.update(made_at=now - timedelta(hours=1))
    door.refresh_from_db()
    see(other, anna)

    once = merge_scans(door, said)
    twice = merge_scans(door, said)

    assert [one.outcome for one in once] == ["again", "in"]  # In the order in which they were said.
    assert [one.pk for one in twice] == [one.pk for one in once]
    assert (CheckIn.objects.count(), Scan.objects.count()) == (2, 3)
    assert once[1].check_in.first_at == said[0].at


def test_what_a_wrong_clock_says_is_neither_in_the_future_nor_before_the_door():
    event = make_event_today()
    door = make_door(event)
    later = Said(uuid4(), timezone.now() + timedelta(days=3), ref=make_registration(event).pk)
    before = Said(uuid4(), timezone.now() - timedelta(days=300), ref=make_registration(event).pk)

    scans = merge_scans(door, [later, before])

    assert {one.outcome for one in scans} == {"in"}
    assert all(door.made_at <= one.said_at <= timezone.now() for one in scans)


def test_a_forged_and_a_replayed_code_are_told_apart():
    event, other_event = make_event_today(on_site=3), make_event_today()
    door = make_door(event)
    gone = make_registration(event)
    cancel_registration(gone, by=None)
    here, away, _other, waiting = (make_registration(event) for _ in range(4))
    online = make_registration(event, mode="online")
    elsewhere = make_registration(other_event)
    see(door, here)
    Registration.objects.filter(pk=away.pk).update(status="held", keep_until=timezone.now())

    outcomes = {
        "replayed": see(door, here).outcome,
        "forged": see(door, here, code="2222222222222").outcome,
        "nothing": see(door, here, code="").outcome,
        "other event": see(door, elsewhere).outcome,
        "cancelled": see(door, gone).outcome,
        "unproven": see(door, away).outcome,
        "waiting": see(door, waiting).outcome,
        "online": see(door, online).outcome,
    }

    assert outcomes == {
        "replayed": "again",
        "forged": "unknown",
        "nothing": "unknown",
        "other event": "elsewhere",
        "cancelled": "cancelled",
        "unproven": "no_place",
        "waiting": "no_place",
        "online": "online",
    }
    assert Scan.objects.get(outcome="elsewhere").registration is None
    assert see(door, elsewhere, code="", ref=elsewhere.pk).outcome == "unknown"


def test_undo_takes_back_what_this_door_let_in_and_nothing_else():
    event = make_event_today()
    anna = make_registration(event)
    door, other = make_door(event), make_door(event, "Other")
    mine = see(door, anna)
    facts = {"undoes": mine.client_id, "said_at": timezone.now()}

    by_other = undo_scan(other, client_id=uuid4(), **facts)
    still = counts(event)["came"]
    undone = undo_scan(door, client_id=uuid4(), **facts)
    twice = undo_scan(door, client_id=uuid4(), **facts)
    back = see(other, anna)

    assert (by_other.outcome, still) == ("unknown", 1)
    assert (undone.outcome, twice.outcome, back.outcome) == ("undone", "unknown", "in")
    assert counts(event)["came"] == 1


def test_walk_ins_take_real_places():
    event = make_event_today(on_site=2)
    door = make_door(event)
    make_registration(event)

    came = walk_in(door, name="Bo Ek", email="bo@timber.example", client_id=uuid4())
    with pytest.raises(NoPlaceFree):
        walk_in(door, name="Ida Ask", email="ida@timber.example", client_id=uuid4())
    without_a_trace = Registration.objects.filter(email="ida@timber.example").exists()
    set_admission(event, places={"on_site": 3, "online": None}, by=None)
    after_all = walk_in(door, name="Ida Ask", email="ida@timber.example", client_id=uuid4())

    assert (came.outcome, came.registration.way) == ("in", "door")
    assert without_a_trace is False
    assert after_all.outcome == "in"
    assert event.pools.get(mode="on_site").taken == 3
    assert_places_add_up(event)


def test_a_walk_in_whose_place_is_held_has_proven_who_she_is():
    event = make_event_today(on_site=1)
    anna = make_registration(event, way="desk", email="anna@timber.example")
    until = timezone.now() + timedelta(hours=1)
    Registration.objects.filter(pk=anna.pk).update(status="held", keep_until=until, proven_at=None)

    came = walk_in(make_door(event), name="Anna", email="Anna@timber.example", client_id=uuid4())

    anna.refresh_from_db()
    assert (came.registration, came.outcome, anna.status) == (anna, "in", "confirmed")


def test_each_day_of_a_conference_counts_anew_and_the_night_belongs_to_its_evening():
    with time_machine.travel(at(2031, 6, 3, 7, 0)):
        event = make_event_today(starts_at=at(2031, 6, 4, 7), ends_at=at(2031, 6, 5, 16))
        anna = make_registration(event)
        door = make_door(event)
        too_early = see(door, anna).outcome
    outcomes = []
    for moment in (
        at(2031, 6, 4, 6),
        at(2031, 6, 4, 21),
        at(2031, 6, 5, 1, 0),  # Three in the morning in Brussels.
        at(2031, 6, 5, 7),
    ):
        with time_machine.travel(moment):
            outcomes.append(see(door, anna).outcome)

    assert too_early == "not_today"
    assert outcomes == ["in", "again", "again", "in"]
    assert [day.isoformat() for day in counts(event)["days"]] == ["2031-06-04", "2031-06-05"]
    assert counts(event)["came"] == 1


def test_a_door_of_one_session_counts_that_session():
    event = make_event_today()
    set_programme(event, sessions=[Part("Workshop"), Part("Panel")], by=None)
    workshop = event.sessions.first()
    anna = make_registration(event)
    main, door = make_door(event), make_door(event, "Room 2", session=workshop)

    outcomes = [see(one, anna).outcome for one in (main, door, door, main)]

    assert outcomes == ["in", "in", "again", "again"]
    assert counts(event)["sessions"] == {workshop.pk: 1}
    assert here_now(door)["here"] == here_now(main)["here"] == 1


def test_a_session_with_places_is_for_who_has_one():
    event = make_event_today()
    set_programme(event, sessions=[Part("Workshop")], by=None)
    workshop = event.sessions.get()
    pool = event.pools.create(kind="session", session=workshop, places=5)
    anna, bo = make_registration(event), make_registration(event)
    anna.session_places.create(session=workshop, pool=pool, placed_at=timezone.now())
    door = make_door(event, "Room 2", session=workshop)

    assert (see(door, anna).outcome, see(door, bo).outcome) == ("in", "no_place")


def test_an_ended_door_takes_nothing_and_an_old_one_only_what_was_kept_on_the_phone():
    event = make_event_today()
    anna, bo = make_registration(event), make_registration(event)
    door, ended = make_door(event), make_door(event, "Lost phone")
    end_door(ended, by=None)
    kept = Said(uuid4(), timezone.now(), code=anna.ticket_code, was_offline=True)

    with pytest.raises(DoorClosed):
        see(ended, anna)
    with time_machine.travel(door.until + timedelta(hours=1)):
        with pytest.raises(DoorClosed):
            see(door, bo)
        brought = merge_scans(door, [kept])
    with time_machine.travel(door.until + timedelta(hours=40)), pytest.raises(DoorClosed):
        merge_scans(door, [Said(uuid4(), kept.at, code=bo.ticket_code)])

    assert [one.outcome for one in brought] == ["in"]
    assert counts(event)["came"] == 1


def test_what_is_stored_of_a_person_goes_with_her_registration():
    event = make_event_today()
    anna = make_registration(event)
    see(make_door(event), anna)

    anna.delete()

    assert (CheckIn.objects.count(), Scan.objects.count()) == (0, 0)
