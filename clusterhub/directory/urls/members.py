from django.urls import path

from clusterhub.directory.views import members

urlpatterns = [path("organisations/<slug:slug>/members/edit/", members.counts, name="counts")]
