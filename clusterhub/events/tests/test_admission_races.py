"""Approvals, invitations and codes when many press at once."""

import pytest

from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.codes import code_of
from clusterhub.events.models import Registration
from clusterhub.events.operations import (
    accept_invitation,
    approve,
    choose_consents,
    invite,
    refuse,
    register,
    registration_by_code,
    set_wordings,
    withdraw_invitation,
)
from clusterhub.events.operations.proving import MOST_TRIES
from clusterhub.events.operations.refusals import InvitationOver, InvitationUsed, WrongCode
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_admission, make_registration
from clusterhub.events.tests.test_place_races import at_once, statuses

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
ROUNDS = range(3)
REASONS = "Sorry, this time the room is too small for all."


def request_at(event):
    user = make_user()
    return register(event, name="Anna", email=user.email, mode="on_site", attendee=user)


@pytest.mark.parametrize("round", ROUNDS)
def test_ten_accepted_at_once_share_three_places(round):
    event = make_admission(places=3, needs_approval=True).event
    asked = [request_at(event) for _ in range(10)]

    at_once(*[lambda own=own: approve(own, by=None) for own in asked])

    assert sorted(statuses(event)) == ["confirmed"] * 3 + ["waiting"] * 7
    assert_places_add_up(event)


@pytest.mark.parametrize("round", ROUNDS)
def test_accepted_and_refused_at_once_is_one_of_both(round):
    event = make_admission(places=3, needs_approval=True).event
    own = request_at(event)

    at_once(
        *[lambda: approve(own, by=None), lambda: refuse(own, reasons=REASONS, by=None)] * 3,
        workers=6,
    )

    own.refresh_from_db()
    decisions = own.steps.filter(verb__in=("approved", "refused"))
    assert decisions.count() == 1
    assert own.status in ("confirmed", "refused")
    assert_places_add_up(event)


@pytest.mark.parametrize("round", ROUNDS)
def test_an_invitation_pressed_by_many_is_one_place(round):
    event = make_admission(places=5).event
    invite(event, people=[("Lea", "lea@timber.example")], language="en", by=None)
    guest = event.guests.get()
    come = {"name": "Lea", "mode": "on_site", "language": "en"}

    given = at_once(*[lambda: accept_invitation(guest, **come)] * 6, workers=6)

    assert given.count(InvitationUsed) == 5
    assert statuses(event) == ["confirmed"]
    assert_places_add_up(event)


@pytest.mark.parametrize("round", ROUNDS)
def test_withdrawn_and_used_at_once_is_one_of_both(round):
    event = make_admission(places=5).event
    invite(event, people=[("Lea", "lea@timber.example")], language="en", by=None)
    guest = event.guests.get()
    come = {"name": "Lea", "mode": "on_site", "language": "en"}

    used, _ = at_once(
        lambda: accept_invitation(guest, **come), lambda: withdraw_invitation(guest, by=None)
    )

    assert statuses(event) == ([] if used is InvitationOver else ["confirmed"])
    assert_places_add_up(event)


def test_codes_tried_at_once_are_counted_each():
    event = make_admission(places=5).event
    own = register(event, name="Anna", email="anna@timber.example", mode="on_site")
    wrong = f"{(int(code_of(own)) + 1) % 10**6:06}"

    given = at_once(
        *[lambda: registration_by_code(event, email=own.email, code=wrong)] * 20, workers=10
    )

    assert given == [WrongCode] * 20
    assert Registration.objects.get().code_tries == MOST_TRIES


def test_a_consent_saved_twice_at_once_is_given_once():
    event = make_admission(places=5).event
    set_wordings(event, wordings={"badge": ("Print.", 9)}, by=None)
    own, wording = make_registration(event), event.wordings.get()

    at_once(*[lambda: choose_consents(own, wordings=[wording])] * 6, workers=6)

    assert own.consents.count() == 1
