"""What anybody may read."""

from django.urls import path

from clusterhub.events import feeds
from clusterhub.events.views import calendars, event, groups, lists

urlpatterns = [
    path("events/", lists.coming, name="coming"),
    path("events.json", lists.events_json, name="events-json"),
    path("events/past/", lists.past, name="past"),
    path("events/calendar.ics", calendars.calendar, name="calendar"),
    path("events/feed.atom", feeds.all_events, name="feed"),
    path("events/<slug:slug>.ics", calendars.event_ics, name="event-ics"),
    path("events/<slug:slug>.json", event.event_json, name="event-json"),
    path("events/<slug:slug>/", event.event_page, name="event"),
    path("series/", groups.series_list, name="series-list"),
    path("series/<slug:slug>/", groups.series_page, name="series"),
    path("series/<slug:slug>/calendar.ics", calendars.series_calendar, name="series-calendar"),
    path("series/<slug:slug>/feed.atom", feeds.of_series, name="series-feed"),
    path("topics/<slug:slug>/", groups.topic_page, name="topic"),
    path("topics/<slug:slug>/calendar.ics", calendars.topic_calendar, name="topic-calendar"),
    path("topics/<slug:slug>/feed.atom", feeds.of_topic, name="topic-feed"),
]
