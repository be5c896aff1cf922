"""Contacts at stands: given by a yes only, and taken back at any time."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.tests.makers import make_editor
from clusterhub.events.models import (
    Exhibitor,
    ExpertBooking,
    Fair,
    Lead,
    RegistrationStep,
)
from clusterhub.events.operations import cancel_registration
from clusterhub.events.operations.fair import (
    add_staff,
    answer_lead,
    book_expert,
    set_exhibitor,
    take_lead,
)
from clusterhub.events.operations.fair_refusals import (
    NotComing,
    StandTaken,
    UnknownTicket,
)
from clusterhub.events.operations.organisers import add_organiser
from clusterhub.events.tests.exhibiting import (
    door,
    make_exhibitor,
    make_expert,
    own,
    signed,
    text,
)
from clusterhub.events.tests.makers import make_admission, make_registration

pytestmark = pytest.mark.django_db


def test_a_lead_is_shown_only_after_a_yes(client):
    exhibitor = make_exhibitor()
    event = exhibitor.event
    keeper = make_editor(exhibitor.organisation)
    visitor = make_registration(event, name="Vera Visitor", email="vera@x.example")
    signed(client, keeper)
    stand = door("stand", event, exhibitor.slug)
    contacts = door("stand-csv", event, exhibitor.slug)

    def seen():
        return [("Vera" in text(client.get(each))) for each in (stand, contacts)]

    client.post(stand, {"code": visitor.ticket_code.lower(), "note": "Pellets"})
    asked = seen()
    lead = Lead.objects.get()
    page = text(client.get(own("own-registration", visitor)))
    client.post(own("own-lead", visitor, lead.pk), {"answer": "yes"})
    agreed = seen()
    client.post(own("own-lead", visitor, lead.pk), {"answer": "no"})
    taken_back = seen()

    assert asked == [False, False]
    assert str(exhibitor.organisation) in page
    assert agreed == [True, True]
    assert taken_back == [False, False]


@pytest.mark.parametrize(("level", "sees"), [("lead", True), ("helper", False)])
def test_contacts_are_for_those_organisers_who_see_people(client, level, sees):
    exhibitor = make_exhibitor()
    event, person = exhibitor.event, make_user()
    visitor = make_registration(event, name="Vera Visitor", email="vera@x.example")
    answer_lead(take_lead(exhibitor, code=visitor.ticket_code), agrees=True)
    add_organiser(event, person=person, level=level, by=None)
    signed(client, person)

    page = client.get(door("stand", event, exhibitor.slug))
    table = client.get(door("stand-csv", event, exhibitor.slug))

    assert (page.status_code, "vera@x.example" in text(page)) == (200, sees)
    assert table.status_code == (200 if sees else 403)


def test_a_ticket_is_read_as_people_type_it_and_asks_once(
    mailoutbox, django_capture_on_commit_callbacks
):
    exhibitor = make_exhibitor()
    visitor = make_registration(exhibitor.event)
    code = visitor.ticket_code

    with django_capture_on_commit_callbacks(execute=True):
        for typed in (code, f" {code[:4].lower()} {code[4:8]}-{code[8:]} "):
            take_lead(exhibitor, code=typed)

    assert Lead.objects.count() == 1
    assert RegistrationStep.objects.filter(verb="lead").count() == 1
    assert [letter.to for letter in mailoutbox] == [[visitor.email]]


def test_only_tickets_of_confirmed_visitors_of_this_event_are_known():
    exhibitor = make_exhibitor(make_admission(places=1).event)
    make_registration(exhibitor.event)
    waiting = make_registration(exhibitor.event)
    elsewhere = make_registration(make_admission(places=1).event)

    for code in (waiting.ticket_code, elsewhere.ticket_code, "", "A" * 13, "'; --"):
        with pytest.raises(UnknownTicket):
            take_lead(exhibitor, code=code)
    assert not Lead.objects.exists()


def test_many_wrong_codes_are_slowed_down(client, settings):
    exhibitor = make_exhibitor()
    visitor = make_registration(exhibitor.event)
    signed(client, make_editor(exhibitor.organisation))
    address = door("stand", exhibitor.event, exhibitor.slug)

    answers = [client.post(address, {"code": f"WRONG{n}"}).status_code for n in range(60)]
    late = client.post(address, {"code": visitor.ticket_code})

    assert set(answers) == {422}
    assert late.status_code == 422
    assert not Lead.objects.exists()


def test_a_contact_cannot_be_given_and_refused_at_once():
    exhibitor = make_exhibitor()
    lead = take_lead(exhibitor, code=make_registration(exhibitor.event).ticket_code)
    answer_lead(lead, agrees=True)

    with pytest.raises(IntegrityError):
        Lead.objects.update(declined_at=timezone.now())


def test_nobody_answers_for_another_visitor(client):
    exhibitor = make_exhibitor()
    visitor, other = (make_registration(exhibitor.event) for _ in range(2))
    lead = take_lead(exhibitor, code=visitor.ticket_code)

    answer = client.post(own("own-lead", other, lead.pk), {"answer": "yes"})

    lead.refresh_from_db()
    assert (answer.status_code, lead.agreed_at) == (404, None)


def test_staff_ask_by_their_own_link_and_strangers_do_not(client):
    exhibitor = make_exhibitor()
    staff, visitor = (make_registration(exhibitor.event) for _ in range(2))
    add_staff(exhibitor, email=staff.email.upper(), by=None)
    with pytest.raises(NotComing):
        add_staff(exhibitor, email="nobody@x.example", by=None)

    taken = client.post(own("own-stand", staff, exhibitor.pk), {"code": visitor.ticket_code})
    stranger = client.get(own("own-stand", visitor, exhibitor.pk))

    assert (taken.status_code, stranger.status_code) == (302, 404)
    assert Lead.objects.get().registration == visitor
    assert own("own-stand", staff, exhibitor.pk) in text(client.get(own("own-registration", staff)))


def test_who_leaves_takes_contacts_and_bookings_along():
    exhibitor = make_exhibitor()
    expert = make_expert(exhibitor.event)
    visitor = make_registration(exhibitor.event)
    take_lead(exhibitor, code=visitor.ticket_code)
    slot = expert.slots.first()
    book_expert(slot, registration=visitor)

    cancel_registration(visitor, by=None)
    is_free = not slot.bookings.filter(ended_at=None).exists()
    visitor.delete()

    assert is_free
    assert (Lead.objects.count(), ExpertBooking.objects.count()) == (0, 0)


def test_two_exhibitors_never_have_one_stand_and_one_is_changed_not_doubled():
    first = make_exhibitor(stand="A 4")

    with pytest.raises(StandTaken):
        make_exhibitor(first.event, stand="a 4")
    set_exhibitor(first.event, organisation=first.organisation, stand="B 1", by=None)

    assert list(Exhibitor.objects.values_list("stand", flat=True)) == ["B 1"]
    assert Fair.objects.get().exhibitor_count == 1
