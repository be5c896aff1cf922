"""Typed words before they are stored: no invisible, control or direction characters."""

from clusterhub.documents.characters import Cleaner
from clusterhub.web.addresses import followable


def one_line(text):
    return " ".join(Cleaner().clean(text or "").split())


def several_lines(text):
    return Cleaner().clean(text or "").strip()


def web_address(text):
    """An address that a reader may follow, or nothing: what runs instead of leading is no address."""
    return followable(one_line(text))
