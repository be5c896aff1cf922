"""What one can subscribe to: everything, a series, a topic; as calendar and as feed.

Subscribers have no session, so they get what a visitor sees: drafts never leave the house.
"""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from clusterhub.events.models import Event, EventSeries
from clusterhub.vocabularies.models import Topic

LARGEST = 2000  # Events in one calendar, the latest.


@dataclass
class Subscription:
    name: str
    description: str
    path: str
    events: object

    def fingerprint(self, freshness, *more):
        """What an ETag says: the same for as long as the answer would be the same."""
        facts = (
            self.name,
            self.description,
            self.path,
            settings.BASE_URL,
            *more,
            *freshness.values(),
        )
        return f'"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


def to_everything():
    return Subscription(
        _("All events of %(site)s") % {"site": settings.SITE_NAME},
        _("Talks and events, coming and past."),
        reverse("events:coming"),
        _public(),
    )


def to_series(slug):
    series = get_object_or_404(EventSeries, slug=slug)
    path = series.get_absolute_url()
    return Subscription(series.name, series.summary, path, _public().filter(series=series))


def to_topic(slug):
    topic = get_object_or_404(Topic, slug=slug)
    name = _("%(topic)s: events of %(site)s") % {"topic": topic.name, "site": settings.SITE_NAME}
    return Subscription(
        name, topic.description, topic.get_absolute_url(), _public().filter(topics=topic)
    )


def _public():
    return Event.objects.visible_to(AnonymousUser())
