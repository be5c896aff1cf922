from django.urls import path

from clusterhub.directory.views import looks, twins

_PAIR = "validation/twins/<slug:one>/<slug:other>"

urlpatterns = [
    path("validation/twins/", twins.twins, name="twins"),
    path(f"{_PAIR}/", twins.twin, name="twin"),
    path(f"{_PAIR}/not-the-same/", twins.not_same, name="not-same"),
    path("validation/merges/", twins.merges, name="merges"),
    path("validation/merges/<int:pk>/undoing/", twins.merge_undoing, name="merge-undoing"),
    path("validation/looks/", looks.looks, name="looks"),
    path("validation/looks/<int:pk>/", looks.look_ending, name="look-ending"),
]
