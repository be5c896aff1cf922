"""An applicant objects in time; an officer who has no part in it answers with reasons."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.applications.emails.evaluation import appeal_letters, write_evaluation_letters
from clusterhub.applications.judging_refusals import AlreadyDecided, TooLateToAppeal
from clusterhub.applications.models import AccessVerb, Appeal, MemberRole, Outcome, RoleKind
from clusterhub.applications.operations.access import record_access
from clusterhub.applications.operations.locks import demand_member, demand_role, lock_hosted
from clusterhub.applications.operations.minutes import write_minute
from clusterhub.applications.operations.screening import demand_no_conflict
from clusterhub.applications.operations.stages import carry_over, demand_ready
from clusterhub.letters.operations import post_many


@transaction.atomic
def file_appeal(outcome, *, words, by, received_at):
    """Object to a decision before the days for it are over; a second one is the first."""
    hosted = lock_hosted(outcome.application.hosted)
    outcome = Outcome.objects.select_related("application__hosted__call").get(pk=outcome.pk)
    demand_member(by, outcome.application, MemberRole.LEAD)
    if appeal := Appeal.objects.filter(outcome=outcome).first():
        return appeal
    if outcome.appeal_until is None or received_at >= outcome.appeal_until:
        raise TooLateToAppeal
    appeal = Appeal.objects.create(outcome=outcome, words=words, filed_at=received_at, filed_by=by)
    reference = outcome.application.reference
    write_minute(hosted, "appeal", _("%s appeals.") % reference, by=by, words_of_appeal=words)
    record_access(
        outcome.application, AccessVerb.WROTE, by=by, as_what=MemberRole.LEAD, what="appeal"
    )
    return appeal


@transaction.atomic
def decide_appeal(appeal, *, is_upheld, reasons, by):
    """Say whether they are right, and why; it is minuted and told, once. Whoever was right in a first
    stage is invited to the second."""
    application = appeal.outcome.application
    hosted = lock_hosted(application.hosted)
    demand_role(by, hosted, RoleKind.OFFICER)
    demand_no_conflict(application, by)
    appeal = Appeal.objects.select_related("outcome__application__hosted__call").get(pk=appeal.pk)
    if appeal.decided_at is not None:
        raise AlreadyDecided
    appeal.decided_at, appeal.decided_by = timezone.now(), by
    appeal.is_upheld, appeal.reasons = is_upheld, reasons
    appeal.save(update_fields=["decided_at", "decided_by", "is_upheld", "reasons"])
    second = hosted.second_stage() if is_upheld else None
    if second:
        demand_ready(second, appeal.decided_at)
        carry_over(application, second, by=by, now=appeal.decided_at)
    words = _("The appeal of %s is upheld.") if is_upheld else _("The appeal of %s is refused.")
    write_minute(hosted, "appeal", words % application.reference, by=by, reasons=reasons)
    post_many(write_evaluation_letters, appeal_letters(appeal))
    return appeal
