"""What the own page asks and shows of questions, consents, requests and colleagues."""

from django.utils import timezone

from clusterhub.events.approval_clock import decided_by, usual_days
from clusterhub.events.consents import consents_of
from clusterhub.events.models import RegistrationStatus, WhoMayCome
from clusterhub.events.models.registration import OVER
from clusterhub.events.operations.colleagues import colleagues_brought
from clusterhub.events.own_rows import may_have
from clusterhub.events.question_set import IN_COLUMNS, in_words, label_of


def asking_part(registration):
    event = registration.event
    if registration.status in OVER or event.is_over:
        return {}
    admission = getattr(event, "admission", None)
    is_request = registration.status == RegistrationStatus.REQUESTED and bool(
        registration.approval_cause
    )
    return {
        "questions": answered(registration),
        "consents": consents_of(registration),
        "is_request": is_request,
        "answer_due": decided_by(registration, admission) if is_request else None,
        "usual_days": usual_days(event) if is_request else None,
        **_colleagues(registration, admission),
    }


def answered(registration):
    """Each question of the event with what she answered in words, or nothing."""
    if not may_have(registration, "questions"):
        return []
    given = {one.question_id: one.value for one in registration.answers.all()}
    rows = []
    for question in registration.event.questions.all():
        if question.key in IN_COLUMNS:
            words = _column(registration, question.key)
        else:
            value = given.get(question.pk)
            words = "" if value is None else in_words(question, value)
        rows.append({"label": label_of(question), "words": words})
    return rows


def _column(registration, key):
    if key == "organisation":
        return registration.organisation_name or str(registration.organisation or "")
    return str(registration.country or "")


def _colleagues(registration, admission):
    if registration.status != RegistrationStatus.CONFIRMED or admission is None:
        return {}
    if admission.who in (WhoMayCome.MEMBERS, WhoMayCome.INVITED):
        return {}
    brought = colleagues_brought(registration)
    return {"brought": brought, "colleagues_left": max(0, admission.most_colleagues - brought)}


def may_switch(registration):
    admission = getattr(registration.event, "admission", None)
    until = admission and admission.switch_until
    return not until or timezone.now() < until
