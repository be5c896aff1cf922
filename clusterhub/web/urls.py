from django.urls import path

from clusterhub.web import views

app_name = "web"
urlpatterns = [
    path("about/components/", views.components, name="components"),
    path("preferences/", views.preferences, name="preferences"),
    path("site.<str:version>.css", views.stylesheet, name="stylesheet"),
    path("site.<str:version>.js", views.script, name="script"),
]
