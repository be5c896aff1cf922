"""Search over everything: one door for each kind, asked with the same words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from modelsearch.backends import get_search_backend

from clusterhub.directory.finding import asking
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.models import Organisation, Person
from clusterhub.directory.names import fold
from clusterhub.events.models import Event
from clusterhub.funding.models import Call
from clusterhub.news.models import NewsPage
from clusterhub.summaries.models import EventSummary

MOST = 50


@dataclass(frozen=True)
class Kind:
    name: str
    label: str
    icon: str
    door: object  # A function of the user that gives a queryset.
    ask: object = None  # A function of words, user and limit, where another index knows the order.
    ask_beginnings: object = None


def _organisations(user):
    return Organisation.objects.visible_to(user).select_related("country")


def _named(words, user, limit):
    """Organisations by the directory's own index; by their names while there is none."""
    if not fold(words):
        return []  # Signs alone would narrow nothing, and find everybody.
    try:
        found = asking.find(Wanted(words=words[:100], sort="best"), limit=limit, user=user)
    except asking.IndexUnavailable:
        return list(_organisations(user).matching(words, "description").order_by("name")[:limit])
    rows = _organisations(user).in_bulk(found.ids)
    return [rows[pk] for pk in found.ids if pk in rows]


def _beginning(words, user, limit):
    if not fold(words):
        return []
    try:
        return asking.suggest(words[:100], limit=limit, user=user)
    except asking.IndexUnavailable:
        return list(_organisations(user).matching(words).order_by("name")[:limit])


KINDS = [
    Kind(
        "events",
        _("Talks and events"),
        "events",
        lambda user: Event.objects.searchable_by(user).defer("description"),
    ),
    Kind(
        "summaries",
        _("Summaries"),
        "summaries",
        lambda user: (
            EventSummary.objects.visible_to(user)
            .select_related("event")
            .defer("record", "published_record", "body_text", "event__description")
        ),
    ),
    Kind("calls", _("Funding"), "funding", lambda user: Call.objects.visible_to(user).with_list()),
    Kind(
        "organisations",
        _("Organisations"),
        "organisations",
        _organisations,
        ask=_named,
        ask_beginnings=_beginning,
    ),
    Kind("people", _("People"), "people", lambda user: Person.objects.visible_to(user)),
    Kind("news", _("News"), "news", lambda user: NewsPage.objects.visible_to(user)),
]


@dataclass(frozen=True)
class Found:
    kind: Kind
    rows: list
    has_more: bool

    @property
    def count_in_words(self):
        return f"{len(self.rows)}+" if self.has_more else str(len(self.rows))


def search_everything(words, user, kinds=None, limit=MOST):
    """A `Found` for each of `kinds` (names; all when empty) that has something for `words`.

    Whole words first; when they find little, beginnings of words. Accents and case do not matter.
    At most two queries a kind, and one for the deadlines of calls.
    """
    words = " ".join(words.split())[:200]
    if not words:
        return []
    found = []
    for kind in KINDS:
        if kinds and kind.name not in kinds:
            continue
        rows = (kind.ask or _by_words(kind))(words, user, limit + 1)
        if rows:
            found.append(Found(kind, rows[:limit], len(rows) > limit))
    return found


def suggest(words, user, limit=3):
    """The first few of each kind that begin with `words`; one query a kind."""
    words = " ".join(words.split())[:200]
    if not words:
        return []
    found = []
    for kind in KINDS:
        if rows := (kind.ask_beginnings or _by_beginnings(kind))(words, user, limit):
            found.append(Found(kind, rows, False))
    return found


def _by_words(kind):
    return lambda words, user, limit: _rows(words, kind.door(user), limit)


def _by_beginnings(kind):
    backend = get_search_backend()
    return lambda words, user, limit: list(backend.autocomplete(words, kind.door(user))[:limit])


def _rows(words, queryset, limit):
    backend = get_search_backend()
    rows = list(backend.search(words, queryset, operator="and")[:limit])
    if len(rows) < 5:
        seen = {row.pk for row in rows}
        more = backend.autocomplete(words, queryset)[:limit]
        rows += [row for row in more if row.pk not in seen]
    return rows[:limit]
