"""Who may come, what is asked, who is invited, what letters say; and where people answer."""

from django.urls import path

from clusterhub.events.views import (
    admission,
    answers,
    approval,
    asking,
    guests,
    invitations,
    mails,
    own_asking,
)

EVENT, OWN = "events/<slug:slug>", "r/<str:token>"

urlpatterns = [
    path(f"{EVENT}/edit/admission/", admission.admission, name="admission"),
    path(f"{EVENT}/edit/questions/", asking.questions, name="questions"),
    path(f"{EVENT}/edit/consents/", asking.consents, name="consents"),
    path(f"{EVENT}/edit/mails/", mails.mails, name="mails"),
    path(f"{EVENT}/edit/mails/<slug:kind>/<slug:mode>/", mails.mail, name="mail"),
    path(f"{EVENT}/people/approval/", approval.approval, name="approval"),
    path(f"{EVENT}/people/approval/<int:pk>/", approval.decision, name="decision"),
    path(f"{EVENT}/people/invitations/", invitations.invitations, name="invitations"),
    path(
        f"{EVENT}/people/invitations/<int:pk>/withdrawal/",
        invitations.withdrawal,
        name="invitation-withdrawal",
    ),
    path(f"{EVENT}/people/answers/", answers.answers, name="answers"),
    path(f"{EVENT}/people/answers.csv", answers.answers_csv, name="answers-csv"),
    path("g/<str:token>/", guests.guest, name="guest"),
    path("g/<str:token>/refusal/", guests.refusal, name="guest-refusal"),
    path("g/<str:token>/letter/", guests.letter, name="guest-letter"),
    path(f"{OWN}/needs/", own_asking.needs, name="own-needs"),
    path(f"{OWN}/consents/", own_asking.consents, name="own-consents"),
    path(f"{OWN}/colleague/", own_asking.colleague, name="own-colleague"),
]
