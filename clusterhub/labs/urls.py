"""Every page of a lab has two addresses: the event's, and the one behind the link to one's own
registration, whose name begins with `own-`. The team's desk and the list of labs have one."""

from django.urls import path

from clusterhub.labs.views import board, consortium, desk, ideas, letters, outcomes, versions

BY_EVENT, BY_LINK = "events/<slug:slug>/ideas/", "r/<str:token>/ideas/"
DESK = "events/<slug:slug>/edit/lab/"
GROUP = "groups/<int:pk>/"
PAGES = [
    ("", ideas.ideas, "ideas"),
    ("new/", ideas.new, "idea-new"),
    ("outcomes/", outcomes.results, "results"),
    ("<int:pk>/", ideas.idea, "idea"),
    ("<int:pk>/edit/", ideas.edit, "idea-edit"),
    ("<int:pk>/part/", ideas.part, "idea-part"),
    ("<int:pk>/withdrawal/", ideas.withdrawal, "idea-withdrawal"),
    (GROUP, board.board, "board"),
    (f"{GROUP}sections/", board.section_new, "section-new"),
    (f"{GROUP}sections/<int:section>/", board.section, "section"),
    (f"{GROUP}sections/<int:section>/removal/", board.section_removal, "section-removal"),
    (f"{GROUP}sections/<int:section>/versions/", versions.versions, "versions"),
    (f"{GROUP}sections/<int:section>/versions/<int:number>/", versions.version, "version"),
    (f"{GROUP}roles/", board.roles, "roles"),
    (f"{GROUP}roles/<int:role>/", board.role, "role"),
    (f"{GROUP}tasks/", board.tasks, "tasks"),
    (f"{GROUP}tasks/<int:task>/", board.task, "task"),
    (f"{GROUP}files/", board.files, "files"),
    (f"{GROUP}files/<uuid:uid>/", board.file, "file"),
    (f"{GROUP}files/<uuid:uid>/removal/", board.file_removal, "file-removal"),
    (f"{GROUP}call/", board.call, "call"),
    (f"{GROUP}outcomes/", board.outcomes, "outcomes"),
    (f"{GROUP}history/", board.history, "history"),
    (f"{GROUP}consortium/", consortium.consortium, "consortium"),
    (f"{GROUP}consortium/partners/", consortium.partners, "partners"),
    (f"{GROUP}consortium/partners/<int:partner>/", consortium.partner, "partner"),
    (f"{GROUP}consortium/answers/", consortium.answers, "answers"),
]

app_name = "labs"
urlpatterns = [
    path("labs/", outcomes.labs, name="labs"),
    path("labs/letters/<str:token>/", letters.letters, name="letters"),
    *(path(f"{BY_EVENT}{end}", view, name=name) for end, view, name in PAGES),
    *(path(f"{BY_LINK}{end}", view, name=f"own-{name}") for end, view, name in PAGES),
    path(DESK, desk.desk, name="desk"),
    path(f"{DESK}beginning/", desk.beginning, name="desk-beginning"),
    path(f"{DESK}settings/", desk.settings, name="desk-settings"),
    path(f"{DESK}opening/", desk.opening, name="desk-opening"),
    path(f"{DESK}groups/", desk.groups, name="desk-groups"),
    path(f"{DESK}groups/<int:pk>/", desk.group, name="desk-group"),
    path(f"{DESK}ideas/<int:pk>/moving/", desk.moving, name="desk-moving"),
    path(f"{DESK}ideas/<int:pk>/hiding/", desk.hiding, name="desk-hiding"),
    path(f"{DESK}outcomes/<int:pk>/", desk.outcome, name="desk-outcome"),
]
