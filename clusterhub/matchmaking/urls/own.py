"""Behind the word of one's own link: profile, people, requests."""

from django.urls import path

from clusterhub.matchmaking.views import own, profile

OWN = "r/<str:token>/meetings"

urlpatterns = [
    path(f"{OWN}/", own.own_meetings, name="own-meetings"),
    path(f"{OWN}/profile/", profile.own_profile, name="own-profile"),
    path(f"{OWN}/leaving/", profile.own_leaving, name="own-leaving"),
]
