from django.urls import path

from clusterhub.events import feeds
from clusterhub.events.views import (
    calendars,
    editing,
    event,
    groups,
    lists,
    programme,
    series,
    status,
)

app_name = "events"
urlpatterns = [
    path("events/", lists.coming, name="coming"),
    path("events.json", lists.events_json, name="events-json"),
    path("events/past/", lists.past, name="past"),
    path("events/new/", editing.new, name="new"),
    path("events/calendar.ics", calendars.calendar, name="calendar"),
    path("events/feed.atom", feeds.all_events, name="feed"),
    path("events/<slug:slug>.ics", calendars.event_ics, name="event-ics"),
    path("events/<slug:slug>.json", event.event_json, name="event-json"),
    path("events/<slug:slug>/", event.event_page, name="event"),
    path("events/<slug:slug>/edit/", editing.edit, name="edit"),
    path("events/<slug:slug>/programme/", programme.edit, name="programme"),
    path("events/<slug:slug>/publication/", status.publication, name="publication"),
    path("events/<slug:slug>/postponement/", status.postponement, name="postponement"),
    path("events/<slug:slug>/cancellation/", status.cancellation, name="cancellation"),
    path("series/", groups.series_list, name="series-list"),
    path("series/new/", series.new, name="series-new"),
    path("series/<slug:slug>/", groups.series_page, name="series"),
    path("series/<slug:slug>/edit/", series.edit, name="series-edit"),
    path("series/<slug:slug>/calendar.ics", calendars.series_calendar, name="series-calendar"),
    path("series/<slug:slug>/feed.atom", feeds.of_series, name="series-feed"),
    path("topics/<slug:slug>/", groups.topic_page, name="topic"),
    path("topics/<slug:slug>/calendar.ics", calendars.topic_calendar, name="topic-calendar"),
    path("topics/<slug:slug>/feed.atom", feeds.of_topic, name="topic-feed"),
]
