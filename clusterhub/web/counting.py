"""How often something was asked, exact also when many ask at once."""

from django.core.cache import cache


def counted(key, seconds):
    """One more, within the time that began with the first and lasts `seconds`."""
    if hasattr(
        cache, "count"
    ):  # Files, under a lock; adding and counting there would be two steps.
        return cache.count(key, seconds)
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # It ran out between two lines.
        return 1
