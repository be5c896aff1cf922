"""Evaluators are invited, promise, and may leave or be let go in the middle."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.applications.emails.evaluation import invitation_letter, write_evaluation_letters
from clusterhub.applications.models import (
    Assignment,
    CallRole,
    Engagement,
    Evaluation,
    RoleKind,
)
from clusterhub.applications.operations.hosting import end_role, give_role
from clusterhub.applications.operations.locks import lock_hosted
from clusterhub.applications.operations.minutes import write_minute
from clusterhub.applications.operations.ties import detect_conflicts
from clusterhub.applications.refusals import NotAllowed
from clusterhub.letters.operations import post


@transaction.atomic
def invite_evaluator(hosted, *, person, subjects=(), most=None, by):
    """Ask somebody to judge; she reads nothing before she has promised to keep it to herself."""
    role = give_role(hosted, person=person, role=RoleKind.EVALUATOR, by=by)
    defaults = {"invited_at": timezone.now(), "subjects": list(subjects), "most": most}
    engagement, is_new = Engagement.objects.get_or_create(role=role, defaults=defaults)
    if is_new:
        post(write_evaluation_letters, invitation_letter(engagement))
    return engagement


@transaction.atomic
def answer_invitation(engagement, *, accepts, by):
    """She promises, or declines and has no part in it; her first answer counts."""
    role = engagement.role
    hosted = lock_hosted(role.hosted)
    engagement.refresh_from_db()
    if role.person_id != by.pk or not CallRole.objects.current().filter(pk=role.pk).exists():
        raise NotAllowed
    if engagement.accepted_at or engagement.declined_at:
        return engagement
    name = "accepted_at" if accepts else "declined_at"
    setattr(engagement, name, timezone.now())
    engagement.save(update_fields=[name])
    words = _("%s promises confidentiality and judges.") if accepts else _("%s does not judge.")
    write_minute(hosted, "evaluator", words % by, by=by)
    if accepts:
        detect_conflicts(hosted)
    else:
        end_role(role, by=by)
    return engagement


@transaction.atomic
def end_evaluator(role, *, keeps, reason, by):
    """Somebody judges no more: her files shut now; what she has given counts on, or not."""
    hosted = lock_hosted(role.hosted)
    role = end_role(role, by=by)
    now = timezone.now()
    mine = Assignment.objects.filter(application__hosted=hosted, evaluator=role.person_id)
    Assignment.objects.current().filter(pk__in=mine).update(
        ended_at=now, end_reason=_("judges no more")
    )
    if not keeps:  # Of what is decided nothing changes any more.
        Evaluation.objects.filter(
            assignment__in=mine, assignment__application__outcome=None, voided_at=None
        ).update(voided_at=now, voided_by=by, void_reason=reason)
    kept = _("Her evaluations count on.") if keeps else _("Her evaluations count no more.")
    words = _("%(person)s judges no more: %(reason)s.") % {"person": role.person, "reason": reason}
    write_minute(hosted, "evaluator", f"{words} {kept}", by=by)
    return role
