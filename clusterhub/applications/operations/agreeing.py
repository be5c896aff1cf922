"""The consensus round: one wording, agreed to by everybody who judged."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.applications.judging_refusals import AlreadyGiven, NotYet, Superseded
from clusterhub.applications.models import (
    AccessVerb,
    Consensus,
    Evaluation,
    RoleKind,
    Voice,
)
from clusterhub.applications.operations.access import record_access
from clusterhub.applications.operations.locks import demand_role
from clusterhub.applications.operations.minutes import write_minute
from clusterhub.applications.operations.scoring import LONGEST, checked_scores
from clusterhub.applications.operations.screening import (
    demand_no_conflict,
    demand_undecided,
    lock_both,
)
from clusterhub.applications.permissions import holds_now, may_judge_now
from clusterhub.applications.refusals import NotAllowed


@transaction.atomic
def save_consensus(application, *, scores, words, number, by):
    """Write the wording anew; `number` is the one that was read, 0 for the first. Who writes agrees."""
    hosted, application = lock_both(application)
    demand_undecided(application)
    _demand_part(hosted, application, by)
    _demand_first_round(application)
    consensus = Consensus.objects.filter(application=application).first()
    if consensus and consensus.settled_at:
        raise AlreadyGiven
    if (consensus.number if consensus else 0) != number:
        raise Superseded
    consensus = consensus or Consensus(application=application, number=0)
    consensus.scores = checked_scores(hosted.procedure.scheme(), scores, all_of_them=True)
    consensus.words = words[:LONGEST]
    consensus.number += 1
    consensus.saved_at, consensus.saved_by = timezone.now(), by
    consensus.save()
    if may_judge_now(by, application):
        _agree(hosted, application, consensus, by)
    return consensus


@transaction.atomic
def agree_to_consensus(application, *, number, by):
    """Agree to the wording that was read; the last one who agrees settles it."""
    hosted, application = lock_both(application)
    demand_undecided(application)
    if not may_judge_now(by, application):
        raise NotAllowed
    consensus = Consensus.objects.filter(application=application).first()
    if consensus is None:
        raise NotYet
    if consensus.number != number:
        raise Superseded
    return _agree(hosted, application, consensus, by)


@transaction.atomic
def settle_consensus(application, *, reason, by):
    """An officer settles the wording although not all agree, for a reason that is minuted."""
    hosted, application = lock_both(application)
    demand_role(by, hosted, RoleKind.OFFICER)
    demand_undecided(application)
    demand_no_conflict(application, by)
    consensus = Consensus.objects.filter(application=application).first()
    if consensus is None:
        raise NotYet
    if consensus.settled_at is None:
        _settle(consensus, by)
        words = _("The consensus on %(application)s is settled by an officer: %(reason)s") % {
            "application": application.reference,
            "reason": reason,
        }
        write_minute(hosted, "consensus", words, by=by)
    return consensus


def _agree(hosted, application, consensus, by):
    if consensus.settled_at:
        return consensus
    Voice.objects.get_or_create(
        consensus=consensus, evaluator=by, number=consensus.number, defaults={"at": timezone.now()}
    )
    record_access(
        *(application, AccessVerb.JUDGED),
        by=by, as_what="evaluator", what=f"consensus {consensus.number}",
    )  # fmt: skip
    agreed = set(
        consensus.voices.filter(number=consensus.number).values_list("evaluator", flat=True)
    )
    needed = set(application.assignments.current().values_list("evaluator", flat=True))
    if needed <= agreed:
        _settle(consensus, by)
        words = _("The consensus on %s is settled; everybody agrees.") % application.reference
        write_minute(hosted, "consensus", words, by=None)
    return consensus


def _settle(consensus, by):
    consensus.settled_at, consensus.settled_by = timezone.now(), by
    consensus.save(update_fields=["settled_at", "settled_by"])


def _demand_part(hosted, application, by):
    if may_judge_now(by, application):
        return
    if not holds_now(by, hosted, RoleKind.OFFICER):
        raise NotAllowed
    demand_no_conflict(application, by)


def _demand_first_round(application):
    """Nobody talks of others' scores before everybody has given hers."""
    waiting = application.assignments.current().exclude(evaluation__given_at__isnull=False)
    given = Evaluation.objects.filter(assignment__application=application, voided_at=None)
    if waiting.exists() or not given.exclude(given_at=None).exists():
        raise NotYet
