from django.urls import path

from clusterhub.directory.views import exports, organisations

urlpatterns = [
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations.json", organisations.organisations_json, name="organisations-json"),
    path("organisations.csv", exports.organisations_csv, name="organisations-csv"),
    path("organisations.xlsx", exports.organisations_xlsx, name="organisations-xlsx"),
    path("organisations.geojson", exports.organisations_geojson, name="organisations-geojson"),
    path(
        "organisations/suggest/",
        organisations.organisation_suggestions,
        name="organisation-suggestions",
    ),
]
