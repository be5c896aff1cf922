"""A place is given back, and the next on the reserve list gets it, under the same quotas; once."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.applications.emails.evaluation import outcome_letters, write_evaluation_letters
from clusterhub.applications.handed_in import as_handed_in
from clusterhub.applications.judging_refusals import NotFunded
from clusterhub.applications.models import (
    AccessVerb,
    Award,
    MemberRole,
    Outcome,
    OutcomePlace,
    RoleKind,
)
from clusterhub.applications.operations.access import record_access
from clusterhub.applications.operations.locks import lock_hosted
from clusterhub.applications.operations.minutes import write_minute
from clusterhub.applications.operations.screening import demand_no_conflict
from clusterhub.applications.permissions import holds_now, member_of
from clusterhub.applications.ranking import Entry, Line, Place, Ranking, who_moves_up
from clusterhub.applications.refusals import NotAllowed
from clusterhub.funding.operations import recount_places
from clusterhub.letters.operations import post_many


@transaction.atomic
def give_back(outcome, *, by):
    """The team, or an officer for it, gives up what was granted; who moves up. Twice is once."""
    hosted = lock_hosted(outcome.application.hosted)
    outcome = _fresh(outcome)
    member = member_of(by, outcome.application)
    is_officer = holds_now(by, hosted, RoleKind.OFFICER)
    if not is_officer and (member is None or member.role != MemberRole.LEAD):
        raise NotAllowed
    if member is None or member.role != MemberRole.LEAD:
        demand_no_conflict(outcome.application, by)
    if outcome.gave_back_at is not None:
        return []
    award = Award.objects.filter(outcome=outcome).first()
    if not outcome.is_funded or (award and award.signed_on):
        raise NotFunded
    outcome.gave_back_at = now = timezone.now()
    outcome.save(update_fields=["gave_back_at"])
    reference = outcome.application.reference
    write_minute(hosted, "given back", _("%s is given back.") % reference, by=by)
    as_what = RoleKind.OFFICER if is_officer else MemberRole.LEAD
    record_access(outcome.application, AccessVerb.DECIDED, by=by, as_what=as_what, what="gave back")
    moved = _move_up(hosted, outcome.decision, now, by)
    recount_places(hosted.call)
    return moved


def _move_up(hosted, decision, now, by):
    rows = decision.outcomes.exclude(rank=None)
    rows = rows.select_related("application__hosted", "application__lead_region").order_by("rank")
    as_handed_in([row.application for row in rows])
    by_number = {row.application.number: row for row in rows}
    ranking = Ranking(tuple(_line(row) for row in by_number.values()))
    standing = {number for number, row in by_number.items() if row.is_funded}
    has_left = {n for n, row in by_number.items() if row.application.withdrawn_at}
    gone = {n for n, row in by_number.items() if row.gave_back_at} | has_left
    rules = hosted.procedure.rules()
    moved = who_moves_up(ranking, rules, standing=standing, gone=gone)
    for number in moved:
        row = by_number[number]
        row.moved_up_at = now
        row.save(update_fields=["moved_up_at"])
        Award.objects.create(outcome=row)
        words = _("%(reference)s moves up from the reserve list (rank %(rank)s).")
        facts = {"reference": row.application.reference, "rank": row.rank}
        write_minute(hosted, "moved up", words % facts, by=by)
        if row.told_at:
            post_many(write_evaluation_letters, outcome_letters(row, "evaluation: moved up"))
    return [by_number[number] for number in moved]


def _line(row):
    application = row.application
    groups = {
        "country": row.country,
        "region": row.region,
        "applicant": str(application.lead_organisation_id or f"#{application.number}"),
    }
    amount = int(row.amount * 100)
    at = application.submitted_at
    entry = Entry(application.number, row.score, amount, groups, submitted_at=(row.rank, at))
    was = {OutcomePlace.FUNDED: Place.FUNDED, OutcomePlace.RESERVE: Place.RESERVE}
    return Line(entry, was.get(row.place, Place.NOT_FUNDED), row.rank)


def _fresh(outcome):
    rows = Outcome.objects.select_for_update(of=("self",))
    return rows.select_related("application__hosted__call", "decision").get(pk=outcome.pk)
