"""Places and people in queues, exactly where it matters, so that in a rush pages seldom read anew."""

EXACT_TO, TENS_TO = 20, 100


def is_scarce(pool):
    """Whether a page says how many places are left."""
    return pool.free is not None and pool.free <= max(EXACT_TO, pool.places // 10)


def rounded(count):
    """The largest round number below `count`: "more than 30"."""
    step = 10 if count <= TENS_TO else 50
    return (count - 1) // step * step
