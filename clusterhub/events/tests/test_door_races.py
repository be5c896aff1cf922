"""Many phones at once: real transactions, one connection for each."""

from uuid import uuid4

import pytest
from django.utils import timezone

from clusterhub.events.models import CheckIn, Registration, Scan
from clusterhub.events.operations import cancel_registration
from clusterhub.events.operations.door import Said, undo_scan, walk_in
from clusterhub.events.operations.refusals import NoPlaceFree
from clusterhub.events.operations.scanning import scan_by_name
from clusterhub.events.tests.door_makers import make_door, make_event_today, see
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_registration
from clusterhub.events.tests.test_place_races import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_two_devices_count_a_person_once():
    event = make_event_today()
    anna = make_registration(event)
    doors = [make_door(event, f"Door {number}") for number in range(4)]

    outcomes = at_once(*[lambda d=d: see(d, anna).outcome for d in doors * 3])

    assert sorted(outcomes) == ["again"] * 11 + ["in"]
    assert CheckIn.objects.count() == 1


def test_the_same_scan_told_at_once_by_one_phone_is_one():
    event = make_event_today()
    anna, number = make_registration(event), uuid4()
    door = make_door(event)

    outcomes = at_once(*[lambda: see(door, anna, client_id=number).outcome for _ in range(6)])
    strange = uuid4()
    unknown = at_once(
        *[lambda: see(door, anna, code="2" * 13, client_id=strange).outcome for _ in range(6)]
    )

    assert (set(outcomes), set(unknown)) == ({"in"}, {"unknown"})
    assert (CheckIn.objects.count(), Scan.objects.count()) == (1, 2)


def test_a_scan_and_a_cancellation_at_once_end_in_an_order():
    event = make_event_today()
    people = [make_registration(event) for _ in range(4)]
    door = make_door(event)
    scans = [lambda one=one: see(door, one).outcome for one in people]
    leave = [lambda one=one: cancel_registration(one, by=None) and None for one in people]

    at_once(*[action for pair in zip(scans, leave, strict=True) for action in pair])

    outcomes = dict(Scan.objects.values_list("registration", "outcome"))
    here = set(CheckIn.objects.values_list("registration", flat=True))
    assert here == {pk for pk, outcome in outcomes.items() if outcome == "in"}
    assert_places_add_up(event)


def test_undone_and_scanned_at_once_is_here_or_not_but_never_twice():
    event = make_event_today()
    anna = make_registration(event)
    door = make_door(event)
    first = see(door, anna)
    now = timezone.now()

    at_once(
        lambda: undo_scan(door, client_id=uuid4(), undoes=first.client_id, said_at=now),
        *[lambda: see(door, anna).outcome for _ in range(4)],
    )

    assert CheckIn.objects.standing().count() <= 1


def test_the_last_place_at_the_door_goes_to_one():
    event = make_event_today(on_site=2)
    door = make_door(event)
    come = [
        lambda n=n: walk_in(door, name="Walker", email=f"w{n}@a.example", client_id=uuid4()).outcome
        for n in range(6)
    ]

    answers = at_once(*come)

    assert sorted(answers, key=str) == sorted(["in"] * 2 + [NoPlaceFree] * 4, key=str)
    assert Registration.objects.filter(event=event).count() == 2
    assert_places_add_up(event)


def test_two_first_scans_of_programs_open_one_door():
    event = make_event_today()
    people = [make_registration(event) for _ in range(6)]

    def say(one):
        said = Said(uuid4(), timezone.now(), code=one.ticket_code)
        return scan_by_name(event, name="Gate", said=said, by=None).outcome

    outcomes = at_once(*[lambda one=one: say(one) for one in people])

    assert outcomes == ["in"] * 6
    assert [door.name for door in event.doors.all()] == ["Gate"]
