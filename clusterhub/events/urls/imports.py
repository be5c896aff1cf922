"""The programme from and for other programs."""

from django.urls import path

from clusterhub.events.views import exports, imports

_DESK = "events/<slug:slug>/edit/import"

urlpatterns = [
    path("events/new/from-file/", imports.new_from_file, name="new-from-file"),
    path(f"{_DESK}/", imports.imports, name="imports"),
    path(f"{_DESK}/<int:pk>/", imports.programme_import, name="import"),
    path(f"{_DESK}/<int:pk>/end/", imports.import_end, name="import-end"),
    path("events/<slug:slug>/programme.json", exports.schedule_json, name="schedule-json"),
    path("events/<slug:slug>/programme.xml", exports.schedule_xml, name="schedule-xml"),
    path("events/<slug:slug>/programme.ics", exports.programme_calendar, name="programme-ics"),
    path("events/<slug:slug>/programme.csv", exports.table, name="programme-csv"),
    path("events/<slug:slug>/programme.jsonld", exports.json_ld, name="programme-jsonld"),
    path("events/<slug:slug>/programme.pdf", exports.paper, name="programme-pdf"),
]
