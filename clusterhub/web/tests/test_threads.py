"""What is remembered for one thread is not known to another."""

import threading

import pytest
from django.core.cache import caches
from django.db import connections
from django.urls import base, set_urlconf
from django.utils import timezone, translation
from django.utils.translation import trans_real

from clusterhub.web.threads import PLACES, remember_by_thread

pytestmark = pytest.mark.pure


def test_language_and_zone_of_one_visitor_are_not_those_of_the_next(monkeypatch):
    for module, name in PLACES:
        monkeypatch.setattr(module, name, getattr(module, name))  # Put back afterwards.
    for handler in (connections, caches):
        monkeypatch.setattr(handler, "_connections", handler._connections)
    remember_by_thread()
    here, there = [], []

    def note(into):
        zone = timezone.get_current_timezone_name()
        into.append((translation.get_language(), zone, base.get_urlconf()))

    with translation.override("fi"), timezone.override("Europe/Helsinki"):
        set_urlconf("clusterhub.web.urls")
        other = threading.Thread(target=note, args=(there,))
        other.start()
        other.join()
        note(here)
    set_urlconf(None)

    assert here == [("fi", "Europe/Helsinki", "clusterhub.web.urls")]
    assert there == [("en-gb", "Europe/Brussels", None)]
    assert isinstance(trans_real._active, threading.local)


def test_connections_are_those_of_one_thread_and_those_there_were_stay(monkeypatch):
    for module, name in PLACES:
        monkeypatch.setattr(module, name, getattr(module, name))
    for handler in (connections, caches):
        monkeypatch.setattr(handler, "_connections", handler._connections)
    before, there = (connections["default"], caches["default"]), []

    remember_by_thread()
    other = threading.Thread(
        target=lambda: there.extend([connections["default"], caches["default"]])
    )
    other.start()
    other.join()

    assert (connections["default"], caches["default"]) == before
    assert [one is mine for one, mine in zip(there, before, strict=True)] == [False, False]
