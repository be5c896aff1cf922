"""Which view answers an address is worked out once: Django tries two hundred patterns, one by one."""

from functools import lru_cache

from django.urls import get_resolver

KEPT, LONGEST = 2048, 200


def remember_addresses():
    """At the start of a process. What leads nowhere is not kept, nor what is long: anybody can ask."""
    resolver = get_resolver()
    resolve = resolver.resolve
    known = lru_cache(maxsize=KEPT)(resolve)
    resolver.resolve = lambda path: (known if len(path) <= LONGEST else resolve)(path)
