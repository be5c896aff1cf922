"""Atom feeds of events: newly announced or changed ones first."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from clusterhub.clock.words import range_in_words
from clusterhub.events import subscriptions
from clusterhub.events.models import EventStatus

LENGTH = 50


class EventsFeed(Feed):
    """One feed; `subscription` says of which events."""

    feed_type = Atom1Feed

    def __init__(self, subscription, address):
        self.subscription = subscription
        self.title = subscription.name
        self.subtitle = subscription.description
        self.link = subscription.path
        self.feed_url = f"{settings.BASE_URL}{address}"
        self.feed_guid = self.feed_url
        self.author_name = settings.SITE_NAME

    def items(self):
        return self.subscription.events.with_calendar().order_by("-updated_at", "-pk")[:LENGTH]

    def item_title(self, event):
        if event.status in {EventStatus.POSTPONED, EventStatus.CANCELLED}:
            return f"{event.get_status_display()}: {event.title}"
        return event.title

    def item_description(self, event):
        words = range_in_words(event.starts_at, event.ends_at, event.time_zone)
        place = event.place or event.get_format_display()
        parts = (f"{words.day}, {words.event}", place, event.status_note, event.lead)
        return " – ".join(str(part) for part in parts if part)

    def item_link(self, event):
        return event.get_absolute_url()

    def item_guid(self, event):
        return f"urn:uuid:{event.uid}"

    def item_pubdate(self, event):
        return event.published_at or event.created_at

    def item_updateddate(self, event):
        return event.updated_at

    def item_categories(self, event):
        return [topic.name for topic in event.topic_list]


@require_safe
def all_events(request):
    return _answer(request, subscriptions.to_everything(), reverse("events:feed"))


@require_safe
def of_series(request, slug):
    address = reverse("events:series-feed", args=[slug])
    return _answer(request, subscriptions.to_series(slug), address)


@require_safe
def of_topic(request, slug):
    address = reverse("events:topic-feed", args=[slug])
    return _answer(request, subscriptions.to_topic(slug), address)


def _answer(request, subscription, address):
    freshness = subscription.events.freshness()
    etag = subscription.fingerprint(freshness, "atom")
    answer = get_conditional_response(request, etag=etag, response=HttpResponse())
    if answer.status_code == 200:
        answer = EventsFeed(subscription, address)(request)
        answer["ETag"] = etag
    answer["Cache-Control"] = "public, max-age=300"
    return answer
