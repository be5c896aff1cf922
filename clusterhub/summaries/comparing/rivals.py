"""Another summary of the same talk: of that day, and with nearly this title or of this series."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q

from clusterhub.clock.zones import zone_info
from clusterhub.summaries.comparing.finding import best
from clusterhub.summaries.models import EventSummary

MOST_CANDIDATES = 50


def find_rival(summary):
    """The summary that this draft may be another text of; None for one that has its own event."""
    record = summary.record
    try:
        day = date.fromisoformat(record["starts_at"][:10])
    except ValueError:
        return None
    if summary.is_published or summary.event_id:
        return None
    midnight = datetime.combine(day, time(), zone_info(record["timezone"]))
    of_events = Q(event__starts_at__gte=midnight, event__starts_at__lt=midnight + timedelta(days=1))
    of_drafts = Q(published_at=None, event=None, record__starts_at__startswith=day.isoformat())
    others = EventSummary.objects.exclude(pk=summary.pk).filter(of_events | of_drafts)
    others = others.select_related("event", "updated_by").order_by("-published_at", "pk")
    others = list(others[:MOST_CANDIDATES])
    found, _ = best(others, record["title"])
    return found or _only_one(others, record["series"])


def _only_one(others, series):
    of_series = [each for each in others if each.record["series"] == series]
    return of_series[0] if len(of_series) == 1 else None
