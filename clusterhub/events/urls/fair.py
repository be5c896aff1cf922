"""Exhibitors with their stands, experts with their hours."""

from django.urls import path

from clusterhub.events.views import fair, fair_desk, own_fair, stands

urlpatterns = [
    path("events/<slug:slug>/exhibitors/", fair.exhibitors, name="exhibitors"),
    path("events/<slug:slug>/exhibitors.json", fair.exhibitors_json, name="exhibitors-json"),
    path("events/<slug:slug>/exhibitors/<slug:stand>/", fair.exhibitor, name="exhibitor"),
    path("events/<slug:slug>/exhibitors/<slug:stand>/stand/", stands.stand, name="stand"),
    path(
        "events/<slug:slug>/exhibitors/<slug:stand>/contacts.csv",
        stands.contacts_csv,
        name="stand-csv",
    ),
    path("events/<slug:slug>/experts/", fair.experts, name="experts"),
    path("events/<slug:slug>/experts.json", fair.experts_json, name="experts-json"),
    path("events/<slug:slug>/edit/exhibitors/", fair_desk.exhibitors, name="exhibitor-desk"),
    path(
        "events/<slug:slug>/edit/exhibitors/<int:pk>/", fair_desk.exhibitor, name="exhibitor-edit"
    ),
    path(
        "events/<slug:slug>/edit/exhibitors/<int:pk>/removal/",
        fair_desk.exhibitor_removal,
        name="exhibitor-removal",
    ),
    path(
        "events/<slug:slug>/edit/exhibitors/staff/<int:pk>/removal/",
        fair_desk.staff_removal,
        name="staff-removal",
    ),
    path("events/<slug:slug>/edit/experts/", fair_desk.experts, name="expert-desk"),
    path("events/<slug:slug>/edit/experts/<int:pk>/", fair_desk.expert, name="expert-edit"),
    path(
        "events/<slug:slug>/edit/experts/<int:pk>/removal/",
        fair_desk.expert_removal,
        name="expert-removal",
    ),
    path(
        "events/<slug:slug>/edit/experts/slots/<int:pk>/removal/",
        fair_desk.slot_removal,
        name="slot-removal",
    ),
    path("r/<str:token>/contacts/<int:pk>/", own_fair.lead, name="own-lead"),
    path("r/<str:token>/stands/<int:pk>/", stands.own_stand, name="own-stand"),
    path("r/<str:token>/experts/", own_fair.experts, name="own-experts"),
    path("r/<str:token>/bookings/", own_fair.booking, name="own-booking"),
    path("r/<str:token>/bookings/<int:pk>/end/", own_fair.booking_end, name="own-booking-end"),
]
