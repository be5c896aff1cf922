from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.summaries.answers import changed_proposal
from clusterhub.summaries.differences import differences, undone
from clusterhub.summaries.models import FindingAnswer
from clusterhub.summaries.operations.revision import lock_summary, store_record
from clusterhub.summaries.proposals import DoesNotApply, applied
from clusterhub.summaries.refusals import EditedMeanwhile, IsPublished


@transaction.atomic
def answer_finding(summary, finding, answer, values=None, *, by, revision=None):
    """Accept, change or dismiss one finding; what it sets in the record is set at once.

    The same answer twice changes nothing. An answer to a finding that somebody else answered
    after `revision` is refused with `EditedMeanwhile`.
    """
    summary = lock_summary(summary)
    finding = _open_finding(summary, finding)
    proposal = _wanted(finding, answer, values, summary.record)
    if _says_the_same(finding, answer, proposal):
        return finding
    is_others = finding.answer and finding.answered_by_id != getattr(by, "pk", None)
    if is_others and revision is not None and summary.revision != revision:
        raise EditedMeanwhile(summary)
    record = _without_answer(summary.record, finding)
    return _answer(summary, finding, answer, proposal, record, by)


@transaction.atomic
def withdraw_answer(summary, finding, *, by):
    """Take an answer back, and what it set in the record with it."""
    summary = lock_summary(summary)
    finding = _open_finding(summary, finding)
    store_record(summary, _without_answer(summary.record, finding), by)
    finding.answer, finding.answer_values = "", None
    finding.answered_by = finding.answered_at = None
    finding.save(update_fields=["answer", "answer_values", "answered_by", "answered_at"])
    return finding


@transaction.atomic
def answer_all_matched(summary, *, by):
    """One yes for every name that is exactly a record of the platform; gives how many."""
    summary = lock_summary(summary)
    matches = list(summary.findings.select_for_update().matches().unanswered())
    for finding in matches:
        _answer(summary, finding, FindingAnswer.ACCEPTED, finding.proposal, summary.record, by)
    return len(matches)


def _open_finding(summary, finding):
    """What was published with its answer stands; a correction has doubts of its own."""
    finding = summary.findings.select_for_update().get(pk=finding.pk)
    if finding.is_settled:
        raise IsPublished
    return finding


def _wanted(finding, answer, values, record):
    if answer == FindingAnswer.ACCEPTED:
        return finding.proposal or {"do": "keep"}
    if answer == FindingAnswer.CHANGED:
        return changed_proposal(finding, values or {}, record)
    return {"do": "keep"}


def _says_the_same(finding, answer, proposal):
    return finding.answer == answer and (finding.answer_values or {}).get("proposal") == proposal


def _without_answer(record, finding):
    return undone(record, (finding.answer_values or {}).get("changes", []))


def _answer(summary, finding, answer, proposal, record, by):
    try:
        changed = applied(record, proposal)
    except DoesNotApply as error:
        raise EditedMeanwhile(summary) from error
    changes = differences(record, changed)
    store_record(summary, changed, by)
    finding.answer = answer
    finding.answer_values = {"proposal": proposal, "changes": changes}
    finding.answered_by, finding.answered_at = by, timezone.now()
    finding.save(update_fields=["answer", "answer_values", "answered_by", "answered_at"])
    record_activity("answered", summary, by=by, code=finding.code, answer=str(answer))
    return finding
