from django.urls import path

from clusterhub.directory.views import desk

urlpatterns = [
    path("organisations/new/", desk.add_organisation, name="add-organisation"),
]
