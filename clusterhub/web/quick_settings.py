"""Settings are read a hundred times for one page, each time through two functions of Django that guard
what no setting is."""

from django.conf import LazySettings


def read_settings_directly():
    """At the start of a process; what was read once is then an attribute like any other."""
    LazySettings.__getattribute__ = object.__getattribute__
