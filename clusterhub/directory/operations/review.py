"""A profile is handed in, taken, decided; every step under the lock of its organisation."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.assessing import assess, missing_basics
from clusterhub.directory.emails.review import email_decision, email_state_change
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import Change, Decision
from clusterhub.directory.operations.changes import ChangedMeanwhile, lock, make_move, settle
from clusterhub.directory.operations.ownership import demand_administrator, demand_judge
from clusterhub.directory.records import record_of, without_contacts
from clusterhub.directory.refusals import (
    AlreadyDecided,
    CriteriaMissing,
    NotComplete,
    ReasonsMissing,
    TakenByAnother,
)
from clusterhub.directory.states import NotReachable, Verb, verbs_from

LEAST_REASONS = 20  # Letters that a reason has at least.
VERBS = {
    Decision.PUBLISHED: Verb.PUBLISH,
    Decision.EMERGING: Verb.LIST_AS_EMERGING,
    Decision.RETURNED: Verb.RETURN,
}


@transaction.atomic
def submit_for_review(organisation, *, by, version=None):
    """Hand a profile in; a second click finds the first submission."""
    lock(organisation)
    demand_administrator(organisation, by)
    if waiting := organisation.submissions.open().filter(looks={}).first():
        return waiting
    if version not in (None, organisation.version):
        raise ChangedMeanwhile
    if missing := missing_basics(organisation):
        raise NotComplete(missing)
    for look in organisation.submissions.open():
        close(look, Decision.WITHDRAWN, "", by)  # Whoever reads the whole sees that, too.
    submission = hand_in(organisation, by)
    settle(organisation, by=by, fields=make_move(organisation, Verb.SUBMIT), changed=[])
    record_activity("submitted", organisation, by=by)
    return submission


def hand_in(organisation, by, **values):
    """Let a locked organisation wait for a validator, as it stands now."""
    return organisation.submissions.create(
        **values,
        submitted_by=by,
        submitted_at=timezone.now(),
        record=without_contacts(record_of(organisation)),
        criteria=[each.as_record() for each in assess(organisation).criteria],
    )


@transaction.atomic
def withdraw_submission(submission, *, by):
    """Take a profile back from review, to go on writing."""
    organisation = lock_open(submission)
    demand_administrator(organisation, by)
    fields = make_move(organisation, Verb.WITHDRAW)
    close(submission, Decision.WITHDRAWN, "", by)
    settle(organisation, by=by, fields=fields, changed=[])
    record_activity("took back from review", organisation, by=by)
    return submission


@transaction.atomic
def take_submission(submission, *, by):
    """Say who works on a case, so that no two read the same one."""
    organisation = lock_open(submission)
    demand_judge(organisation, by, submission)
    if submission.taken_by_id not in (None, by.pk):
        raise TakenByAnother
    submission.taken_by, submission.taken_at = by, timezone.now()
    submission.save(update_fields=["taken_by", "taken_at"])
    record_activity("took the case of", organisation, by=by)
    return submission


@transaction.atomic
def give_back(submission, *, by):
    """Let another validator take the case; the one who has it, or anyone when she is away."""
    organisation = lock_open(submission)
    demand_judge(organisation, by, submission)
    submission.taken_by, submission.taken_at = None, None
    submission.save(update_fields=["taken_by", "taken_at"])
    record_activity("gave back the case of", organisation, by=by)
    return submission


@transaction.atomic
def decide(submission, *, verdict, reasons="", by, version=None):
    """List, list as emerging, or return with reasons; the first of two decides."""
    organisation = lock_open(submission, version=version)
    demand_judge(organisation, by, submission)
    _demand_reasons(organisation, verdict, reasons)
    fields = make_move(organisation, VERBS[Decision(verdict)], reason=reasons[:500])
    close(submission, verdict, reasons, by)
    settle(organisation, by=by, fields=fields, changed=["state"], change=Change.REVIEWED)
    record_activity("decided on", organisation, by=by, verdict=str(verdict), reasons=reasons[:500])
    transaction.on_commit(partial(email_decision.enqueue, submission.pk))
    return submission


def open_verdicts(organisation, assessment):
    """The verdicts that `decide` would not refuse now, whatever the reasons are."""
    verbs = set(verbs_from(organisation.state))
    is_cluster = organisation.kind == OrganisationKind.CLUSTER_ORGANISATION
    shut = set() if is_cluster else {Decision.EMERGING}
    if is_cluster and assessment.stands_in_the_way:
        shut.add(Decision.PUBLISHED)
    return [verdict for verdict, verb in VERBS.items() if verb in verbs and verdict not in shut]


def _demand_reasons(organisation, verdict, reasons):
    is_cluster = organisation.kind == OrganisationKind.CLUSTER_ORGANISATION
    if verdict == Decision.EMERGING and not is_cluster:
        raise NotReachable("only a cluster organisation is emerging")
    needs_reasons = verdict == Decision.RETURNED
    if verdict == Decision.PUBLISHED and assess(organisation).stands_in_the_way:
        if is_cluster:
            raise CriteriaMissing
        needs_reasons = True
    if needs_reasons and len(reasons.strip()) < LEAST_REASONS:
        raise ReasonsMissing


@transaction.atomic
def suspend(organisation, *, reason, by):
    """Take a listed profile away until something is settled; its people read why."""
    lock(organisation)
    demand_judge(organisation, by)
    return _change_state(organisation, Verb.SUSPEND, "suspended", reason, by)


@transaction.atomic
def lift_suspension(organisation, *, by):
    """Show a suspended profile again, as it was listed before."""
    lock(organisation)
    demand_judge(organisation, by)
    return _change_state(organisation, Verb.LIFT, "lifted the suspension of", "", by)


@transaction.atomic
def archive(organisation, *, reason="", by):
    """Put a profile away; everything is kept."""
    lock(organisation)
    demand_administrator(organisation, by)
    return _change_state(organisation, Verb.ARCHIVE, "archived", reason, by)


@transaction.atomic
def reopen(organisation, *, by):
    """Make an archived profile a draft again."""
    lock(organisation)
    demand_administrator(organisation, by)
    return _change_state(organisation, Verb.REOPEN, "reopened", "", by)


def _change_state(organisation, verb, words, reason, by):
    if verb == Verb.SUSPEND and len(reason.strip()) < LEAST_REASONS:
        raise ReasonsMissing
    fields = make_move(organisation, verb, reason=reason[:500])
    for submission in organisation.submissions.open():
        close(submission, Decision.WITHDRAWN, reason, by)
    settle(organisation, by=by, fields=fields, changed=["state"], change=Change.REVIEWED)
    record_activity(words, organisation, by=by, reason=reason[:500])
    if verb in (Verb.SUSPEND, Verb.LIFT):
        transaction.on_commit(partial(email_state_change.enqueue, organisation.pk))
    return organisation


def lock_open(submission, version=None):
    organisation = lock(submission.organisation, version=version)
    submission.refresh_from_db()
    submission.organisation = organisation
    if submission.decided_at is not None:
        raise AlreadyDecided
    return organisation


def close(submission, verdict, reasons, by):
    """End a case; what that means for its organisation is for the caller to do."""
    submission.decided_at, submission.decided_by = timezone.now(), by
    submission.verdict, submission.reasons = verdict, reasons
    submission.save(update_fields=["decided_at", "decided_by", "verdict", "reasons"])
