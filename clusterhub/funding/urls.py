from django.urls import path
from django.views.decorators.http import require_safe

from clusterhub.funding.views import calls, desk
from clusterhub.funding.views.feeds import CallsFeed

app_name = "funding"
urlpatterns = [
    path("calls/", calls.calls, name="calls"),
    path("calls.json", calls.calls_json, name="calls-json"),
    path("calls/calendar.ics", calls.calendar, name="calendar"),
    path("calls/feed.atom", require_safe(CallsFeed()), name="feed"),
    path("calls/new/", desk.add_call, name="add-call"),
    path("calls/<slug:slug>.json", calls.call_json, name="call-json"),
    path("calls/<slug:slug>.ics", calls.call_ics, name="call-ics"),
    path("calls/<slug:slug>/", calls.call, name="call"),
    path("calls/<slug:slug>/edit/", desk.edit_call, name="edit-call"),
    path("calls/<slug:slug>/publication/", desk.publication, name="publication"),
    path("calls/<slug:slug>/deadlines/", desk.deadlines, name="deadlines"),
    path("calls/<slug:slug>/deadlines/<int:pk>/", desk.deadline, name="deadline"),
    path(
        "calls/<slug:slug>/deadlines/<int:pk>/removal/",
        desk.deadline_removal,
        name="deadline-removal",
    ),
]
