"""The organiser's side: rules, slots, people, schedules."""

from django.urls import path

from clusterhub.matchmaking.views import (
    desk,
    desk_meeting,
    desk_people,
    files,
    papers,
    plan,
    schedules,
    slots,
)

DESK = "events/<slug:slug>/edit/meetings"

urlpatterns = [
    path(f"{DESK}/", desk.desk, name="desk"),
    path(f"{DESK}/beginning/", desk.beginning, name="desk-beginning"),
    path(f"{DESK}/settings/", desk.settings, name="desk-settings"),
    path(f"{DESK}/slots/", slots.slots, name="desk-slots"),
    path(f"{DESK}/slots/change/", slots.change, name="desk-slots-change"),
    path(f"{DESK}/schedules/", schedules.schedules, name="desk-schedules"),
    path(f"{DESK}/schedules/beside/", schedules.comparison, name="desk-comparison"),
    path(f"{DESK}/schedules/<int:number>/", schedules.schedule, name="desk-schedule"),
    path(
        f"{DESK}/schedules/<int:number>/publication/",
        schedules.publication,
        name="desk-publication",
    ),
    path(f"{DESK}/schedules/<int:number>/stopping/", schedules.stopping, name="desk-stopping"),
    path(f"{DESK}/schedules/<int:number>/removal/", schedules.removal, name="desk-removal"),
    path(f"{DESK}/plan/", plan.plan, name="desk-plan"),
    path(f"{DESK}/plan/locks/", plan.locks, name="desk-locks"),
    path(f"{DESK}/repair/", plan.repair, name="desk-repair"),
    path(f"{DESK}/people/", desk_people.people, name="desk-people"),
    path(f"{DESK}/people/invitation/", desk_people.invitation, name="desk-invitation"),
    path(f"{DESK}/people/<int:pk>/", desk_people.person, name="desk-person"),
    path(f"{DESK}/people/<int:pk>/together/", desk_people.together, name="desk-together"),
    path(f"{DESK}/people/<int:pk>/role/", desk_people.role, name="desk-role"),
    path(f"{DESK}/plan/<int:pk>/", desk_meeting.meeting, name="desk-meeting"),
    path(
        f"{DESK}/plan/<int:pk>/cancellation/",
        desk_meeting.cancellation,
        name="desk-meeting-cancellation",
    ),
    path(f"{DESK}/tables/", slots.tables, name="desk-tables"),
    path(f"{DESK}/files/", files.files, name="desk-files"),
    path(f"{DESK}/files/papers/", papers.papers, name="desk-papers"),
    path(f"{DESK}/files/papers/<int:pk>/", papers.paper, name="desk-paper"),
    path(f"{DESK}/files/papers/<int:pk>/paper.pdf", papers.paper_file, name="desk-paper-file"),
    path(f"{DESK}/files/plan.csv", files.plan_csv, name="desk-plan-csv"),
    path(f"{DESK}/files/plan.ics", files.plan_calendar, name="desk-plan-calendar"),
    path(f"{DESK}/people/<int:pk>/schedule.pdf", files.person_pdf, name="desk-person-pdf"),
    path(
        f"{DESK}/people/<int:pk>/schedule.ics", files.person_calendar, name="desk-person-calendar"
    ),
]
