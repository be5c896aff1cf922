"""A group comes: all of it or none, or as many as fit while the rest waits in the order of the list.
Each member then says for herself that she comes, or that it is not her."""

from dataclasses import dataclass

from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.events.addresses import address_key
from clusterhub.events.models import (
    Fit,
    Outcome,
    Party,
    Registration,
    WaitingEntry,
    Way,
)
from clusterhub.events.models.registration import OVER, SAID_NO
from clusterhub.events.operations.entering import enter, queue_up
from clusterhub.events.operations.group_places import kept_for, of_turn, release_due
from clusterhub.events.operations.group_refusals import (
    GroupsNotTaken,
    GroupTooLarge,
    NotFewer,
)
from clusterhub.events.operations.places import (
    end,
    join_queue,
    lapse_due,
    leave_queue,
    lock_pools,
    settle,
    settle_in,
    take,
)
from clusterhub.events.operations.refusals import (
    NoLongerOffered,
    NoRegistration,
)
from clusterhub.events.operations.registering import cancel_registration, demand_open
from clusterhub.events.operations.steps import step
from clusterhub.events.registration_states import Verb

MOST_TOGETHER = 500  # As many as one locked step registers without keeping others waiting.


@dataclass(frozen=True)
class Newcomer:
    name: str
    email: str
    organisation_name: str = ""


@transaction.atomic
def register_party(event, *, guests, mode, fit, organisation=None, by, language="en"):
    """Register a group: with Fit.ALL all of it at once or with one turn for all, else as many as fit.

    Who is registered already, or has said no to this event, is left out.
    """
    places, guests = lock_pools(event.pk), list(guests)
    if fit == Fit.ALL and len(guests) > MOST_TOGETHER:
        raise GroupTooLarge(MOST_TOGETHER)
    _demand_groups(places, mode)
    party = Party.objects.create(
        event=places.event,
        organisation=organisation,
        led_by=by,
        fit=fit,
        name=str(organisation)[:150] if organisation else "",
        made_at=places.now,
    )
    _enter(places, party, guests, mode, by, language)
    settle(places)
    details = {"organisation": str(organisation), "guests": len(guests), "fit": str(fit)}
    record_activity("registered a group for", places.event, by=by, **details)
    return party


@transaction.atomic
def add_to_party(party, *, guests, mode, by, language="en"):
    """More members for a group of which as many come as fit; what was begun goes on."""
    places = lock_pools(party.event_id)
    _demand_groups(places, mode)
    made = _enter(places, party, list(guests), mode, by, language)
    settle(places)
    return made


def _demand_groups(places, mode):
    demand_open(places, Way.PARTY)
    if not places.admission.allows_parties:
        raise GroupsNotTaken
    if places.of_mode(mode) is None:
        raise NoRegistration


def _enter(places, party, guests, mode, by, language):
    """The registrations that were made, by address key."""
    guests = _new_ones(places, guests)
    pools = [*kept_for(places, party.organisation, mode), places.of_mode(mode)]
    share = _together if party.fit == Fit.ALL else _one_by_one
    seats = share(places, pools, len(guests))
    made = {}
    for guest, pool in zip(guests, seats, strict=True):
        registration = enter(
            places,
            guest,
            pool=pool,
            mode=mode,
            way=Way.PARTY,
            verb="invited" if pool else "queued",
            by=by,
            party=party,
            organisation=party.organisation,
            language=language,
        )
        made[registration.address_key] = registration
        if pool is None and party.fit == Fit.AS_MANY:
            queue_up(places, registration)
    if guests and party.fit == Fit.ALL and seats[0] is None:
        join_queue(places, pools[-1], party=party, size=len(guests))
    return made


def _new_ones(places, guests):
    """Each address once; nobody who is registered, and nobody who has said no."""
    keyed = {}
    for guest in guests:
        keyed.setdefault(address_key(guest.email), guest)
    rows = Registration.objects.filter(event=places.event, address_key__in=keyed)
    known = {*rows.living().values_list("address_key", flat=True)}
    known |= {*rows.filter(steps__verb=SAID_NO).values_list("address_key", flat=True)}
    return [guest for key, guest in keyed.items() if key not in known]


def _together(places, pools, size):
    """A pool for each of `size`, all taken; or nothing is taken and nobody has one."""
    release_due(places)
    for pool in pools:
        if not pool.fits(size):
            lapse_due(places, pool)
    free = [size if pool.free is None else min(pool.free, size) for pool in pools]
    if sum(free) < size:
        return [None] * size
    seats = []
    for pool, count in zip(pools, free, strict=True):
        count = min(count, size - len(seats))
        if count and take(places, pool, count):
            seats += [pool] * count
    return seats


def _one_by_one(places, pools, size):
    """A pool for each as long as there are places, then None."""
    seats, pools = [], list(pools)
    while len(seats) < size and pools:
        if take(places, pools[0]):
            seats.append(pools[0])
        else:
            pools.pop(0)  # Nothing comes free while we hold the lock.
    return seats + [None] * (size - len(seats))


def accept_for_group(entry, *, by):
    """Take the places that were offered to a whole group; each member is asked for her own yes."""
    if not _accept(entry, by):
        raise NoLongerOffered


@transaction.atomic
def _accept(entry, by):
    places, entry = _locked(entry)
    if entry.ended_at is not None or entry.offered_at is None:
        return entry.outcome == Outcome.ACCEPTED
    pool = places.pools[entry.pool_id]
    if entry.keep_until < places.now:
        lapse_due(places, pool)
        settle(places)  # Kept although we refuse: the places are others' now.
        return False
    members = list(of_turn(entry))
    leave_queue(places, entry, Outcome.ACCEPTED)
    for registration in members:
        settle_in(places, registration, pool)
    settle(places)
    return True


@transaction.atomic
def leave_for_group(entry, *, by):
    """The group neither takes the places nor waits any longer."""
    places, entry = _locked(entry)
    if entry.ended_at is not None:
        return
    members = list(of_turn(entry))
    leave_queue(places, entry, Outcome.DECLINED if entry.offered_at else Outcome.LEFT)
    for registration in members:
        end(places, registration, Verb.CANCEL, by=by)
    settle(places)


@transaction.atomic
def take_fewer(entry, *, size, by):
    """The group makes do with fewer places: the first of its list come together, the others wait on,
    each for herself, at the end of the queue."""
    places, entry = _locked(entry)
    if entry.ended_at is not None or entry.offered_at is not None:
        raise NoLongerOffered
    if not 1 <= size < entry.size:
        raise NotFewer
    pool = places.pools[entry.pool_id]
    for registration in list(of_turn(entry))[size:]:
        join_queue(places, pool, registration=registration)
    entry.size = size
    entry.save(update_fields=["size"])
    settle(places)


def _locked(entry):
    places = lock_pools(entry.pool.event_id)
    return places, WaitingEntry.objects.select_related("party").get(pk=entry.pk)


@transaction.atomic
def say_no(registration):
    """She was registered by others and does not come, or it is not her: nobody of a group registers
    her address for this event again."""
    lock_pools(registration.event_id)
    registration = Registration.objects.select_related("event").get(pk=registration.pk)
    if registration.party_id is None or registration.status in OVER:
        return registration
    step(registration, SAID_NO, by=None)
    return cancel_registration(registration, by=None, reason="not me")
