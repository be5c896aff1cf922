"""The day of the meetings and what comes after it: behind one's own link, and at the desk."""

from django.urls import path

from clusterhub.matchmaking.views import day, day_desk, day_later, day_room, day_time, files

OWN = "r/<str:token>/meetings"
MEETING = f"{OWN}/schedule/<int:pk>"
DESK = "events/<slug:slug>/edit/meetings"

urlpatterns = [
    path(f"{OWN}/schedule/", day.schedule, name="day"),
    path(f"{OWN}/schedule/worker.js", day.worker, name="day-worker"),
    path(f"{OWN}/schedule.ics", files.own_calendar, name="day-calendar"),
    path(f"{MEETING}/", day.meeting, name="day-meeting"),
    path(f"{MEETING}/time/", day_time.time, name="day-time"),
    path(f"{MEETING}/late/", day.late, name="day-late"),
    path(f"{MEETING}/missing/", day.missing, name="day-missing"),
    path(f"{MEETING}/outcome/", day.outcome, name="day-outcome"),
    path(f"{MEETING}/note/", day.note, name="day-note"),
    path(f"{MEETING}/contact/", day.contact, name="day-contact"),
    path(f"{MEETING}/contact.vcf", day.contact_card, name="day-contact-card"),
    path(f"{MEETING}/room/", day_room.room, name="day-room"),
    path(f"{MEETING}/room/link/", day_room.link, name="day-link"),
    path(f"{OWN}/later/", day_later.later, name="day-later"),
    path(f"{DESK}/floor/", day_desk.floor, name="day-floor"),
    path(f"{DESK}/statistics/", day_desk.statistics, name="day-statistics"),
    path(f"{DESK}/statistics.json", day_desk.statistics_json, name="day-statistics-json"),
    path(f"{DESK}/statistics.csv", day_desk.statistics_csv, name="day-statistics-csv"),
]
