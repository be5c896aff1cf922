"""Groups that register together: all or none, as many as fit, and each member for herself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clusterhub.events.links import token_of
from clusterhub.events.models import Fit, Registration, WaitingEntry
from clusterhub.events.operations import cancel_registration, lapse_expired, prove
from clusterhub.events.operations.group_refusals import (
    GroupsNotTaken,
    GroupTooLarge,
    NotFewer,
)
from clusterhub.events.operations.parties import (
    accept_for_group,
    leave_for_group,
    say_no,
    take_fewer,
)
from clusterhub.events.operations.refusals import (
    NoLongerOffered,
    RegistrationClosed,
)
from clusterhub.events.tests.grouping import group, guests, make_cluster, open_for_groups, statuses
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_admission, make_registration

pytestmark = pytest.mark.django_db


def turn():
    return WaitingEntry.objects.open().get(party__isnull=False)


def test_all_or_none_of_a_group_is_registered():
    event = open_for_groups(places=3)
    make_registration(event)

    whole = group(event, "anna", "bo", "cleo")
    small = group(event, "dora", "emil")

    assert statuses(whole) == dict.fromkeys(["anna", "bo", "cleo"], "waiting")
    assert statuses(small) == dict.fromkeys(["dora", "emil"], "held")
    assert (turn().size, turn().party) == (3, whole)
    assert_places_add_up(event)


def test_as_many_as_fit_the_rest_waits_in_order():
    event = open_for_groups(places=2)

    party = group(event, "anna", "bo", "cleo", "dora", fit=Fit.AS_MANY)

    assert statuses(party) == {"anna": "held", "bo": "held", "cleo": "waiting", "dora": "waiting"}
    waits = WaitingEntry.objects.unserved().values_list("registration__name", flat=True)
    assert list(waits) == ["Cleo Lind", "Dora Lind"]
    assert_places_add_up(event)


def test_each_of_a_group_confirms_for_herself(django_capture_on_commit_callbacks, mailoutbox):
    event = open_for_groups(places=3)
    cluster, keeper = make_cluster()

    with django_capture_on_commit_callbacks(execute=True):
        party = group(event, "anna", "bo", organisation=cluster, by=keeper)
    anna, bo = party.registrations.order_by("pk")
    prove(anna)
    say_no(bo)

    anna.refresh_from_db()
    bo.refresh_from_db()
    assert (anna.status, bo.status) == ("confirmed", "cancelled")
    assert [letter.to for letter in mailoutbox[:2]] == [[anna.email], [bo.email]]
    assert all(str(cluster) in letter.body for letter in mailoutbox[:2])
    assert f"/r/{token_of(anna)}/" in mailoutbox[0].body
    assert_places_add_up(event)


def test_who_said_no_is_not_registered_by_a_group_again_but_may_come_herself():
    event = open_for_groups(places=3)
    party = group(event, "anna", "bo")
    say_no(party.registrations.get(name="Bo Lind"))

    again = group(event, "bo", "cleo")
    herself = make_registration(event, email="bo@timber.example")

    assert statuses(again) == {"cleo": "held"}
    assert herself.status == "confirmed"


def test_a_member_has_a_week_but_never_longer_than_the_day_before():
    now = timezone.now()
    later, soon, at_once = (
        open_for_groups(event=None, places=3) for _ in range(3)
    )  # Thirty days from now.
    type(soon).objects.filter(pk=soon.pk).update(starts_at=now + timedelta(days=3))
    type(at_once).objects.filter(pk=at_once.pk).update(starts_at=now + timedelta(hours=20))

    held = [group(event, "anna").registrations.get().keep_until for event in (later, soon, at_once)]

    ends = [timedelta(days=7), timedelta(days=2), timedelta(hours=1)]
    assert all(
        abs(until - now - end) < timedelta(minutes=1) for until, end in zip(held, ends, strict=True)
    )


def test_what_a_member_does_not_answer_goes_to_the_next():
    event = open_for_groups(places=1, offer_hours=None)
    party = group(event, "anna")
    waiting = make_registration(event)

    lapse_expired(timezone.now() + timedelta(days=8))

    waiting.refresh_from_db()
    assert statuses(party) == {"anna": "lapsed"}
    assert waiting.status == "confirmed"
    assert_places_add_up(event)


def test_a_whole_group_waits_without_holding_up_singles_and_is_offered_places_together(
    django_capture_on_commit_callbacks, mailoutbox
):
    event = open_for_groups(places=3)
    first, second, third = [make_registration(event) for _ in range(3)]
    cluster, keeper = make_cluster()
    whole = group(event, "anna", "bo", organisation=cluster, by=keeper)
    single = make_registration(event)
    mailoutbox.clear()

    cancel_registration(first, by=None)
    single.refresh_from_db()
    is_single_asked = single.turns.open().get().offered_at is not None
    with django_capture_on_commit_callbacks(execute=True):
        cancel_registration(second, by=None)
        cancel_registration(third, by=None)
    is_group_asked = turn().offered_at is not None
    accept_for_group(turn(), by=keeper)

    assert (is_single_asked, is_group_asked) == (True, True)
    assert [keeper.email] in [letter.to for letter in mailoutbox]
    assert statuses(whole) == {"anna": "held", "bo": "held"}
    assert_places_add_up(event)


def test_an_offer_to_a_group_that_nobody_answers_ends_its_turn():
    event = open_for_groups(places=2)
    holder = make_registration(event)
    party = group(event, "anna", "bo")
    cancel_registration(holder, by=None)
    entry = turn()

    lapse_expired(timezone.now() + timedelta(days=2))

    assert statuses(party) == {"anna": "lapsed", "bo": "lapsed"}
    with pytest.raises(NoLongerOffered):
        accept_for_group(entry, by=None)
    assert_places_add_up(event)


def test_a_group_makes_do_with_fewer_and_the_others_wait_on_for_themselves():
    event = open_for_groups(places=3, offer_hours=None)
    make_registration(event)
    party = group(event, "anna", "bo", "cleo")

    with pytest.raises(NotFewer):
        take_fewer(turn(), size=3, by=None)
    take_fewer(turn(), size=2, by=None)

    assert statuses(party) == {"anna": "held", "bo": "held", "cleo": "waiting"}
    assert WaitingEntry.objects.unserved().get().registration.name == "Cleo Lind"
    assert_places_add_up(event)


def test_a_group_gets_smaller_when_a_member_leaves_and_is_served_when_it_fits():
    event = open_for_groups(places=3, offer_hours=None)
    make_registration(event)
    party = group(event, "anna", "bo", "cleo")

    say_no(party.registrations.get(name="Bo Lind"))

    assert statuses(party) == {"anna": "held", "bo": "cancelled", "cleo": "held"}
    assert_places_add_up(event)


def test_a_member_who_leaves_while_places_are_offered_gives_one_back():
    event = open_for_groups(places=2)
    holder = make_registration(event)
    group(event, "anna", "bo")
    cancel_registration(holder, by=None)
    waiting = make_registration(event)

    cancel_registration(Registration.objects.get(name="Anna Lind"), by=None)

    assert turn().size == 1
    assert waiting.turns.open().get().offered_at is not None
    assert_places_add_up(event)


def test_a_group_that_waits_no_longer_is_cancelled_whole():
    event = open_for_groups(places=1)
    make_registration(event)
    party = group(event, "anna", "bo")

    leave_for_group(turn(), by=None)

    assert statuses(party) == {"anna": "cancelled", "bo": "cancelled"}
    assert_places_add_up(event)


def test_who_is_registered_already_is_neither_moved_nor_counted_twice():
    event = open_for_groups(places=3)
    own = make_registration(event, email="anna@timber.example")

    party = group(event, "anna", "bo", "bo")

    own.refresh_from_db()
    assert own.party is None
    assert statuses(party) == {"bo": "held"}
    assert_places_add_up(event)


def test_groups_are_refused_where_they_are_not_taken():
    closed = open_for_groups(closes_at=timezone.now() - timedelta(hours=1))

    with pytest.raises(GroupsNotTaken):
        group(make_admission(places=3).event, "anna")
    with pytest.raises(RegistrationClosed):
        group(closed, "anna")
    with pytest.raises(GroupTooLarge):
        group(open_for_groups(places=None), *[f"guest{n}" for n in range(501)])
    assert not Registration.objects.exists()
    assert len(guests("anna")) == 1
