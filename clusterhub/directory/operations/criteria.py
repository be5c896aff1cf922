"""Evidence, waivers and second opinions: what a decision rests on."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.permissions import has_role
from clusterhub.activity.operations import record_activity
from clusterhub.directory.emails.review import email_opinion_asked, email_opinion_given
from clusterhub.directory.operations.changes import lock
from clusterhub.directory.operations.history import named
from clusterhub.directory.operations.ownership import (
    demand_editor,
    demand_judge,
    level_in,
)
from clusterhub.directory.refusals import (
    AlreadyDecided,
    AskedOfNobody,
    NotAValidator,
    ReasonsMissing,
)


@transaction.atomic
def state_evidence(organisation, *, criterion, words="", url="", document=None, by):
    """Say what shows a criterion; an earlier finding was about earlier words, so it goes."""
    lock(organisation)
    demand_editor(organisation, by)
    values = {"words": words, "url": url, "document": document}
    values |= {"stated_by": by, "stated_at": timezone.now()}
    values |= {"checked_by": None, "checked_at": None, "is_met": None}
    evidence, _is_new = organisation.evidence.update_or_create(criterion=criterion, defaults=values)
    record_activity("gave evidence for", organisation, by=by, criterion=str(criterion))
    return evidence


@transaction.atomic
def check_evidence(organisation, *, criterion, is_met, by):
    """A validator finds that a criterion is met, or not; her finding counts before the numbers."""
    lock(organisation)
    demand_judge(organisation, by)
    now = timezone.now()
    finding = {"is_met": is_met, "checked_by": by, "checked_at": now}
    evidence, _is_new = organisation.evidence.update_or_create(
        criterion=criterion, defaults=finding, create_defaults={**finding, "stated_at": now}
    )
    record_activity(
        "checked evidence of", organisation, by=by, criterion=str(criterion), is_met=is_met
    )
    return evidence


@transaction.atomic
def grant_waiver(organisation, *, ground, programme="", reason, by):
    """Ask no criteria of an organisation, for one of the two grounds there are."""
    lock(organisation)
    demand_judge(organisation, by)
    if not reason.strip():
        raise ReasonsMissing
    waiver, is_new = organisation.waivers.filter(ended_at=None).get_or_create(
        organisation=organisation,
        ground=ground,
        ended_at=None,
        defaults={"programme": programme, "reason": reason, "granted_by": by},
    )
    if is_new:
        record_activity("waived the criteria for", organisation, by=by, ground=str(ground))
    return waiver


@transaction.atomic
def end_waiver(waiver, *, by):
    """Ask the criteria again from now on."""
    lock(waiver.organisation)
    demand_judge(waiver.organisation, by)
    waiver.refresh_from_db(fields=["ended_at"])
    if waiver.ended_at is None:
        waiver.ended_at = timezone.now()
        waiver.save(update_fields=["ended_at"])
        record_activity("ended a waiver of", waiver.organisation, by=by, ground=waiver.ground)
    return waiver


@transaction.atomic
def ask_opinion(submission, *, of, question, by):
    """Ask another validator what she thinks; the case can be decided meanwhile."""
    _lock_undecided(submission)
    demand_judge(submission.organisation, by, submission)
    can_answer = has_role(of, Role.VALIDATOR) and of.pk not in (by.pk, submission.submitted_by_id)
    if not can_answer or level_in(submission.organisation, of) is not None:
        raise AskedOfNobody
    if waiting := submission.opinions.filter(asked_of=of, answered_at=None).first():
        return waiting
    record_activity("asked for an opinion on", submission.organisation, by=by, **named("of", of))
    opinion = submission.opinions.create(asked_by=by, asked_of=of, question=question)
    transaction.on_commit(partial(email_opinion_asked.enqueue, opinion.pk))
    return opinion


@transaction.atomic
def answer_opinion(opinion, *, answer, leans, by):
    """Say what a second pair of eyes sees; once."""
    submission = opinion.submission
    _lock_undecided(submission)
    demand_judge(submission.organisation, by, submission)
    opinion.refresh_from_db()
    if opinion.asked_of_id != by.pk:
        raise NotAValidator
    if opinion.answered_at is not None:
        raise AlreadyDecided
    opinion.answered_at, opinion.answer, opinion.leans = timezone.now(), answer, leans
    opinion.save(update_fields=["answered_at", "answer", "leans"])
    record_activity("gave an opinion on", submission.organisation, by=by, leans=str(leans))
    transaction.on_commit(partial(email_opinion_given.enqueue, opinion.pk))
    return opinion


def _lock_undecided(submission):
    lock(submission.organisation)
    submission.refresh_from_db(fields=["decided_at"])
    if submission.decided_at is not None:
        raise AlreadyDecided
