from django.urls import path

from clusterhub.directory.views import directory_lists as views

_LIST = "validation/lists/<int:pk>"

urlpatterns = [
    path("validation/lists/", views.directory_lists, name="directory-lists"),
    path(f"{_LIST}/", views.directory_list, name="directory-list"),
    path(f"{_LIST}/report.csv", views.directory_list_report, name="directory-list-report"),
    path(f"{_LIST}/decisions/", views.directory_list_decisions, name="directory-list-decisions"),
    path(f"{_LIST}/taking/", views.directory_list_taking, name="directory-list-taking"),
    path(f"{_LIST}/end/", views.directory_list_end, name="directory-list-end"),
]
