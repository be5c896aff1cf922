"""After the decision: the agreement, milestones, reports and payments, and what came of it."""

from django.db import transaction
from django.utils import timezone

from clusterhub.applications.judging_refusals import NotFunded, NotYet
from clusterhub.applications.models import (
    AccessVerb,
    Award,
    MemberRole,
    RoleKind,
    Step,
    StepKind,
)
from clusterhub.applications.operations.access import record_access
from clusterhub.applications.operations.locks import demand_member, demand_role, lock_hosted
from clusterhub.applications.operations.screening import demand_no_conflict
from clusterhub.web.older import demand_newest

AGREED = ("agreement_number", "signed_on", "starts_on", "ends_on", "result", "result_url")


@transaction.atomic
def change_award(award, *, by, based_on=None, **facts):
    """Agreement and result as an officer writes them down; `based_on` is the stamp of what her page
    showed."""
    award = _locked(award, by)
    demand_newest(said_in(award), based_on)
    for name in AGREED:
        if name in facts:
            setattr(award, name, facts[name])
    award.full_clean(exclude=["outcome"])
    award.save()
    _note(award, by, "agreement")
    return award


def said_in(award):
    """What a page shows of it to be changed."""
    return {name: getattr(award, name) for name in AGREED}


@transaction.atomic
def send_agreement(award, *, by):
    """The agreement went to the beneficiary; once."""
    return _stamp(award, "sent_at", by)


@transaction.atomic
def close_award(award, *, by, stops=False):
    """It has ended as planned, or was stopped."""
    return _stamp(award, "stopped_at" if stops else "closed_at", by)


@transaction.atomic
def add_step(award, *, by, **facts):
    """A milestone, a report, or a payment."""
    award = _locked(award, by)
    if same := award.steps.filter(delivered_at=None, paid_on=None, **facts).first():
        return same  # A second click; what is meant to come twice has a title or a day of its own.
    step = Step(award=award, **facts)
    step.full_clean(exclude=["award"])
    step.save()
    _note(award, by, f"{step.kind}: {step.title}")
    return step


@transaction.atomic
def deliver_step(step, *, words, by):
    """The team says that it is done; what was sent back is delivered anew."""
    lock_hosted(step.award.outcome.application.hosted)
    step.refresh_from_db()
    application = step.award.outcome.application
    demand_member(by, application, MemberRole.LEAD, MemberRole.WRITER)
    if step.kind == StepKind.PAYMENT or step.award.closed_at or step.award.stopped_at:
        raise NotFunded
    if step.accepted_at is None:
        step.delivered_at, step.words, step.returned_at = timezone.now(), words, None
        step.save(update_fields=["delivered_at", "words", "returned_at"])
        record_access(application, AccessVerb.WROTE, by=by, as_what="team", what=step.title)
    return step


@transaction.atomic
def answer_step(step, *, accepts, reason="", by):
    """Accept what was delivered, or send it back with a reason."""
    _locked(step.award, by)
    step.refresh_from_db()
    if step.delivered_at is None or step.accepted_at is not None:
        raise NotYet
    if accepts:
        step.accepted_at, step.returned_at = timezone.now(), None
    else:
        step.returned_at, step.return_reason = timezone.now(), reason
    step.save(update_fields=["accepted_at", "returned_at", "return_reason"])
    _note(step.award, by, f"{'accepted' if accepts else 'sent back'}: {step.title}")
    return step


@transaction.atomic
def pay_step(step, *, paid_on, by):
    """Money went out on a day; written down once."""
    award = _locked(step.award, by)
    step.refresh_from_db()
    if step.kind != StepKind.PAYMENT or award.signed_on is None or award.stopped_at:
        raise NotYet
    if step.paid_on is None:
        step.paid_on = paid_on
        step.save(update_fields=["paid_on"])
        _note(award, by, f"paid: {step.title}")
    return step


def _stamp(award, name, by):
    award = _locked(award, by)
    has_ended = award.closed_at or award.stopped_at
    if getattr(award, name) is None and not has_ended:
        setattr(award, name, timezone.now())
        award.save(update_fields=[name])
        _note(award, by, name.removesuffix("_at"))
    return award


def _locked(award, by):
    hosted = lock_hosted(award.outcome.application.hosted)
    demand_role(by, hosted, RoleKind.OFFICER)
    award = Award.objects.select_related("outcome__application__hosted").get(pk=award.pk)
    if not award.outcome.is_funded:
        raise NotFunded
    demand_no_conflict(award.outcome.application, by)
    return award


def _note(award, by, what):
    application = award.outcome.application
    record_access(application, AccessVerb.DECIDED, by=by, as_what=RoleKind.OFFICER, what=what)
