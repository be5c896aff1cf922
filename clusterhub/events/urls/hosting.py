"""How an event comes to be, and who works on it."""

from django.urls import path

from clusterhub.events.views import beginning, community, desk, hosting, organisers

_DESK = "events/<slug:slug>/edit"

urlpatterns = [
    path("events/new/", beginning.new, name="new"),
    path("events/mine/", community.mine, name="mine"),
    path("events/mine/named/<int:pk>/", hosting.co_organiser_answer, name="co-organiser-answer"),
    path("events/moderation/", community.moderation, name="moderation"),
    path("events/moderation/<int:pk>/", community.case, name="case"),
    path("submit-event/", community.submit, name="submit"),
    path("event-invitations/<slug:token>/", organisers.invitation, name="organiser-invitation"),
    path("events/<slug:slug>/plan.png", hosting.plan, name="venue-plan"),
    path(f"{_DESK}/", desk.desk, name="desk"),
    path(f"{_DESK}/submission/", community.submission, name="submission"),
    path(f"{_DESK}/venue/", hosting.venue, name="venue"),
    path(f"{_DESK}/hosts/", hosting.hosts, name="hosts"),
    path(f"{_DESK}/hosts/removal/", hosting.host_removal, name="host-removal"),
    path(f"{_DESK}/organisers/", organisers.organisers, name="organisers"),
    path(f"{_DESK}/organisers/<int:pk>/end/", organisers.organiser_end, name="organiser-end"),
    path(f"{_DESK}/organisers/<int:pk>/level/", organisers.organiser_level, name="organiser-level"),
    path(
        f"{_DESK}/invitations/<int:pk>/withdrawal/",
        organisers.invitation_withdrawal,
        name="organiser-invitation-withdrawal",
    ),
]
