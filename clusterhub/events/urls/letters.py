"""Letters: the organisers' log, and how somebody gets no more of them."""

from django.urls import path

from clusterhub.events.views import letters, mail

urlpatterns = [
    path("events/<slug:slug>/people/letters/", letters.log, name="letters"),
    path("events/<slug:slug>/people/letters.json", letters.log_json, name="letters-json"),
    path("events/<slug:slug>/people/letters/again/", letters.failed_again, name="letters-again"),
    path("events/<slug:slug>/people/letters/<int:pk>/again/", letters.again, name="letter-again"),
    path("r/<str:token>/mail/", mail.mail, name="own-mail"),
]
