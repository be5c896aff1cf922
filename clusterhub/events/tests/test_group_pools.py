"""Places kept for an organisation: its group gets them first, and what is left goes to everybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clusterhub.directory.tests.makers import make_organisation
from clusterhub.events.models import Fit, Pool
from clusterhub.events.operations import cancel_registration, lapse_expired
from clusterhub.events.operations.group_pools import keep_places, release_places
from clusterhub.events.operations.group_refusals import (
    FewerFree,
)
from clusterhub.events.tests.grouping import group, open_for_groups, statuses
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_registration

pytestmark = pytest.mark.django_db


def keep(event, organisation, places, **facts):
    return keep_places(
        event, organisation=organisation, mode="on_site", places=places, by=None, **facts
    )


def counts(event):
    rows = Pool.objects.filter(event=event).order_by("kind")
    return {pool.kind: (pool.taken, pool.places) for pool in rows}


def test_kept_places_come_off_those_for_everybody_and_go_to_that_group_first():
    event, cluster = open_for_groups(places=4), make_organisation()
    keep(event, cluster, 2)
    others = [make_registration(event) for _ in range(3)]

    party = group(event, "anna", "bo", "cleo", fit=Fit.AS_MANY, organisation=cluster)

    assert [other.status for other in others] == ["confirmed", "confirmed", "waiting"]
    assert statuses(party) == {"anna": "held", "bo": "held", "cleo": "waiting"}
    assert counts(event) == {"group": (2, 2), "mode": (2, 2)}
    assert_places_add_up(event)


def test_a_whole_group_may_sit_on_kept_places_and_others_together():
    event, cluster = open_for_groups(places=3), make_organisation()
    keep(event, cluster, 2)

    party = group(event, "anna", "bo", "cleo", organisation=cluster)

    assert set(statuses(party).values()) == {"held"}
    assert counts(event) == {"group": (2, 2), "mode": (1, 1)}
    assert_places_add_up(event)


def test_another_group_does_not_get_them():
    event = open_for_groups(places=2)
    keep(event, make_organisation(), 2)

    party = group(event, "anna", organisation=make_organisation())

    assert statuses(party) == {"anna": "waiting"}


def test_more_than_is_free_cannot_be_kept():
    event = open_for_groups(places=2)
    make_registration(event)

    with pytest.raises(FewerFree) as refusal:
        keep(event, make_organisation(), 2)

    assert refusal.value.free == 1
    assert counts(event) == {"mode": (1, 2)}


def test_free_group_places_return_to_all_on_their_day():
    event, cluster = open_for_groups(places=3, offer_hours=None), make_organisation()
    pool = keep(event, cluster, 2, releases_at=timezone.now() + timedelta(days=3))
    party = group(event, "anna", organisation=cluster)
    make_registration(event)
    waiting = make_registration(event)

    lapse_expired(timezone.now() + timedelta(days=2))
    waiting.refresh_from_db()
    before = waiting.status
    lapse_expired(timezone.now() + timedelta(days=4))

    waiting.refresh_from_db()
    pool.refresh_from_db()
    assert (before, waiting.status) == ("waiting", "confirmed")
    assert (pool.taken, pool.places, pool.released_at is not None) == (1, 1, True)
    cancel_registration(party.registrations.get(), by=None)
    assert counts(event) == {"group": (0, 0), "mode": (2, 3)}
    assert_places_add_up(event)


def test_they_are_released_by_hand_and_twice_is_once():
    event, cluster = open_for_groups(places=2), make_organisation()
    pool = keep(event, cluster, 2)
    waiting = make_registration(event)

    release_places(pool, by=None)
    release_places(pool, by=None)

    assert waiting.turns.get().offered_at is not None
    assert counts(event) == {"group": (0, 0), "mode": (1, 2)}
    assert_places_add_up(event)
