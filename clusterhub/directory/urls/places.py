from django.urls import path

from clusterhub.directory.views import map

urlpatterns = [
    path("organisations/map/", map.organisations_map, name="map"),
    path("organisations/map.json", map.organisations_map_json, name="map-json"),
]
