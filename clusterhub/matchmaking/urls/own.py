"""Behind the word of one's own link: profile, people, requests."""

from django.urls import path

from clusterhub.matchmaking.views import own, people, profile, requests

OWN = "r/<str:token>/meetings"

urlpatterns = [
    path(f"{OWN}/", own.own_meetings, name="own-meetings"),
    path(f"{OWN}/profile/", profile.own_profile, name="own-profile"),
    path(f"{OWN}/leaving/", profile.own_leaving, name="own-leaving"),
    path(f"{OWN}/people/", people.own_people, name="own-people"),
    path(f"{OWN}/people/all/", people.own_everybody, name="own-everybody"),
    path(f"{OWN}/people/<int:pk>/", people.own_person, name="own-person"),
    path(f"{OWN}/people/<int:pk>/not-for-me/", people.own_not_for_me, name="own-not-for-me"),
    path(f"{OWN}/requests/<int:pk>/", requests.own_request, name="own-request"),
    path(f"{OWN}/requests/<int:pk>/answer/", requests.own_answer, name="own-answer"),
    path(
        f"{OWN}/requests/<int:pk>/cancellation/",
        requests.own_cancellation,
        name="own-cancellation",
    ),
]
