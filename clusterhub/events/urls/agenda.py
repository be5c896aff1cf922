"""What is one's own, across all events."""

from django.urls import path

from clusterhub.events.views import agenda

urlpatterns = [
    path("my/events/", agenda.my_events, name="my-events"),
    path("my/agenda/address/", agenda.agenda_address, name="my-agenda-address"),
    path("my/agenda.ics", agenda.agenda_ics, name="my-agenda"),
]
