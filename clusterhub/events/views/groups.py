"""Pages of what several events share: a series, a topic."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clusterhub.activity.kept import kept_for_visitors
from clusterhub.events.lines import coming_and_past
from clusterhub.events.models import Event, EventSeries
from clusterhub.events.permissions import can_create_event, can_edit_series
from clusterhub.vocabularies.models import Topic

COMING, PAST = 15, 20  # The nearest to today; the list pages have them all.
NEIGHBOURS = 10


@require_safe
def series_list(request):
    context = {
        "all_series": EventSeries.objects.with_counts(request.user),
        "can_create": can_create_event(request.user),
    }
    return render(request, "events/series_list.html", context)


@require_safe
@kept_for_visitors
def series_page(request, slug):
    series = get_object_or_404(EventSeries.objects.select_related("organiser"), slug=slug)
    events = Event.objects.visible_to(request.user).filter(series=series)
    coming, past = _shown(events)
    context = {
        "series": series,
        "coming": coming,
        "past": past,
        # What is furthest ahead is what the next event is like.
        "latest": (coming[-1:] or past[:1] or [None])[0],
        "can_edit": can_edit_series(request.user, series),
    }
    return render(request, "events/series.html", context)


@require_safe
def topic_page(request, slug):
    topic = get_object_or_404(Topic, slug=slug)
    coming, past = _shown(Event.objects.visible_to(request.user).filter(topics=topic))
    # What upper apps say about the topic comes through its own accessors and their own doors.
    context = {
        "topic": topic,
        "coming": coming,
        "past": past,
        "calls": topic.calls.visible_to(request.user).with_list().by_deadline()[:NEIGHBOURS],
        "mentions": _mentions(topic, request.user),
        "news": topic.news.visible_to(request.user).newest_first()[:NEIGHBOURS],
    }
    return render(request, "events/topic.html", context)


def _shown(events):
    """The nearest on both sides of now, in one query."""
    now = timezone.now()
    nearest = (events.coming(now).values("pk")[:COMING], events.past(now).values("pk")[:PAST])
    rows = Event.objects.filter(Q(pk__in=nearest[0]) | Q(pk__in=nearest[1]))
    return coming_and_past(rows.with_lines(), now)


def _mentions(topic, user):
    """Each summary that names the topic once."""
    mentions = (
        topic.mentions.visible_to(user).with_summaries().order_by("-summary__published_at", "pk")
    )
    summaries = {mention.summary_id: mention.summary for mention in mentions[: 3 * NEIGHBOURS]}
    return list(summaries.values())[:NEIGHBOURS]
