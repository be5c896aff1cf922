"""What the rows say, beside what the pools count; changes nothing."""

from clusterhub.events.models import Pool, Registration


def counted(event):
    """What the rows say that each pool's counts should be: {pk: (taken, waiting)}; for checks."""
    pools = {}
    for pool in Pool.objects.filter(event=event):
        offered = pool.queue.open().filter(offered_at__isnull=False)
        here = Registration.objects.with_a_place().filter(pool=pool).count()
        in_session = (
            pool.session.session_places.filter(pool=pool, ended_at=None).count()
            if pool.session_id
            else 0
        )
        pools[pool.pk] = (
            here + in_session + sum(offered.values_list("size", flat=True)),
            pool.queue.unserved().count(),
        )
    return pools
