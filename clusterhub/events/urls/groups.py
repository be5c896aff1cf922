"""Groups that register together, and lists of people that are brought."""

from django.urls import path

from clusterhub.events.views import group_desk, own_group, parties, people_lists

urlpatterns = [
    path("events/<slug:slug>/group/", parties.parties, name="parties"),
    path("events/<slug:slug>/group/<int:pk>/", parties.party_list, name="party-list"),
    path(
        "events/<slug:slug>/group/<int:pk>/taking/",
        parties.party_list_taking,
        name="party-list-taking",
    ),
    path("events/<slug:slug>/group/<int:pk>/end/", parties.party_list_end, name="party-list-end"),
    path("events/<slug:slug>/group/turns/<int:pk>/", parties.turn, name="party-turn"),
    path(
        "events/<slug:slug>/group/people/<int:pk>/cancellation/",
        parties.party_cancellation,
        name="party-cancel",
    ),
    path("events/<slug:slug>/people/list/", people_lists.people_lists, name="people-lists"),
    path("events/<slug:slug>/people/list/<int:pk>/", people_lists.people_list, name="people-list"),
    path(
        "events/<slug:slug>/people/list/<int:pk>/taking/",
        people_lists.people_list_taking,
        name="people-list-taking",
    ),
    path(
        "events/<slug:slug>/people/list/<int:pk>/end/",
        people_lists.people_list_end,
        name="people-list-end",
    ),
    path("events/<slug:slug>/edit/groups/", group_desk.groups, name="group-desk"),
    path(
        "events/<slug:slug>/edit/groups/<int:pk>/release/", group_desk.release, name="pool-release"
    ),
    path("r/<str:token>/refusal/", own_group.refusal, name="own-refusal"),
]
