"""What follows an event: people are forgotten; what is kept about one is hers to take and erase."""

from django.urls import path

from clusterhub.events.views import (
    feedback,
    forgetting,
    own_data,
    participants,
    statistics,
    thanking,
)

urlpatterns = [
    path("events/<slug:slug>/statistics/", statistics.statistics, name="statistics"),
    path("events/<slug:slug>/statistics.json", statistics.statistics_json, name="statistics-json"),
    path("events/<slug:slug>/statistics.csv", statistics.statistics_csv, name="statistics-csv"),
    path("events/<slug:slug>/figures/", statistics.figures, name="figures"),
    path("events/<slug:slug>/figures.json", statistics.figures_json, name="figures-json"),
    path("events/<slug:slug>/people/forgetting/", forgetting.forgetting, name="forgetting"),
    path(
        "events/<slug:slug>/people/forgetting.json",
        forgetting.forgetting_json,
        name="forgetting-json",
    ),
    path(
        "events/<slug:slug>/people/forgetting/now/",
        forgetting.forgetting_now,
        name="forgetting-now",
    ),
    path("events/<slug:slug>/people/thanks/", thanking.thanks, name="thanks"),
    path("events/<slug:slug>/people/booklet.pdf", participants.booklet_pdf, name="booklet"),
    path("r/<str:token>/participants/", participants.own_participants, name="own-participants"),
    path("r/<str:token>/feedback/", feedback.feedback, name="own-feedback"),
    path("r/<str:token>/data.json", own_data.data_json, name="own-data-json"),
    path("r/<str:token>/erasure/", own_data.erasure, name="own-erasure"),
]
