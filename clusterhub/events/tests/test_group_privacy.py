"""Whoever brings a group learns of nobody whether she is registered; lists write to few in a day."""

import pytest

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.models import Fit, ListPurpose, ListState, RegistrationStatus
from clusterhub.events.operations import letter_limits
from clusterhub.events.operations.group_refusals import TooManyLetters
from clusterhub.events.operations.parties import say_no
from clusterhub.events.operations.people_lists import apply_list, start_list
from clusterhub.events.people_preview import Preview
from clusterhub.events.tests.grouping import brought, group, make_cluster, open_for_groups
from clusterhub.events.tests.invariants import assert_groups_add_up, assert_places_add_up
from clusterhub.events.tests.listing_people import ANNA, BO, HEADER
from clusterhub.events.tests.makers import make_organiser, make_registration

pytestmark = pytest.mark.django_db
DORA = ("Dora Lind", "dora@timber.example")


def make_known(event):
    """Anna is registered, Dora has said no; of Bo nobody has heard."""
    anna = make_registration(event, email="anna@timber.example")
    say_no(group(event, "dora").registrations.get())
    return anna


def bring_group(event, *lines, fit=Fit.AS_MANY):
    organisation, keeper = make_cluster()
    facts = {"purpose": ListPurpose.PARTY, "organisation": organisation, "fit": fit}
    return brought(event, HEADER, *lines, **facts), keeper


def shown(people_list):
    preview = Preview(people_list)
    return [(row.verdict, row.outcome) for row in preview.shown(preview.rows)], preview.outcomes


def test_the_preview_of_a_group_answers_alike_for_all():
    event = open_for_groups(places=9)
    make_known(event)

    people_list, _keeper = bring_group(event, ANNA, BO, DORA)

    assert list(people_list.rows.values_list("verdict", flat=True)) == ["new"] * 3
    rows, _outcomes = shown(people_list)
    assert len(set(rows)) == 1


@pytest.mark.parametrize("fit", Fit.values)
def test_so_does_what_became_of_it_and_who_is_known_stays_as_she_is(fit):
    event = open_for_groups(places=9)
    anna = make_known(event)
    people_list, keeper = bring_group(event, ANNA, BO, DORA, fit=fit)

    start_list(people_list, by=keeper)
    people_list = apply_list(people_list)

    rows, outcomes = shown(people_list)
    assert people_list.state == ListState.DONE
    assert len(set(rows)) == 1
    assert [number for _words, number in outcomes] == [3]
    names = people_list.party.registrations.values_list("name", flat=True)
    assert list(names) == ["Bo Ek"]
    anna.refresh_from_db()
    assert (anna.party, anna.status) == (None, RegistrationStatus.CONFIRMED)
    assert_places_add_up(event)
    assert_groups_add_up(event)


def test_the_organisers_still_see_who_is_registered():
    event = open_for_groups(places=9)
    make_known(event)

    people_list = brought(event, HEADER, ANNA, BO, DORA)

    assert list(people_list.rows.values_list("verdict", flat=True)) == ["same", "new", "declined"]


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(letter_limits, "MOST_A_DAY", 2)


def attendees(event, *lines, sends_mail=True):
    return brought(event, HEADER, *lines, sends_mail=sends_mail)


def test_a_lead_writes_to_few_in_a_day_over_all_her_lists(few):
    event = open_for_groups(places=9)
    lead = make_organiser(event)
    first = attendees(event, ANNA, BO)
    start_list(first, by=lead)
    with pytest.raises(TooManyLetters):  # While the first is still on its way.
        start_list(attendees(event, DORA), by=lead)
    apply_list(first)

    with pytest.raises(TooManyLetters):
        start_list(attendees(event, DORA), by=lead)

    assert start_list(attendees(event, DORA, sends_mail=False), by=lead)
    assert start_list(attendees(event, DORA), by=make_user(roles=[Role.EVENT_TEAM]))


def test_a_group_writes_to_few_in_a_day_too(few):
    event = open_for_groups(places=9)
    people_list, keeper = bring_group(event, ANNA, BO, DORA)

    with pytest.raises(TooManyLetters):
        start_list(people_list, by=keeper)

    people_list.refresh_from_db()
    assert people_list.state == ListState.PREVIEWED
