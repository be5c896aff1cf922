"""Libraries that few pages need are loaded by the first that does: each would stand in every process."""

from functools import partial
from importlib import import_module

from django.utils.functional import SimpleLazyObject


def later(name):
    """The module of this name, loaded when something of it is first asked for."""
    return SimpleLazyObject(partial(import_module, name))
