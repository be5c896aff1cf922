"""One by one: asked, accepted, refused with reasons, by a clock."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user, sign_in
from clusterhub.events.approval_clock import usual_days
from clusterhub.events.links import token_of
from clusterhub.events.models import Registration
from clusterhub.events.models.organisers import Organiser
from clusterhub.events.operations import (
    AddressNotProven,
    AlreadyDecided,
    ReasonsMissing,
    approve,
    cancel_registration,
    prove,
    refuse,
    register,
    set_admission,
)
from clusterhub.events.operations.late_requests import tell_of_late_requests
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_registration
from clusterhub.events.tests.visiting import ANNA, door, link_in, open_event, send

__all__ = ["send"]
pytestmark = pytest.mark.django_db
REASONS = "We can take two people from each region, and yours has two already."


def ask(event, number=0, **facts):
    user = make_user()
    facts = {"name": f"Asker {number}", "attendee": user, "email": user.email} | facts
    return register(event, mode="on_site", **facts)


def test_a_request_holds_no_place_and_is_told_how_it_stands(client, send):
    event = open_event(places=1, needs_approval=True, decide_hours=48)

    send(client, door(event), ANNA)
    link = link_in(mail.outbox[0])
    unproven = client.get(link).content.decode()
    send(client, f"{link}confirmation/")

    own = Registration.objects.get()
    page = client.get(link).content.decode()
    assert (own.status, own.pool, event.pools.get().taken) == ("requested", None, 0)
    assert mail.outbox[0].subject == f"Your request: {event.title}"
    assert "One click and your request is with the organisers" in unproven
    assert "Your request is with the organisers" in page
    assert "They want to answer until" in page
    assert len(mail.outbox) == 1
    assert_places_add_up(event)


def test_who_is_accepted_gets_the_place_and_a_letter(
    client, send, django_capture_on_commit_callbacks
):
    event = open_event(places=1, needs_approval=True)
    own = ask(event)
    sign_in(client, "event team")
    before = client.get(door(event, "approval")).content.decode()

    send(client, f"{door(event, 'approval')}{own.pk}/", {"answer": "yes"})

    own.refresh_from_db()
    assert "Asker 0" in before
    assert (own.status, own.pool) == ("confirmed", event.pools.get())
    assert mail.outbox[-1].subject == f"Your request was accepted: {event.title}"
    assert mail.outbox[-1].attachments[0][2] == "text/calendar"
    assert "Asker 0" not in client.get(door(event, "approval")).content.decode()
    assert_places_add_up(event)


def test_accepting_when_full_is_said_before_and_puts_on_the_list(client, send):
    event = open_event(places=1, needs_approval=True)
    make_registration(event)
    own = ask(event)
    sign_in(client, "event team")
    page = client.get(door(event, "approval")).content.decode()

    answer = send(client, f"{door(event, 'approval')}{own.pk}/", {"answer": "yes"})

    own.refresh_from_db()
    assert "Accept, on the waiting list: all places are taken" in page
    assert own.status == "waiting"
    assert "on the waiting list" in client.get(answer.url).content.decode()
    assert "you are on the waiting list" in mail.outbox[-1].body
    assert_places_add_up(event)


def test_a_refusal_needs_reasons_and_sends_them(client, send):
    event = open_event(needs_approval=True)
    own = ask(event)
    sign_in(client, "event team")
    address = f"{door(event, 'approval')}{own.pk}/"

    short = send(client, address, {"answer": "no", "reasons": "No, sorry. :-( :-( :-( "})
    still = Registration.objects.get().status
    send(client, address, {"answer": "no", "reasons": REASONS})

    own.refresh_from_db()
    page = client.get(f"/r/{token_of(own)}/").content.decode()
    assert (short.status_code, still) == (422, "requested")
    assert "No, sorry." in short.content.decode()
    assert own.status == "refused"
    assert REASONS in mail.outbox[-1].body
    assert REASONS in page
    assert "Your request was not accepted" in page


def test_a_request_is_decided_once(client, send):
    event = open_event(needs_approval=True)
    own = ask(event)
    approve(own, by=None)

    with pytest.raises(AlreadyDecided):
        refuse(own, reasons=REASONS, by=None)
    sign_in(client, "event team")
    send(client, f"{door(event, 'approval')}{own.pk}/", {"answer": "no", "reasons": REASONS})

    own.refresh_from_db()
    assert own.status == "confirmed"
    assert_places_add_up(event)


def test_what_was_taken_back_or_is_not_proven_is_not_decided():
    event = open_event(places=5, needs_approval=True)
    taken_back, unproven = ask(event), register(event, mode="on_site", **ANNA)
    cancel_registration(taken_back, by=None)

    with pytest.raises(AlreadyDecided):
        approve(taken_back, by=None)
    with pytest.raises(AddressNotProven):
        approve(unproven, by=None)
    with pytest.raises(ReasonsMissing):
        refuse(ask(event), reasons="12345678901234567890 !!", by=None)


def test_a_request_stays_one_when_the_rule_changes_meanwhile():
    event = open_event(places=5, needs_approval=True)
    own = register(event, mode="on_site", **ANNA)
    set_admission(event, places={"on_site": 5}, by=None, needs_approval=False)

    own = prove(own)

    assert own.status == "requested"


def test_how_long_it_usually_takes_is_said_from_five_decisions_on(client):
    event = open_event(places=9, needs_approval=True)
    now = timezone.now()

    said = []
    for number in range(6):
        with time_machine.travel(now - timedelta(hours=30)):
            own = ask(event, number)
        if number % 2:
            approve(own, by=None)
        else:
            refuse(own, reasons=REASONS, by=None)
        said.append(usual_days(event))

    assert said == [None] * 4 + [2, 2]
    assert "Usually answered within 2 days" in client.get(event.get_absolute_url()).content.decode()


def test_what_takes_longer_than_promised_is_marked_and_not_decided(client):
    event = open_event(needs_approval=True, decide_hours=24)
    with time_machine.travel(timezone.now() - timedelta(hours=25)):
        own = ask(event, name="Late Lena")
    sign_in(client, "event team")

    page = client.get(door(event, "approval")).content.decode()

    own.refresh_from_db()
    assert "Late</" in page.replace("\n", "") or ">Late" in page
    assert own.status == "requested"


def test_the_list_of_requests_needs_as_many_statements_for_ten_times_the_rows(
    client, django_assert_max_num_queries
):
    event = open_event(places=None, needs_approval=True)
    sign_in(client, "event team")
    costs = []

    for number in (2, 18):
        for each in range(number):
            ask(event, each)
        with django_assert_max_num_queries(16) as asked:
            client.get(door(event, "approval"))
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_requests_of_another_event_are_not_decided_here(client, send):
    event, other = open_event(needs_approval=True), open_event(needs_approval=True)
    own = ask(event)
    sign_in(client, "event team")

    answer = send(client, f"{door(other, 'approval')}{own.pk}/", {"answer": "yes"})

    assert answer.status_code == 404


def test_leads_are_told_once_a_day_of_requests_that_wait_too_long(
    django_capture_on_commit_callbacks,
):
    event = open_event(places=9, needs_approval=True, decide_hours=48)
    lead, helper = make_user(), make_user()
    Organiser.objects.create(event=event, person=lead, level="lead")
    Organiser.objects.create(event=event, person=helper, level="helper")
    ask(event, 1), ask(event, 2)
    asked_at = timezone.now().replace(hour=8, minute=0)  # No midnight among the hours below.
    Registration.objects.update(registered_at=asked_at)
    mail.outbox.clear()

    def told(hours):
        now = asked_at + timedelta(hours=hours)
        with time_machine.travel(now, tick=False), django_capture_on_commit_callbacks(execute=True):
            return tell_of_late_requests()

    assert [told(47), told(49), told(50), told(49 + 24)] == [0, 1, 0, 1]
    assert [letter.to for letter in mail.outbox] == [[lead.email]] * 2
    assert "2 people asked to come" in mail.outbox[0].body
    assert "within 48 hours" in mail.outbox[0].body
    for registration in Registration.objects.all():
        refuse(registration, reasons=REASONS, by=lead)
    assert told(49 + 48) == 0


def test_where_nobody_leads_the_team_is_told(django_capture_on_commit_callbacks):
    event = open_event(places=9, needs_approval=True, decide_hours=1)
    team = make_user(roles=["event_team"])
    ask(event)
    later = timezone.now() + timedelta(hours=2)
    with time_machine.travel(later, tick=False), django_capture_on_commit_callbacks(execute=True):
        tell_of_late_requests()

    assert [letter.to for letter in mail.outbox if "wait for your" in letter.subject] == [
        [team.email]
    ]
