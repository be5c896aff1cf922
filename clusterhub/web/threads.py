"""What Django remembers for the task at hand, remembered for the thread at hand: language, zone, addresses,
connections to databases and caches.

Its `asgiref.local.Local` serves both threads and coroutines; a page asks it three hundred times, which
is a fifteenth of its cost. Our site is served by threads alone (`clusterhub web`, WSGI).
"""

import threading

from django.core.cache import caches
from django.db import connections
from django.urls import base
from django.utils import timezone
from django.utils.translation import trans_real

PLACES = ((trans_real, "_active"), (timezone, "_active"), (base, "_prefixes"), (base, "_urlconfs"))


def remember_by_thread():
    """At the start of a process, before anything is remembered."""
    for module, name in PLACES:
        setattr(module, name, threading.local())
    for handler in (connections, caches):
        by_thread = threading.local()
        for alias in handler:
            if hasattr(handler._connections, alias):  # It stays that of this thread.
                setattr(by_thread, alias, handler[alias])
        handler._connections = by_thread
