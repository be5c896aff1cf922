"""What apps above add to an event's own pages: each names its functions at its start, and events
calls them without knowing whose they are. A function that has nothing to say asks nothing.

    add_to_events("matchmaking", Matchmaking.objects, page=…, own=…, desk=…, kept=…)
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from clusterhub.events.own_rows import OF_THE_EVENT
from clusterhub.events.page_rows import ADDED


@dataclass(frozen=True)
class Line:
    """One thing with a way to it; `url_name` is of a page that takes the event's slug, or on one's
    own page the word of the link."""

    label: str
    url_name: str = ""
    words: str = ""
    count: int = 0  # Things that wait for the reader.


@dataclass(frozen=True)
class Part:
    """Lines under a heading; `key` is a word for its place in the page."""

    key: str
    title: str
    lines: list = field(default_factory=list)
    words: str = ""


@dataclass(frozen=True)
class Addition:
    page: Callable | None = None  # (event) → lines in "At the event".
    own: Callable | None = None  # (registration) → a part, or None.
    desk: Callable | None = None  # (user, event) → a part, or None.
    kept: Callable | None = None  # (registration) → {words: rows of what is kept about her}.


_additions = {}


def add_to_events(name, rows, **functions):
    """`rows` has a row for each event of which there is something to say: it stands as `has_{name}`
    at the event of its page and at the registration of an own page, which `may_have` reads."""
    _additions[name] = Addition(**functions)
    OF_THE_EVENT[name] = ADDED[name] = rows


def lines_on_page(event):
    return [line for each in _additions.values() if each.page for line in each.page(event)]


def kept_about(registration):
    """For the file that she takes along."""
    found = {}
    for each in _additions.values():
        found |= each.kept(registration) if each.kept else {}
    return found


def parts_on_own_page(registration):
    return _parts("own", registration)


def parts_for_registered(event, registration):
    """The same on the event's page, whose row says what the event has."""
    for name in ADDED:
        has = f"has_{name}"
        setattr(registration, has, getattr(event, has, True))
    return parts_on_own_page(registration)


def parts_on_desk(user, event):
    return _parts("desk", user, event)


def _parts(place, *about):
    functions = [getattr(each, place) for each in _additions.values()]
    parts = [function(*about) for function in functions if function]
    return [part for part in parts if part]
