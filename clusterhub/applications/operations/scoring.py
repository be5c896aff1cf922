"""The first round: each evaluator for herself, saved as she writes, given once."""

from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.applications.judging_refusals import (
    AlreadyGiven,
    BadScore,
    RulesNotFixed,
    Superseded,
)
from clusterhub.applications.models import (
    AccessVerb,
    Assignment,
    Evaluation,
    RoleKind,
)
from clusterhub.applications.operations.access import record_access
from clusterhub.applications.operations.locks import demand_role
from clusterhub.applications.operations.minutes import write_minute
from clusterhub.applications.operations.screening import (
    demand_no_conflict,
    demand_undecided,
    lock_both,
)
from clusterhub.applications.permissions import may_judge_now
from clusterhub.applications.refusals import NotAllowed

LONGEST = 5000


@transaction.atomic
def save_evaluation(application, *, scores, comments, number=None, gives=False, by):
    """Keep what she has written so far; `number` is the version that her page showed.

    `gives`: hand it over; all criteria are scored then, and it changes no more.
    """
    hosted, application, assignment = _mine(application, by)
    procedure = hosted.procedure
    if procedure.fixed_at is None:
        raise RulesNotFixed
    demand_undecided(application)
    evaluation = Evaluation.objects.filter(assignment=assignment).first()
    if evaluation and (evaluation.given_at or evaluation.voided_at):
        raise AlreadyGiven
    if evaluation and number is not None and number != evaluation.number:
        raise Superseded
    scores = checked_scores(procedure.scheme(), scores, all_of_them=gives)
    comments = {key: str(words)[:LONGEST] for key, words in comments.items() if words}
    evaluation = evaluation or Evaluation(assignment=assignment, number=0)
    evaluation.scores, evaluation.comments = scores, comments
    evaluation.number += 1
    evaluation.saved_at = now = timezone.now()
    if gives:
        evaluation.given_at = now
        what = _("evaluation given")
        record_access(application, AccessVerb.JUDGED, by=by, as_what="evaluator", what=what)
    evaluation.save()
    return evaluation


def checked_scores(scheme, scores, *, all_of_them):
    """Scores as plain words of decimals, each on its scale; else the problems by criterion."""
    kept, problems = {}, {}
    for criterion in scheme.criteria:
        typed = str(scores.get(criterion.key, "")).strip().replace(",", ".")
        if not typed:
            if all_of_them:
                problems[criterion.key] = _("Give a score.")
            continue
        score = _decimal(typed)
        if score is None or not criterion.takes(score):
            problems[criterion.key] = _("A score from 0 to %(most)s in steps of %(step)s.") % {
                "most": criterion.most,
                "step": criterion.step,
            }
        else:
            kept[criterion.key] = str(score)
    if problems:
        raise BadScore(problems)
    return kept


def _decimal(typed):
    try:
        number = Decimal(typed[:12])
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _mine(application, by):
    hosted, application = lock_both(application)
    if not may_judge_now(by, application):
        raise NotAllowed
    assignment = Assignment.objects.current().get(application=application, evaluator=by)
    return hosted, application, assignment


@transaction.atomic
def void_evaluation(evaluation, *, reason, by):
    """One evaluation counts no more, for a reason that is minuted; it stays readable."""
    application = evaluation.assignment.application
    hosted, application = lock_both(application)
    demand_role(by, hosted, RoleKind.OFFICER)
    demand_undecided(application)
    demand_no_conflict(application, by)
    evaluation.refresh_from_db()
    if evaluation.voided_at is None:
        evaluation.voided_at, evaluation.voided_by = timezone.now(), by
        evaluation.void_reason = reason
        evaluation.save(update_fields=["voided_at", "voided_by", "void_reason"])
        words = _("An evaluation of %(application)s counts no more: %(reason)s") % {
            "application": application.reference,
            "reason": reason,
        }
        write_minute(hosted, "voided", words, by=by)
    return evaluation
