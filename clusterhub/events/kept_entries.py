"""The entries of a feed, each written once and kept until its event changes.

A program asks for thousands of events when one has changed; the rest need not be written anew.
"""

from collections import OrderedDict
from threading import Lock

from django.conf import settings
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import get_language

from clusterhub.events.models import Event, EventSeries
from clusterhub.vocabularies.models import Country, Topic

ENTRIES_KEPT = 6000  # Of a thousand letters each.
AT_ONCE = 500
_entries, _lock = OrderedDict(), Lock()


def kept_entries(events, write):
    """What `write(event)` made of each of `events`, in their order; asked anew only where the event,
    or the name of anything that entries name, is another than when it was written."""
    names = _names()
    stamps = {pk: (changed, names) for pk, changed in events.values_list("pk", "updated_at")}
    with _lock:
        found = {pk: _entries.get(pk) for pk in stamps}
    missing = [pk for pk, kept in found.items() if kept is None or kept[0] != stamps[pk]]
    for start in range(0, len(missing), AT_ONCE):
        chunk = Event.objects.with_calendar().filter(pk__in=missing[start : start + AT_ONCE])
        for event in chunk:
            found[event.pk] = ((event.updated_at, names), write(event))
    _keep({pk: found[pk] for pk in missing if found[pk] is not None})
    return [kept[1] for kept in found.values() if kept is not None]


def forget_entries():
    with _lock:
        _entries.clear()


def _names():
    """Everything outside an event that its entry names."""
    series, *others = (
        each.objects.order_by().values_list(Cast("pk", CharField()), "name")
        for each in (EventSeries, Topic, Country)
    )
    named = tuple(sorted(series.union(*others, all=True)))
    site = (settings.SITE_NAME, settings.BASE_URL, settings.DEFAULT_FROM_EMAIL, get_language())
    return hash((named, site))


def _keep(made):
    with _lock:
        _entries.update(made)
        while len(_entries) > ENTRIES_KEPT:
            _entries.popitem(last=False)
