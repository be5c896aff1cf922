"""Handing in, as often as the deadline allows; withdrawing; being let in late."""

from dataclasses import dataclass

from django.db import OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from clusterhub.applications.conflict_facts import domains_of
from clusterhub.applications.emails import receipt_letter, write_receipts
from clusterhub.applications.freezing import is_judged
from clusterhub.applications.models import (
    AccessVerb,
    Application,
    Decision,
    LateRule,
    MemberRole,
    RoleKind,
)
from clusterhub.applications.operations.access import record_access
from clusterhub.applications.operations.locks import (
    demand_member,
    demand_role,
    lock_application,
    lock_hosted,
)
from clusterhub.applications.operations.screening import demand_no_conflict, lock_both
from clusterhub.applications.reading import Contents
from clusterhub.applications.refusals import (
    Frozen,
    Incomplete,
    NotAllowed,
    NotOpen,
    TooLate,
)
from clusterhub.applications.snapshots import digest_of
from clusterhub.applications.timing import EXCEPTION, timing_of
from clusterhub.letters.operations import post_many
from clusterhub.web.database_trouble import BUSY, trouble_of

TRIES = 5


@dataclass(frozen=True)
class Prepared:
    """An application read before anybody is kept waiting, with what it was read of."""

    stamp: tuple
    record: dict
    problems: dict
    digest: str
    domains: list


def submit_application(application, *, by, received_at):
    """Hand in what stands there now. `received_at` is when the request reached us: waiting for
    others makes nobody late, and a database that is too busy for a moment is asked again."""
    tries = 1 if connection.in_atomic_block else TRIES
    while True:
        tries -= 1
        try:
            return _submit(application, _prepare(application), by, received_at)
        except OperationalError as error:
            if not tries or trouble_of(error) != BUSY:
                raise


def _prepare(application):
    """Outside the transaction, so that this one is short: in the last minute all take turns."""
    rows = Application.objects.select_related(
        "hosted__call", "form", "lead_organisation", "lead_region"
    )
    return _prepared(rows.get(pk=application.pk))


def _prepared(application):
    contents = Contents(application)
    record = contents.record()
    stamp, domains = _stamp(application), domains_of(application)
    return Prepared(stamp, record, contents.problems, digest_of(record), domains)


def _stamp(application):
    return application.changed_at, application.form_id


@transaction.atomic
def _submit(application, prepared, by, received_at):
    if application.late_exceptions.filter(ended_at=None).exists():
        lock_hosted(application.hosted)  # After the deadline the desk works on it; few come then.
    application = lock_application(application)
    member = demand_member(by, application, MemberRole.LEAD)
    if not (application.is_test or _takes(application.hosted, received_at)):
        raise NotOpen
    exception = application.late_exceptions.filter(ended_at=None).first()
    timing = timing_for(application, received_at, exception)
    _demand_nothing_said(application, timing.deadline)
    if not timing.is_taken:
        raise TooLate(timing.deadline)
    if prepared.stamp != _stamp(application):  # Somebody wrote in between.
        prepared = _prepared(application)
    if prepared.problems:
        raise Incomplete(prepared.problems)
    same = _same(application, prepared, timing) if application.submitted_at else None
    if same is not None:
        return same
    return _store(application, prepared, timing, exception, member, received_at)


def _demand_nothing_said(application, deadline):
    """What was judged is not replaced under its scores, nor what was decided; a cut-off that is decided
    takes nobody in any more."""
    of_it = Q(outcomes__application=application)
    of_it |= Q(cut_off=deadline) if deadline else Q()
    if Decision.objects.filter(of_it, hosted=application.hosted_id).exists():
        raise NotOpen
    if application.submitted_at and is_judged(application):
        raise Frozen


def _same(application, prepared, timing):
    """What a second click hands in stands there already."""
    if application.withdrawn_at or application.cut_off != timing.deadline:
        return None
    last = application.submissions.order_by("-number").defer("snapshot").first()
    return last if last.digest == prepared.digest else None


def _takes(hosted, received_at):
    is_open = hosted.opened_at is not None and hosted.call.published_at is not None
    return is_open and not hosted.is_halted(received_at)


def timing_for(application, received_at, exception=None):
    """What the clock says of this application at a moment."""
    hosted = application.hosted
    bound = application.cut_off if application.withdrawn_at is None else None
    return timing_of(
        received_at,
        hosted.deadlines(),
        grace_minutes=hosted.grace_minutes,
        bound_to=bound,
        excepted_until=exception.until if exception else None,
    )


def _store(application, prepared, timing, exception, member, received_at):
    now, by, deadline = timezone.now(), member.person, timing.deadline
    submission = application.submissions.create(
        number=application.submissions.count() + 1,
        form=application.form,
        received_at=received_at,
        closes_at=deadline.closes_at,
        cut_off=deadline,
        time_zone=deadline.time_zone,
        lateness=timing.lateness,
        exception=exception if timing.lateness == EXCEPTION else None,
        submitted_by=by,
        snapshot=prepared.record,
        digest=prepared.digest,
        contact_domains=prepared.domains,
        stored_at=now,
    )
    if application.submitted_at:  # What was said, was said of the one before.
        application.screenings.filter(ended_at=None).update(ended_at=now)
    application.submitted_at, application.cut_off = received_at, deadline
    application.withdrawn_at = application.withdrawn_by = None
    application.save(update_fields=["submitted_at", "cut_off", "withdrawn_at", "withdrawn_by"])
    what = f"{submission.number}, {submission.lateness}, {submission.digest}"
    record_access(application, AccessVerb.SUBMITTED, by=by, as_what=member.role, what=what, now=now)
    if not application.is_test:
        team = application.members.joined().select_related("person")
        post_many(write_receipts, [receipt_letter(submission, one) for one in team])
    return submission


@transaction.atomic
def note_refused(application, *, by, received_at, why):
    """Somebody tried to hand in and was refused; that stays in the log, for a later dispute."""
    what = f"{why}, {received_at.isoformat()}"
    return record_access(application, AccessVerb.REFUSED, by=by, as_what="lead", what=what)


@transaction.atomic
def withdraw_application(application, *, by):
    """Take it out of the competition; before the deadline it can be handed in again. What is funded
    is given back: then somebody moves up."""
    _hosted, application = lock_both(application)
    member = demand_member(by, application, MemberRole.LEAD)
    if application.submitted_at is None or application.withdrawn_at is not None:
        return application
    outcome = getattr(application, "outcome", None)
    if outcome is not None and outcome.is_funded:
        raise NotAllowed
    application.withdrawn_at, application.withdrawn_by = timezone.now(), by
    application.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record_access(application, AccessVerb.WITHDREW, by=by, as_what=member.role)
    return application


@transaction.atomic
def grant_exception(application, *, until, reason, by):
    """Let one application in after the deadline, until a moment and for a reason that stays; while
    nothing is said of it yet, and by somebody who is not tied to it."""
    hosted, application = lock_both(application)
    demand_role(by, hosted, RoleKind.OFFICER)
    now = timezone.now()
    if hosted.late_rule != LateRule.EXCEPTION or until <= now:
        raise NotAllowed
    _demand_nothing_said(application, timing_for(application, now).deadline)
    demand_no_conflict(application, by)
    application.late_exceptions.filter(ended_at=None).update(ended_at=now)
    exception = application.late_exceptions.create(
        until=until, reason=reason, granted_by=by, granted_at=now
    )
    what = f"{until.isoformat()}: {reason}"
    record_access(application, AccessVerb.EXCEPTED, by=by, as_what=RoleKind.OFFICER, what=what)
    return exception
