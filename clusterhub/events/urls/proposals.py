"""A call for sessions: what the community proposes, and what the team decides."""

from django.urls import path

from clusterhub.events.views import proposal_desk, proposals

urlpatterns = [
    path("events/<slug:slug>/proposals/", proposals.proposals, name="proposals"),
    path("events/<slug:slug>/proposals.json", proposals.proposals_json, name="proposals-json"),
    path("events/<slug:slug>/proposals/new/", proposals.new, name="proposal-new"),
    path("events/<slug:slug>/proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("events/<slug:slug>/proposals/<int:pk>/edit/", proposals.edit, name="proposal-edit"),
    path(
        "events/<slug:slug>/proposals/<int:pk>/withdrawal/",
        proposals.withdrawal,
        name="proposal-withdrawal",
    ),
    path(
        "events/<slug:slug>/proposals/<int:pk>/support/",
        proposals.supporting,
        name="proposal-support",
    ),
    path("events/<slug:slug>/edit/call/", proposal_desk.call, name="session-call"),
    path("events/<slug:slug>/edit/proposals/", proposal_desk.desk, name="proposal-desk"),
    path(
        "events/<slug:slug>/edit/proposals/<int:pk>/",
        proposal_desk.review,
        name="proposal-review",
    ),
    path(
        "events/<slug:slug>/edit/proposals/<int:pk>/decision/",
        proposal_desk.decision,
        name="proposal-decision",
    ),
]
