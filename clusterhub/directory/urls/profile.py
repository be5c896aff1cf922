from django.urls import path

from clusterhub.directory.views import desk, profile

urlpatterns = [
    path("organisations/<slug:slug>.json", profile.organisation_json, name="organisation-json"),
    path("organisations/<slug:slug>/", profile.organisation, name="organisation"),
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
]
