"""Groups and single people at once: real transactions, one connection for each of many."""

import pytest
from django.utils import timezone

from clusterhub.directory.tests.makers import make_organisation
from clusterhub.events.models import Fit, Registration, WaitingEntry
from clusterhub.events.operations import cancel_registration
from clusterhub.events.operations.group_pools import keep_places, release_places
from clusterhub.events.operations.parties import accept_for_group, leave_for_group, say_no
from clusterhub.events.operations.refusals import NoLongerOffered
from clusterhub.events.operations.waiting import lapse_expired
from clusterhub.events.tests.grouping import group, open_for_groups, statuses
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_registration
from clusterhub.events.tests.test_place_races import at_once, guest

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("_round", range(3))
def test_a_group_of_three_never_gets_two_places(_round):
    event = open_for_groups(places=5)
    for _ in range(3):
        make_registration(event)

    parties = at_once(
        *[lambda n=n: group(event, f"a{n}", f"b{n}", f"c{n}") for n in range(4)],
        *[guest(event, number) for number in range(1)],
    )

    held = [set(statuses(party).values()) for party in parties[:4]]
    assert all(each == {"waiting"} for each in held)
    assert Registration.objects.with_a_place().count() == 4
    assert_places_add_up(event)


@pytest.mark.parametrize("_round", range(3))
def test_all_or_none_against_single_people_leaves_no_half_group(_round):
    event = open_for_groups(places=7)

    answers = at_once(
        *[lambda n=n: group(event, f"a{n}", f"b{n}", f"c{n}") for n in range(3)],
        *[guest(event, number) for number in range(6)],
    )

    for party in answers[:3]:
        assert len(set(statuses(party).values())) == 1
    assert Registration.objects.with_a_place().count() <= 7
    assert_places_add_up(event)


def test_as_many_as_fit_against_single_people_fill_every_place():
    event = open_for_groups(places=10)

    at_once(
        *[
            lambda n=n: group(event, *[f"{each}{n}" for each in "abcd"], fit=Fit.AS_MANY)
            for n in range(4)
        ],
        *[guest(event, number) for number in range(6)],
    )

    assert Registration.objects.with_a_place().count() == 10
    assert WaitingEntry.objects.unserved().count() == 12
    assert_places_add_up(event)


def test_the_same_people_in_two_lists_at_once_are_registered_once():
    event = open_for_groups(places=10)

    at_once(*[lambda: group(event, "anna", "bo", fit=Fit.AS_MANY)] * 4)

    assert Registration.objects.count() == 2
    assert_places_add_up(event)


def test_an_offer_to_a_group_is_accepted_once_or_left_once():
    event = open_for_groups(places=2)
    holders = [make_registration(event) for _ in range(2)]
    party = group(event, "anna", "bo")
    for holder in holders:
        cancel_registration(holder, by=None)
    entry = WaitingEntry.objects.open().get()

    answers = at_once(
        lambda: accept_for_group(entry, by=None),
        lambda: leave_for_group(entry, by=None),
        lambda: say_no(party.registrations.get(name="Anna Lind")),
        *[guest(event, number) for number in range(3)],
    )

    assert answers[0] in (None, NoLongerOffered)
    assert_places_add_up(event)


def test_kept_places_are_released_while_their_group_takes_them():
    event, cluster = open_for_groups(places=6), make_organisation()
    pool = keep_places(
        event, organisation=cluster, mode="on_site", places=4, by=None,
        releases_at=timezone.now(),
    )  # fmt: skip

    at_once(
        lambda: group(event, "anna", "bo", "cleo", organisation=cluster),
        lambda: release_places(pool, by=None),
        lapse_expired,
        *[guest(event, number) for number in range(6)],
    )

    assert Registration.objects.with_a_place().count() == 6
    assert_places_add_up(event)
