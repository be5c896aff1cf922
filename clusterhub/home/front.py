"""What the front page shows: complete lists, each in a fixed number of queries."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from clusterhub.events.lines import mark
from clusterhub.funding.models import Deadline
from clusterhub.news.models import NewsPage
from clusterhub.summaries.models import EventSummary

MESSAGES = 3


def coming_talks(events, now, count=4):
    talks = list(events.public().coming(now).with_lines()[:count])
    for talk in talks:
        talk.mark = mark(talk)
    return talks


def newest_summary(user):
    """First which, then what: sorting with the records in hand would open every one of them."""
    summaries = EventSummary.objects.visible_to(user).public()
    newest = summaries.order_by("-event__starts_at", "-pk").values("pk")[:1]
    return EventSummary.objects.filter(pk__in=newest).with_lines().first()


def summary_card(summary):
    """What the card of a summary says; "" stands for what is not known."""
    event = summary.event
    return {
        "url": summary.get_absolute_url(),
        "title": summary.title,
        "talk_day": event.starts_there.date() if event else "",
        "series": event.series.name if event and event.series else "",
        "messages": tuple((summary.key_messages or [])[:MESSAGES]),
    }


def closing_soon(calls, now, count=6):
    """The next deadlines of open calls, each call once: one query for deadlines and calls."""
    is_open = Q(call__opens_at=None) | Q(call__opens_at__lte=now)
    deadlines = (
        Deadline.objects.filter(is_open, call__in=calls.public().running(now), closes_at__gt=now)
        .select_related("call")
        .only(
            *("closes_at", "time_zone", "is_day_only"),
            *("call__title", "call__slug", "call__programme", "call__partnership"),
        )
        .order_by("closes_at", "pk")[: count * 3]
    )
    first_of_call = {}
    for deadline in deadlines:
        first_of_call.setdefault(deadline.call_id, deadline)
    return list(first_of_call.values())[:count]


def newest_news(user, count=3):
    news = NewsPage.objects.visible_to(user).order_by("-date", "-pk")
    return list(news.only("title", "slug", "date", "lead")[:count])


def site_data(request):
    """The site for search engines (schema.org WebSite) with the address of its search."""
    address = f"{settings.BASE_URL}{reverse('home:search')}?q={{words}}"
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "url": f"{settings.BASE_URL}/",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": address},
            "query-input": "required name=words",
        },
    }
