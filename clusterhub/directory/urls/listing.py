from django.urls import path

from clusterhub.directory.views import organisations

urlpatterns = [
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations.json", organisations.organisations_json, name="organisations-json"),
    path(
        "organisations/suggest/",
        organisations.organisation_suggestions,
        name="organisation-suggestions",
    ),
]
