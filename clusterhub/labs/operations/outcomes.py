"""What came of a group: members report, the team confirms, and then everybody reads it."""

from django.db import transaction
from django.utils import timezone

from clusterhub.events.operations.text import one_line
from clusterhub.labs.actors import Actor
from clusterhub.labs.models import Outcome, OutcomeState
from clusterhub.labs.operations.board import lock_board, note
from clusterhub.labs.operations.people import fresh, lock_lab
from clusterhub.labs.operations.refusals import TooMany
from clusterhub.labs.operations.setting_up import demand_team
from clusterhub.labs.operations.telling import tell_of_outcome

MOST_OUTCOMES = 60


@transaction.atomic
def report_outcome(group, *, kind, on, words="", by):
    """Said twice on one day is said once."""
    group = lock_board(group, by)
    same = group.outcomes.filter(kind=kind, on=on).exclude(state=OutcomeState.REFUSED)
    if found := same.first():
        return found
    if group.outcomes.count() >= MOST_OUTCOMES:
        raise TooMany(MOST_OUTCOMES)
    outcome = Outcome.objects.create(
        group=group,
        kind=kind,
        on=on,
        words=one_line(words)[:500],
        said_by=by.person,
        said_at=timezone.now(),
    )
    note("reported an outcome of", group, by, kind=kind, on=on.isoformat())
    return outcome


@transaction.atomic
def decide_outcome(outcome, *, is_confirmed, by):
    """Confirmed, everybody reads it; the team may change its mind."""
    group = outcome.group
    group.lab = lock_lab(group.lab)
    demand_team(by, group.lab.event)
    outcome = fresh(group.outcomes.all(), outcome)
    state = OutcomeState.CONFIRMED if is_confirmed else OutcomeState.REFUSED
    if outcome.state == state:
        return outcome
    outcome.state = state
    outcome.decided_at, outcome.decided_by = timezone.now(), by
    outcome.save(update_fields=["state", "decided_at", "decided_by"])
    verb = "confirmed an outcome of" if is_confirmed else "did not confirm an outcome of"
    tell_of_outcome(outcome, by=by)
    note(verb, group, Actor(user=by), kind=outcome.kind)
    return outcome
