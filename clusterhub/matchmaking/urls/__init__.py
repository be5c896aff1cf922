"""Addresses by who comes there: participants behind their own link, organisers, and everybody on the day."""

from clusterhub.matchmaking.urls import day, desk, own

app_name = "matchmaking"
urlpatterns = [*own.urlpatterns, *desk.urlpatterns, *day.urlpatterns]
