"""Who leaves an evaluation takes nothing away from it, and keeps nobody waiting."""

import pytest
from django.urls import reverse

from clusterhub.applications.operations import agreeing, engaging
from clusterhub.applications.tests.evaluating import (
    applications,
    assign,
    decide,
    give,
    judge_all,
    make_judged,
)

pytestmark = pytest.mark.django_db


def test_who_is_let_go_after_the_decision_takes_nothing_away_from_it():
    hosted = make_judged(count=1, evaluators=1)
    judge_all(hosted, [("5", "5")])
    decide(hosted)
    role = hosted.roles.get(person=hosted.evaluators[0])

    engaging.end_evaluator(role, keeps=False, reason="late", by=hosted.publisher)

    [application] = applications(hosted)
    assert application.assignments.get().evaluation.voided_at is None


def test_an_evaluator_whose_role_is_ended_at_the_desk_keeps_nobody_waiting(client):
    hosted = make_judged(count=1)
    assign(hosted)
    [application], (gone, stays) = applications(hosted), hosted.evaluators
    give(application, stays)
    client.force_login(hosted.publisher)
    row = hosted.roles.get(person=gone)

    client.post(reverse("applications:role-end", args=[hosted.call.slug, row.pk]))

    assert list(application.assignments.current().values_list("evaluator", flat=True)) == [stays.pk]
    together = {"scores": {"c1": "4", "c2": "4"}, "words": "", "number": 0, "by": stays}
    assert agreeing.save_consensus(application, **together).settled_at
