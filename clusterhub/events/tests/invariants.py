from clusterhub.events.models import Pool, PoolKind, Registration, WaitingEntry
from clusterhub.events.operations.group_places import of_turn
from clusterhub.events.operations.recounting import counted


def assert_places_add_up(event):
    """Counts and rows say the same, no place is sold twice, nobody waits beside a free place."""
    rows = counted(event)
    for pool in Pool.objects.filter(event=event):
        assert (pool.taken, pool.waiting_count) == rows[pool.pk], f"{pool}: counts and rows differ"
        assert pool.places is None or pool.taken <= pool.places, f"{pool}: sold twice"
        fits = [entry for entry in pool.queue.unserved() if pool.fits(entry.size)]
        assert fits == [], f"{pool}: somebody waits beside a free place"
        served = pool.queue.filter(offered_at__isnull=False, size=1).values_list(
            "number", flat=True
        )
        waiting = pool.queue.unserved().filter(size=1).values_list("number", flat=True)
        assert max(served, default=0) < min(waiting, default=10**9), f"{pool}: order not kept"
    assert_groups_add_up(event)
    living = Registration.objects.living().filter(event=event)
    addresses = list(living.values_list("address_key", flat=True))
    assert len(addresses) == len(set(addresses)), "one address is registered twice"


def assert_groups_add_up(event):
    """A turn of a group is as large as those who wait in it; kept places that were released are
    nobody's any more but who took them."""
    turns = WaitingEntry.objects.open().filter(pool__event=event, party__isnull=False)
    for entry in turns:
        assert entry.size == of_turn(entry).count(), f"{entry}: waits for others than its members"
    for pool in Pool.objects.filter(event=event, kind=PoolKind.GROUP, released_at__isnull=False):
        assert pool.places == pool.taken, f"{pool}: keeps what it released"
