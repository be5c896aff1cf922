"""The programme: for everybody, and where it is made."""

from django.urls import path

from clusterhub.events.views import (
    grid,
    own_sessions,
    programme,
    public_programme,
    rooms,
    session_people,
    sessions,
    versions,
)

_DESK = "events/<slug:slug>/edit"
_SESSION = "events/<slug:slug>/sessions/<slug:key>"

urlpatterns = [
    path("events/<slug:slug>/programme/", public_programme.programme_page, name="programme-page"),
    path(
        "events/<slug:slug>/programme/changes/",
        public_programme.changes_page,
        name="programme-changes",
    ),
    path(f"{_SESSION}/", public_programme.session_page, name="session"),
    path(f"{_SESSION}.json", public_programme.session_json, name="session-json"),
    path(f"{_DESK}/programme/", programme.edit, name="programme"),
    path(f"{_DESK}/programme/grid/", grid.grid, name="programme-grid"),
    path(f"{_DESK}/programme/check/", sessions.check, name="programme-check"),
    path(f"{_DESK}/sessions/", sessions.sessions, name="sessions"),
    path(f"{_DESK}/sessions/new/", sessions.new, name="session-new"),
    path(f"{_DESK}/sessions/<int:pk>/", sessions.edit, name="session-edit"),
    path(f"{_DESK}/sessions/<int:pk>/cancellation/", sessions.cancellation, name="session-cancel"),
    path(f"{_DESK}/sessions/<int:pk>/removal/", sessions.removal, name="session-removal"),
    path(
        f"{_DESK}/sessions/<int:pk>/people/", session_people.session_people, name="session-people"
    ),
    path(f"{_DESK}/rooms/", rooms.rooms, name="rooms"),
    path("r/<str:token>/sessions/", own_sessions.own_sessions, name="own-sessions"),
    path(f"{_DESK}/versions/", versions.versions, name="versions"),
    path(f"{_DESK}/versions/<int:number>/", versions.restoration, name="version-restoration"),
]
