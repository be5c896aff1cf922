from django.urls import path

from clusterhub.directory.views import desk, organisations, people

app_name = "directory"
urlpatterns = [
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations.json", organisations.organisations_json, name="organisations-json"),
    path("organisations/new/", desk.add_organisation, name="add-organisation"),
    path(
        "organisations/<slug:slug>.json", organisations.organisation_json, name="organisation-json"
    ),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("organisations/<slug:slug>/edit/", desk.edit_organisation, name="edit-organisation"),
    path("organisations/<slug:slug>/other-names/", desk.other_names, name="other-names"),
    path(
        "organisations/<slug:slug>/other-names/<int:pk>/removal/",
        desk.remove_other_name,
        name="remove-other-name",
    ),
    path(
        "organisations/<slug:slug>/publication/",
        desk.organisation_publication,
        name="organisation-publication",
    ),
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
