from clusterhub.events.models import Pool, Registration
from clusterhub.events.operations.places import counted


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
    living = Registration.objects.living().filter(event=event)
    addresses = list(living.values_list("address_key", flat=True))
    assert len(addresses) == len(set(addresses)), "one address is registered twice"
