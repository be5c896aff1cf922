"""The last place goes to exactly one person: real transactions, one connection for each of many."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clusterhub.events.models import Pool, Registration, RegistrationStatus, WaitingEntry
from clusterhub.events.operations import update_event
from clusterhub.events.operations.refusals import EventRefusal, FewerThanTaken, NoLongerOffered
from clusterhub.events.operations.registering import cancel_registration, register
from clusterhub.events.operations.switching import switch_mode
from clusterhub.events.operations.waiting import accept_offer, lapse_expired, set_places
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_admission, make_registration
from tests.racing import racing

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
at_once = racing(EventRefusal)


def guest(event, number, **facts):
    """Somebody in the rush; never who `make_registration` made, whose numbers run with the suite."""
    facts = {"name": f"Rush {number}", "email": f"rush{number}@example.org"} | facts
    return lambda: register(event, mode="on_site", way="desk", **facts)


def statuses(event):
    return list(event.registrations.order_by("pk").values_list("status", flat=True))


def offered(event):
    return WaitingEntry.objects.open().get(pool__event=event, offered_at__isnull=False)


def test_fifty_people_for_ten_places_are_ten_and_forty_in_order():
    event = make_admission(places=10).event

    at_once(*[guest(event, number) for number in range(50)])

    assert sorted(statuses(event)) == ["confirmed"] * 10 + ["waiting"] * 40
    numbers = WaitingEntry.objects.order_by("joined_at").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 41))
    assert_places_add_up(event)


def test_the_same_address_twice_at_once_is_one_registration():
    event = make_admission(places=10).event

    at_once(*[guest(event, 1, email=email) for email in ("a@example.org", "A@EXAMPLE.org") * 3])

    assert statuses(event) == ["confirmed"]
    assert_places_add_up(event)


def test_the_last_place_on_site_goes_to_one_of_those_who_change_at_once():
    event = make_admission(places={"on_site": 1, "online": None}).event
    online = [make_registration(event, mode="online") for _ in range(8)]

    at_once(*[lambda one=one: switch_mode(one, mode="on_site") for one in online])

    modes = sorted(event.registrations.values_list("mode", flat=True))
    assert modes == ["on_site"] + ["online"] * 7
    assert WaitingEntry.objects.unserved().count() == 7
    assert_places_add_up(event)


def test_cancellations_serve_the_queue_and_lose_no_place():
    event = make_admission(places=4, offer_hours=None).event
    first = [make_registration(event) for _ in range(4)]
    make_registration(event)

    leave = [lambda each=each: cancel_registration(each, by=None) for each in first]
    at_once(*leave, *leave[:2], *[guest(event, number) for number in range(6)])

    assert Registration.objects.with_a_place().count() == 4
    assert_places_add_up(event)


def test_an_offer_accepted_while_it_lapses_goes_to_one():
    event = make_admission(places=1).event
    holder, *_waiting = [make_registration(event) for _ in range(3)]
    cancel_registration(holder, by=None)
    entry = offered(event)
    end = timezone.now() - timedelta(seconds=1)
    WaitingEntry.objects.filter(pk=entry.pk).update(keep_until=end)

    answers = at_once(lambda: accept_offer(entry), lapse_expired, lambda: accept_offer(entry))

    assert answers[0] == answers[2] == NoLongerOffered
    assert offered(event).number == entry.number + 1
    assert_places_add_up(event)


def test_an_offer_accepted_twice_at_once_is_one_place():
    event = make_admission(places=1).event
    holder, waiting = [make_registration(event) for _ in range(2)]
    cancel_registration(holder, by=None)
    entry = offered(event)

    at_once(*[lambda: accept_offer(entry)] * 4)

    waiting.refresh_from_db()
    assert waiting.status == RegistrationStatus.CONFIRMED
    assert_places_add_up(event)


def test_fewer_places_while_people_register_never_fall_below_what_is_taken():
    event = make_admission(places=20).event
    pool = Pool.objects.get()

    answers = at_once(
        *[guest(event, number) for number in range(12)],
        *[lambda count=count: set_places(pool, places=count, by=None) for count in (3, 5, 8)],
        workers=15,
    )

    assert set(answers[12:]) <= {FewerThanTaken, pool}
    assert_places_add_up(event)


def test_an_edit_and_a_rush_do_not_wait_for_each_other():
    event = make_admission(places=5).event

    edits = [lambda n=n: update_event(event, by=None, lead=f"Lead {n}") for n in range(4)]
    at_once(*[guest(event, number) for number in range(8)], *edits)

    assert sorted(statuses(event)) == ["confirmed"] * 5 + ["waiting"] * 3
    assert_places_add_up(event)
