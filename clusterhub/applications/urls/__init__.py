from clusterhub.applications.urls import applicants, publishers

app_name = "applications"
urlpatterns = [*applicants.urlpatterns, *publishers.urlpatterns]
