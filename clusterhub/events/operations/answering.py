"""What people answer and agree to, kept as long as it was said and no day longer."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from clusterhub.events.models import Answer, EventConsent, Guest, Question, Registration, Wording
from clusterhub.events.operations.steps import step
from clusterhub.events.question_set import IN_COLUMNS

GUESTS_KEPT = timedelta(days=30)
NOTHING = ("", None, [])
COLUMNS = {
    "organisation": {"organisation": None, "organisation_name": ""},
    "country": {"country": None},
}


def keep_answers(registration, answers, *, now):
    """Store the answer to each question; what is empty is erased."""
    for question, value in answers.items():
        if value in NOTHING:
            registration.answers.filter(question=question).delete()
        else:
            Answer.objects.update_or_create(
                registration=registration,
                question=question,
                defaults={"value": value, "answered_at": now},
            )


@transaction.atomic
def answer(registration, *, answers, by=None, **facts):
    """Change what she answered; `facts` are columns of the registration itself."""
    keep_answers(registration, answers, now=timezone.now())
    for name, value in facts.items():
        setattr(registration, name, value)
    if facts:
        registration.save(update_fields=[*facts])
    step(registration, "answered", by=by)


@transaction.atomic
def choose_consents(registration, *, wordings, by=None):
    """Agree to exactly these wordings of the event that are asked now; withdraw from the others."""
    now = timezone.now()
    given = {one.wording_id: one for one in registration.consents.current()}
    for wording in registration.event.wordings.current():
        if wording in wordings and wording.pk not in given:
            _agree(registration, wording, now)
            step(registration, "agreed", by=by, key=wording.key, version=wording.version)
        elif wording not in wordings and wording.pk in given:
            consent = given[wording.pk]
            consent.withdrawn_at = now
            consent.save(update_fields=["withdrawn_at"])
            step(registration, "withdrew consent", by=by, key=wording.key, version=wording.version)


def _agree(registration, wording, now):
    EventConsent.objects.get_or_create(
        registration=registration, wording=wording, withdrawn_at=None, defaults={"given_at": now}
    )


@transaction.atomic
def erase_what_is_due(now=None):
    """Answers, consents and addresses of guests whose time is over; gives how many."""
    now = now or timezone.now()
    count = 0
    for question in Question.objects.filter(key__in=IN_COLUMNS, event__ends_at__lt=now):
        if _is_over(question, question.event.ends_at, now):
            count += _empty_columns(question)
    for model, name in ((Answer, "question"), (EventConsent, "wording")):
        parent = Question if name == "question" else Wording
        for days in parent.objects.order_by().values_list("keep_days", flat=True).distinct():
            over = {f"{name}__event__ends_at__lte": now - timedelta(days=days)}
            count += model.objects.filter(**{f"{name}__keep_days": days}, **over).delete()[0]
    count += Guest.objects.filter(event__ends_at__lte=now - GUESTS_KEPT).delete()[0]
    return count


def _is_over(question, ends_at, now):
    return now >= ends_at + timedelta(days=question.keep_days)


def _empty_columns(question):
    empty = COLUMNS[question.key]
    rows = Registration.objects.filter(event=question.event_id).exclude(**empty)
    return rows.update(**empty)
