"""An expert's corner goes to one person, however many press at once."""

import pytest

from clusterhub.events.models import ExpertBooking
from clusterhub.events.operations import cancel_registration
from clusterhub.events.operations.fair import book_expert, cancel_booking
from clusterhub.events.operations.fair_refusals import (
    PersonBusy,
    SlotGone,
)
from clusterhub.events.tests.exhibiting import make_expert
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_admission, make_registration
from clusterhub.events.tests.test_place_races import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("_round", range(3))
def test_an_experts_corner_goes_to_one(_round):
    expert = make_expert()
    slot = expert.slots.first()
    people = [make_registration(expert.event) for _ in range(8)]

    answers = at_once(*[lambda each=each: book_expert(slot, registration=each) for each in people])

    assert answers.count(SlotGone) == 7
    assert ExpertBooking.objects.filter(ended_at=None).count() == 1


def test_one_person_never_talks_to_two_experts_at_once():
    event = make_admission(places=9).event
    slots = [make_expert(event).slots.first() for _ in range(4)]
    visitor = make_registration(event)

    answers = at_once(
        *[lambda each=each: book_expert(each, registration=visitor) for each in slots]
    )

    assert answers.count(PersonBusy) == 3


def test_a_slot_that_is_given_back_while_others_want_it_is_nobodys_or_ones():
    expert = make_expert()
    slot = expert.slots.first()
    holder, *people = [make_registration(expert.event) for _ in range(6)]
    booking = book_expert(slot, registration=holder)

    at_once(
        lambda: cancel_booking(booking),
        lambda: cancel_registration(holder, by=None),
        *[lambda each=each: book_expert(slot, registration=each) for each in people],
    )

    booked = ExpertBooking.objects.filter(ended_at=None)
    assert booked.count() <= 1
    assert not booked.filter(registration=holder).exists()
    assert_places_add_up(expert.event)
