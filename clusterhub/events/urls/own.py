"""Where one registers, and one's own registration behind the word of its link."""

from django.urls import path

from clusterhub.events.views import own, registering, sent

REGISTRATION = "events/<slug:slug>/registration/"

urlpatterns = [
    path(REGISTRATION, registering.registration, name="registration"),
    path(f"{REGISTRATION}sent/", sent.sent, name="registration-sent"),
    path(f"{REGISTRATION}sent/code/", sent.code, name="registration-code"),
    path(f"{REGISTRATION}sent/address/", sent.address, name="registration-address"),
    path("r/<str:token>/", own.own, name="own-registration"),
    path("r/<str:token>/confirmation/", own.proof, name="own-proof"),
    path("r/<str:token>/mode/", own.mode, name="own-mode"),
    path("r/<str:token>/offer/", own.offer, name="own-offer"),
    path("r/<str:token>/cancellation/", own.cancellation, name="own-cancellation"),
]
