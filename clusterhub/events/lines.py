"""Events as the lines of a list: grouped by month, with the people in a few words."""

from collections import defaultdict
from functools import lru_cache
from itertools import groupby

from django.utils.dates import MONTHS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from clusterhub.events.models import EventStatus, Speaker, SpeakerPart
from clusterhub.web.prepared import PreparedAmong


def with_people_lines(events):
    """The events as a list, each with its `people_line` and `mark`; needs `with_lines()`."""
    events = list(events)
    people = _people_of(events)
    for event in events:
        event.people_line = people_line(people[event.pk])
    return with_marks(events)


def with_marks(events):
    """The events, each with its `mark` and the `block_state` of its date."""
    for event in events:
        event.mark = mark(event)
        event.block_state = "past" if event.is_over else ""
        if event.status == EventStatus.CANCELLED:
            event.block_state = "cancelled"
    return events


def _people_of(events):
    """Part, key and name of each person by event: rows, since a model for each would cost more
    than the rest of the page. As `Speaker.objects.named()`, but the events are here already: for a
    join the database would go through all events that there are."""
    people, published = defaultdict(list), {event.pk: event.programme_number for event in events}
    for event, announced_at, *person in _people_at(published):
        if announced_at or not published[event]:
            people[event].append(person)
    return people


_people_at = PreparedAmong(
    lambda keys: Speaker.objects.filter(event__in=keys).values_list(
        "event_id", "announced_at", "part", "person_id", "person__name"
    )
)


def mark(event):
    """The badge of a line: words, state and icon; nothing for an ordinary coming event."""
    if event.status != EventStatus.PUBLISHED:
        state = {EventStatus.CANCELLED: "danger", EventStatus.POSTPONED: "warning"}.get(
            event.status
        )
        return {"text": event.get_status_display(), "state": state or "neutral", "icon": ""}
    if event.is_on_now:
        return {"text": _("Now"), "state": "good", "icon": ""}
    return {"text": _("Soon"), "state": "neutral", "icon": "clock"} if event.is_soon else None


def people_line(people):
    moderators = {key: name for part, key, name in people if part == SpeakerPart.MODERATOR}
    others = {key for part, key, name in people if part != SpeakerPart.MODERATOR}
    return _people_words(tuple(moderators.values()), len(others), get_language())


@lru_cache(maxsize=1024)
def _people_words(moderators, count, _language):
    parts = []
    if moderators:
        parts.append(_("Moderated by %(names)s") % {"names": ", ".join(moderators)})
    if count:
        words = ngettext("%(count)d speaker", "%(count)d speakers", count)
        parts.append(words % {"count": count})
    return " · ".join(parts)


def by_month(events):
    """Pairs of a month in words and its events, in the order they come, by the event's own clock."""
    months = groupby(events, key=lambda event: (event.starts_there.year, event.starts_there.month))
    return [(f"{MONTHS[month]} {year}", list(group)) for (year, month), group in months]


def coming_and_past(events, now):
    """Split a list: what is still to come, soonest first, and what is over, latest first; each
    with its mark."""
    ordered = with_marks(sorted(events, key=lambda event: (event.starts_at, event.pk)))
    coming = [event for event in ordered if event.ends_at >= now]
    return coming, [event for event in reversed(ordered) if event.ends_at < now]
