"""Experts whose hours go to one person each."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.events.models import (
    ExpertBooking,
    ExpertSlot,
)
from clusterhub.events.operations.fair import (
    add_slots,
    book_expert,
    cancel_booking,
    remove_expert,
    remove_slot,
)
from clusterhub.events.operations.fair_refusals import (
    NotComing,
    PersonBusy,
    SlotGone,
    SlotTaken,
    TooManyBookings,
)
from clusterhub.events.tests.exhibiting import (
    door,
    make_expert,
    own,
    text,
)
from clusterhub.events.tests.makers import make_admission, make_registration

pytestmark = pytest.mark.django_db


def test_slots_are_cut_and_never_overlap():
    expert = make_expert(slots=3)
    starts = expert.event.starts_at

    again = add_slots(
        expert, starts_at=starts, ends_at=starts + timedelta(minutes=95), minutes=30, by=None
    )

    assert [slot.starts_at - starts for slot in again] == [timedelta(minutes=60)]
    assert expert.slots.count() == 4


def test_a_booked_slot_is_hers_until_she_gives_it_back():
    expert = make_expert()
    slot, anna, bo = expert.slots.first(), *[make_registration(expert.event) for _ in range(2)]

    booking = book_expert(slot, registration=anna, words="Grants")
    with pytest.raises(SlotGone):
        book_expert(slot, registration=bo)
    with pytest.raises(SlotTaken):
        remove_slot(slot, by=None)
    with pytest.raises(SlotTaken):
        remove_expert(expert, by=None)
    again = book_expert(slot, registration=anna)
    cancel_booking(booking)
    book_expert(slot, registration=bo)

    assert again == booking
    assert slot.bookings.get(ended_at=None).registration == bo


def test_who_may_not_book_is_told_why():
    event = make_admission(places=1).event
    one, two = make_expert(event, slots=6), make_expert(event)
    visitor, waiting = make_registration(event), make_registration(event)
    slots = list(one.slots.all())

    with pytest.raises(NotComing):
        book_expert(slots[0], registration=waiting)
    book_expert(slots[0], registration=visitor)
    with pytest.raises(PersonBusy):
        book_expert(two.slots.first(), registration=visitor)
    for slot in slots[1:3]:
        book_expert(slot, registration=visitor)
    with pytest.raises(TooManyBookings):
        book_expert(slots[4], registration=visitor)
    past = timezone.now() - timedelta(hours=1)
    ExpertSlot.objects.filter(pk=slots[5].pk).update(starts_at=past)
    with pytest.raises(SlotGone):
        book_expert(slots[5], registration=visitor)


def test_a_visitor_books_by_her_own_link(client):
    expert = make_expert(words="Grants", place="Corner 2")
    visitor, other = (make_registration(expert.event) for _ in range(2))
    slot = expert.slots.first()

    page = text(client.get(own("own-experts", visitor)))
    client.post(own("own-booking", visitor), {"slot": str(slot.pk), "words": "Grants?"})
    public = text(client.get(door("experts", expert.event)))
    twin = client.get(door("experts-json", expert.event)).json()
    late = client.post(own("own-booking", other), {"slot": str(slot.pk)}, follow=True)
    booking = ExpertBooking.objects.get()
    stolen = client.post(own("own-booking-end", other, booking.pk))
    client.post(own("own-booking-end", visitor, booking.pk))

    assert f'value="{slot.pk}"' in page
    assert visitor.name not in public
    assert [each["is_free"] for each in twin["experts"][0]["slots"]] == [False, True, True]
    assert "Somebody else was faster" in text(late)
    assert stolen.status_code == 404
    booking.refresh_from_db()
    assert booking.ended_at is not None


@pytest.mark.parametrize("slot", ["", "x", "0", "9" * 40, "\x00"])
def test_a_slot_that_is_none_is_not_found(client, slot):
    expert = make_expert()
    visitor = make_registration(expert.event)

    assert client.post(own("own-booking", visitor), {"slot": slot}).status_code == 404


def test_an_expert_sees_who_comes_and_nobody_else_does(client):
    expert = make_expert()
    visitor = make_registration(expert.event, name="Vera Visitor")
    book_expert(expert.slots.first(), registration=visitor)
    user = sign_in(client, "member")
    before = text(client.get(door("experts", expert.event)))
    type(expert.person).objects.filter(pk=expert.person_id).update(account=user)

    after = text(client.get(door("experts", expert.event)))

    assert ("Vera Visitor" in before, "Vera Visitor" in after) == (False, True)
