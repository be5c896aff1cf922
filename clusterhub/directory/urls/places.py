from django.urls import path

from clusterhub.directory.views import fields, map, regions

urlpatterns = [
    path("organisations/map/", map.organisations_map, name="map"),
    path("organisations/map.json", map.organisations_map_json, name="map-json"),
    path("regions/", regions.regions, name="regions"),
    path("regions/compare/", regions.compare, name="compare-regions"),
    path("regions/<slug:code>.json", regions.region_json, name="region-json"),
    path("regions/<slug:code>/", regions.region, name="region"),
    path("countries/<slug:code>.json", regions.country_json, name="country-json"),
    path("countries/<slug:code>/", regions.country, name="country"),
    path("ecosystems/", fields.ecosystems, name="ecosystems"),
    path("ecosystems/<slug:slug>.json", fields.ecosystem_json, name="ecosystem-json"),
    path("ecosystems/<slug:slug>/", fields.ecosystem, name="ecosystem"),
    path("technologies/", fields.technologies, name="technologies"),
    path("technologies/<slug:slug>.json", fields.technology_json, name="technology-json"),
    path("technologies/<slug:slug>/", fields.technology, name="technology"),
]
