from django.urls import path

from clusterhub.applications.urls import addresses as _addresses  # noqa: F401 – knows <hosted:…>.
from clusterhub.applications.views import builder, desk, info_sessions

CALL = "calls/<hosted:slug>/desk/"
SESSIONS = "calls/<slug:slug>/info-sessions/"
urlpatterns = [
    path(SESSIONS, info_sessions.info_sessions, name="info-sessions"),
    path(f"{SESSIONS}<int:pk>/removal/", info_sessions.removal, name="info-session-removal"),
    path("calls/<slug:slug>/hosting/", desk.hosting_of, name="hosting"),
    path(CALL, desk.desk, name="desk"),
    path("calls/<hosted:slug>/desk.json", desk.desk_json, name="desk-json"),
    path(f"{CALL}rules/", desk.rules, name="rules"),
    path(f"{CALL}opening/", desk.opening, name="opening"),
    path(f"{CALL}second-stage/", desk.second_stage, name="second-stage"),
    path(f"{CALL}people/", desk.people, name="people"),
    path(f"{CALL}people/<int:pk>/end/", desk.role_end, name="role-end"),
    path(f"{CALL}exceptions/<uuid:uid>/", desk.exception, name="exception"),
    path(f"{CALL}form/", builder.builder, name="builder"),
    path(f"{CALL}form/draft/", builder.draft, name="draft"),
    path(f"{CALL}form/publication/", builder.publication, name="publication"),
    path(f"{CALL}form/trial/", builder.trial, name="trial"),
    path(f"{CALL}form/preview/<int:number>/", builder.preview, name="preview"),
    path(f"{CALL}form/sections/<int:pk>/", builder.section, name="build-section"),
    path(f"{CALL}form/sections/<int:pk>/<slug:kind>/", builder.new_question, name="new-question"),
    path(f"{CALL}form/questions/<int:pk>/", builder.question, name="build-question"),
    path(f"{CALL}form/<slug:what>/<int:pk>/move/", builder.move, name="move"),
    path(f"{CALL}form/<slug:what>/<int:pk>/removal/", builder.removal, name="removal"),
]
