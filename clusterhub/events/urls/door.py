"""The day itself: doors, badges, tickets, the way into the online room, certificates."""

from django.urls import path

from clusterhub.events.views import badges, door, door_desk, own_day

urlpatterns = [
    path("events/<slug:slug>/door/", door_desk.doors, name="doors"),
    path("events/<slug:slug>/door/<int:pk>/ending/", door_desk.door_end, name="door-end"),
    path("events/<slug:slug>/edit/online-room/", door_desk.online_room, name="online-room"),
    path("events/<slug:slug>/badges/", badges.badges, name="badges"),
    path("events/<slug:slug>/badges.pdf", badges.badges_pdf, name="badges-pdf"),
    path("events/<slug:slug>/door/<str:token>/", door.door_page, name="door"),
    path("events/<slug:slug>/door/<str:token>/scan/", door.door_scan, name="door-scan"),
    path("events/<slug:slug>/door/<str:token>/undo/", door.door_undo, name="door-undo"),
    path("events/<slug:slug>/door/<str:token>/walk-in/", door.door_walk_in, name="door-walk-in"),
    path("events/<slug:slug>/door/<str:token>/list.json", door.door_list, name="door-list"),
    path("events/<slug:slug>/door/<str:token>/scans/", door.door_scans, name="door-scans"),
    path("events/<slug:slug>/door/<str:token>/worker.js", door.door_worker, name="door-worker"),
    path("r/<str:token>/ticket/", own_day.ticket, name="own-ticket"),
    path("r/<str:token>/ticket.svg", own_day.ticket_svg, name="own-ticket-svg"),
    path("r/<str:token>/join/", own_day.join, name="own-join"),
    path("r/<str:token>/rooms/<int:pk>/", own_day.session_room, name="own-room"),
    path("r/<str:token>/certificate.pdf", own_day.certificate_pdf, name="own-certificate"),
    path("t/<str:code>/", own_day.ticket_seen, name="ticket-seen"),
    path("certificates/", own_day.certificates, name="certificates"),
]
