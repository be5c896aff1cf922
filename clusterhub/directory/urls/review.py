from django.urls import path

from clusterhub.directory.views import claims, desk, new, review, validation

_OWN = "organisations/<slug:slug>"
_CASE = "validation/<int:pk>"

urlpatterns = [
    path("organisations/new/", new.new_organisation, name="new-organisation"),
    path("organisations/new/without-review/", desk.add_organisation, name="add-organisation"),
    path(f"{_OWN}/standing/", review.standing, name="standing"),
    path(f"{_OWN}/evidence/<slug:criterion>/", review.evidence, name="evidence"),
    path(f"{_OWN}/submission/", review.submission, name="submission"),
    path(
        f"{_OWN}/submission/withdrawal/", review.submission_withdrawal, name="submission-withdrawal"
    ),
    path(f"{_OWN}/archive/", review.archive, name="archive"),
    path(f"{_OWN}/reopening/", review.reopening, name="reopening"),
    path(f"{_OWN}/suspension/", validation.suspension, name="suspension"),
    path("validation/", validation.queue, name="validation"),
    path("validation/claims/", claims.claims, name="claims"),
    path("validation/claims/<int:pk>/", claims.claim_decision, name="claim-decision"),
    path(f"{_CASE}/", validation.case, name="case"),
    path(f"{_CASE}/taking/", validation.taking, name="taking"),
    path(f"{_CASE}/opinion/", validation.opinion, name="opinion"),
    path(
        f"{_CASE}/opinion/<int:opinion_pk>/answer/",
        validation.opinion_answer,
        name="opinion-answer",
    ),
    path(f"{_CASE}/evidence/<slug:criterion>/", validation.finding, name="finding"),
    path(f"{_CASE}/waiver/", validation.waiver, name="waiver"),
    path(f"{_CASE}/waiver/<int:waiver_pk>/end/", validation.waiver_end, name="waiver-end"),
]
