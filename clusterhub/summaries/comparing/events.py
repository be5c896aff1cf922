"""The talk's own event, and the events and news that its items name."""

from datetime import datetime, time, timedelta

from django.db.models import Q

from clusterhub.clock.moments import Moment
from clusterhub.clock.writing import day_as_text, range_as_text
from clusterhub.clock.zones import zone_info
from clusterhub.events.models import Event
from clusterhub.news.models import NewsPage
from clusterhub.summaries.comparing.finding import (
    best,
    finding,
    keep,
    likeness,
    link,
    telling_words,
)
from clusterhub.summaries.comparing.programme import compare_programme
from clusterhub.summaries.comparing.reader import set_times
from clusterhub.summaries.record import item_title

MOST_CANDIDATES = 200
SAME_TITLE = 0.9


def compare_event(record, event=None, left_out=()):
    """(findings, event or None) about the talk itself; `event` where that is settled."""
    if event is not None:
        return _differences(record, event, left_out), event
    if not record["starts_at"]:
        return [], None
    event = find_event(record, datetime.fromisoformat(record["starts_at"]).date())
    if event is None and (taken := _summarised(record)):
        return [taken], None
    if event is None:
        return [_event_not_listed(record)], None
    proposal = link("event", event, record["title"]) | {"is_talk": True}
    differences = _differences(record, event, left_out)
    if not differences:
        message = f"The talk is listed as “{event}”."
        values = [record["title"]]
        return [finding("event-matched", message, values=values, proposal=proposal)], event
    message = f"The talk is listed as “{event}”, with a difference that is shown beside this."
    matched = finding("event-matched", message, values=[record["title"]], proposal=proposal)
    return [matched, *differences], event


def _differences(record, event, left_out):
    return [
        *_title_differs(record, event),
        *_time_differs(record, event),
        *compare_programme(record, event, left_out),
    ]


def find_event(record, day):
    """The one event of the series on that day, else the one with nearly this title near it."""
    zone = zone_info(record["timezone"])
    midnight = datetime.combine(day, time(), zone)
    that_day = Q(starts_at__gte=midnight, starts_at__lt=midnight + timedelta(days=1))
    events = Event.objects.select_related("series").filter(summary=None)
    of_series = list(events.filter(that_day, series__name__iexact=record["series"])[:2])
    if len(of_series) == 1:
        return of_series[0]
    found, _ = best(events.filter(that_day)[:MOST_CANDIDATES], record["title"])
    if found:
        return found
    around = events.filter(
        starts_at__gte=midnight - timedelta(days=14), starts_at__lt=midnight + timedelta(days=15)
    )
    found, score = best(around[:MOST_CANDIDATES], record["title"])
    return found if score >= SAME_TITLE else None


def _summarised(record):
    """The talk is listed, and has a summary: to make it once more would be wrong."""
    zone = zone_info(record["timezone"])
    midnight = datetime.combine(datetime.fromisoformat(record["starts_at"]).date(), time(), zone)
    that_day = Event.objects.filter(
        starts_at__gte=midnight, starts_at__lt=midnight + timedelta(days=1)
    )
    for event in that_day.exclude(summary=None)[:MOST_CANDIDATES]:
        if likeness(event.title, record["title"]) == 1.0:
            message = f"The talk is listed as “{event}”, and has a summary already."
            values = [record["title"]]
            return finding("event-summarised", message, values=values, proposal=keep())
    return None


def _event_not_listed(record):
    fields = {"title": record["title"], "series": record["series"]}
    proposal = {"do": "create", "kind": "event", "fields": fields, "words": record["title"]}
    proposal["is_talk"] = True
    day = day_as_text(datetime.fromisoformat(record["starts_at"]).date())
    message = f"This talk of {day} is not listed among the events here."
    return finding("event-not-listed", message, values=[record["title"]], proposal=proposal)


def _title_differs(record, event):
    if likeness(record["title"], event.title) == 1.0:
        return []
    message = f"The talk is called “{record['title']}” in the document and “{event.title}” here."
    take = {"do": "set", "path": "title", "value": event.title, "was": record["title"]}
    proposal = {
        "do": "set-event",
        "field": "title",
        "value": record["title"],
        "choices": [take, keep()],
    }
    return [
        finding("event-differs", message, values=[record["title"], event.title], proposal=proposal)
    ]


def _time_differs(record, event):
    if (
        len(record["starts_at"]) <= 10
        or datetime.fromisoformat(record["starts_at"]) == event.starts_at
    ):
        return []
    ours = Moment(event.starts_at, event.time_zone)
    theirs = Moment(datetime.fromisoformat(record["starts_at"]), record["timezone"])
    words = [f"{day_as_text(e.local().date())}, {range_as_text(e)}" for e in (theirs, ours)]
    message = f"The document says {words[0]} for the talk, the event here {words[1]}."
    ends = Moment(event.ends_at, event.time_zone)
    take = set_times(record, ours.isoformat(), ends.isoformat())
    theirs_wins = {"do": "set-event", "field": "times", "value": record["starts_at"]}
    proposal = take | {"choices": [theirs_wins, keep()]}
    return [finding("event-differs", message, values=words, proposal=proposal)]


def compare_items(record):
    """(findings, {words of a link: page}) about what the news and the pointers name."""
    findings, pages = [], {}
    for part in ("news", "pointers"):
        for item in record[part]:
            words = item_title(item)
            found = _find_item(words, Event, "event") or _find_item(words, NewsPage, "news")
            if found:
                kind, target = found
                pages |= {e["text"]: _address(target) for e in item["links"] if _address(target)}
                message = f"“{words}” is listed as “{target}”."
                proposal = link(kind, target, words)
                findings.append(
                    finding(f"{kind}-matched", message, values=[words], proposal=proposal)
                )
            elif item["dates"]:
                message = f"“{words}” names a day, and no event here has that title."
                findings.append(
                    finding(
                        "event-not-listed", message, values=[words, *item["dates"]], proposal=keep()
                    )
                )
    return findings, pages


def _find_item(words, model, kind):
    telling = telling_words(words)
    if len(telling) < 2:
        return None
    with_words = Q()
    for word in telling:
        with_words |= Q(title__icontains=word)
    found, score = best(model.objects.filter(with_words)[:MOST_CANDIDATES], words)
    return (kind, found) if score >= SAME_TITLE else None


def _address(target):
    address = getattr(target, "get_absolute_url", None) or target.get_url
    return address() or ""
