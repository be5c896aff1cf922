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
from clusterhub.applications.ranking import Line, Place, Ranking, who_moves_up
from clusterhub.applications.refusals import NotAllowed
from clusterhub.applications.rounds import (
    entry_of,
    granted_elsewhere,
    rounds_of,
    rules_at,
    within_the_money,
)
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
    moved = move_up(hosted, outcome.decision, now, by)
    recount_places(hosted.call)
    return moved


def move_up(hosted, decision, now, by):
    """Whoever the rules let in now, from the reserve list of one decision; minuted and told."""
    rows = decision.outcomes.exclude(rank=None)
    rows = rows.select_related("application__hosted", "application__lead_region")
    as_handed_in([row.application for row in rows])
    by_number = {row.application.number: row for row in rows}
    ranking = Ranking(tuple(_line(row) for row in by_number.values()))
    paid = set(within_the_money(decision.outcomes).values_list("pk", flat=True))
    standing = {number for number, row in by_number.items() if row.pk in paid}
    has_left = {n for n, row in by_number.items() if row.application.withdrawn_at}
    gone = {n for n, row in by_number.items() if row.gave_back_at} | has_left
    # At the latest cut-off that is decided: what that one could spend is there for the reserve, too.
    rounds = [each for each in rounds_of(hosted) if each.decision]
    part = next(each for each in rounds if each.decision == decision)
    rules = rules_at(rounds[-1])
    elsewhere = granted_elsewhere(part)
    moved = who_moves_up(ranking, rules, standing=standing, gone=gone, elsewhere=elsewhere)
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
    was = {OutcomePlace.FUNDED: Place.FUNDED, OutcomePlace.RESERVE: Place.RESERVE}
    return Line(entry_of(row), was.get(row.place, Place.NOT_FUNDED), row.rank)


def _fresh(outcome):
    rows = Outcome.objects.select_for_update(of=("self",))
    return rows.select_related("application__hosted__call", "decision").get(pk=outcome.pk)
