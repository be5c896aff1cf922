from django.urls import path

from clusterhub.directory.views import desk, people

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people.json", people.people_json, name="people-json"),
    path("people/new/", desk.add_person, name="add-person"),
    path("people/<slug:slug>.json", people.person_json, name="person-json"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("people/<slug:slug>/edit/", desk.edit_person, name="edit-person"),
    path("people/<slug:slug>/affiliations/", desk.affiliations, name="affiliations"),
    path(
        "people/<slug:slug>/affiliations/<int:pk>/end/",
        desk.end_affiliation,
        name="end-affiliation",
    ),
    path("people/<slug:slug>/publication/", desk.person_publication, name="person-publication"),
]
