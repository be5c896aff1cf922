"""What who runs an event works with."""

from django.urls import path

from clusterhub.events.views import editing, people, series, status

urlpatterns = [
    path("events/<slug:slug>/edit/facts/", editing.edit, name="edit"),
    path("events/<slug:slug>/people/", people.people, name="people"),
    path("events/<slug:slug>/people.csv", people.people_csv, name="people-csv"),
    path(
        "events/<slug:slug>/people/<int:pk>/cancellation/",
        people.cancellation,
        name="people-cancel",
    ),
    path("events/<slug:slug>/publication/", status.publication, name="publication"),
    path("events/<slug:slug>/postponement/", status.postponement, name="postponement"),
    path("events/<slug:slug>/cancellation/", status.cancellation, name="cancellation"),
    path("series/new/", series.new, name="series-new"),
    path("series/<slug:slug>/edit/", series.edit, name="series-edit"),
]
