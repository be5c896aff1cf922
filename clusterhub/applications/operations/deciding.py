"""The decision: made once, from the ranking of that moment, and told to everybody with reasons."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.applications.emails.evaluation import outcome_letters, write_evaluation_letters
from clusterhub.applications.judging_refusals import NotYet, RulesNotFixed
from clusterhub.applications.models import (
    AccessVerb,
    Award,
    Decision,
    Outcome,
    OutcomePlace,
    Procedure,
    RoleKind,
)
from clusterhub.applications.operations.access import record_access
from clusterhub.applications.operations.locks import demand_role, demand_round, lock_hosted
from clusterhub.applications.operations.minutes import write_minute
from clusterhub.applications.operations.screening import demand_no_conflicts
from clusterhub.applications.operations.stages import carry_over, demand_ready
from clusterhub.applications.ranking import Place
from clusterhub.applications.ranking.sentences import sentence, tie_sentence
from clusterhub.applications.rounds import label_of, rounds_of, said_of, waiting_rounds
from clusterhub.applications.standings import missing_in, names_for, ranking_of, standings_in
from clusterhub.funding.operations import recount_places, set_moment
from clusterhub.letters.operations import post_many


@transaction.atomic
def decide(hosted, *, by, cut_off=0):
    """Fix the ranking of a cut-off as it stands now, as a minute. Two officers at once decide once."""
    hosted = lock_hosted(hosted)
    demand_role(by, hosted, RoleKind.OFFICER)
    part = demand_round(hosted, cut_off)
    if part.decision is not None:
        return part.decision
    procedure = Procedure.objects.filter(hosted=hosted).first()
    if procedure is None or procedure.fixed_at is None:
        raise RulesNotFixed
    standings = standings_in(part)
    demand_no_conflicts([each.application for each in standings], by)
    missing = missing_in(standings) + undecided_before(part)
    if missing or not standings or not part.is_over:
        raise NotYet(missing)
    ranking = ranking_of(part, standings)
    lines = lines_of(hosted, standings, ranking)
    facts = {"chosen": len(ranking.funded), "count": len(standings)}
    words = said_of(part, _words_of(lines) % facts)
    minute = write_minute(hosted, "decision", words, by=by, lines=[_plain(each) for each in lines])
    decision = Decision.objects.create(
        hosted=hosted, cut_off=part.cut_off, minute=minute, made_at=timezone.now(), made_by=by
    )
    _store(decision, lines, by)
    recount_places(hosted.call)
    return decision


def undecided_before(part):
    """One cut-off after the other: what an earlier one leaves is known when the next is decided."""
    rounds = rounds_of(part.hosted)
    waiting = [
        each for each in waiting_rounds(part.hosted, rounds) if each.position < part.position
    ]
    return [_("Decide first: %s.") % label_of(each) for each in waiting]


def lines_of(hosted, standings, ranking):
    """One line for each application, with its reasons in words: for the minute and for its letter."""
    names = names_for(hosted, standings)
    places = INVITING if names.invites else {}
    by_number = {each.application.number: each.application for each in standings}
    found = [
        {
            "application": by_number[line.entry.number],
            "place": str(places.get(line.place, line.place)),
            "rank": line.rank,
            "score": line.entry.score,
            "amount": Decimal(line.entry.amount) / 100,
            "reason": sentence(line, names),
            "tie": tie_sentence(line.tie, names) if line.tie else "",
            "letter_reason": sentence(line, names, with_ranks=False),
        }
        for line in ranking.lines
    ]
    return found + [_ineligible(each) for each in standings if each.is_out]


# A first stage gives no money, and nobody moves up in it.
INVITING = {Place.FUNDED: OutcomePlace.INVITED, Place.RESERVE: OutcomePlace.NOT_FUNDED}


def _words_of(lines):
    if any(line["place"] == OutcomePlace.INVITED for line in lines):
        return _("The first stage is decided: %(chosen)s of %(count)s applications are invited.")
    return _("The ranking is decided: %(chosen)s of %(count)s applications are funded.")


def _ineligible(standing):
    reason = _("Not eligible: %s") % standing.screening.reason
    return {
        "application": standing.application,
        "place": "ineligible",
        "rank": None,
        "score": None,
        "amount": Decimal(0),
        "reason": reason,
        "tie": "",
        "letter_reason": reason,
    }


def _plain(line):
    """For the minute: numbers and words, no names of people."""
    application = line["application"]
    return {
        "application": application.reference,
        "place": line["place"],
        "rank": line["rank"],
        "score": None if line["score"] is None else str(line["score"]),
        "amount": str(line["amount"]),
        "reason": " ".join(filter(None, (line["reason"], line["tie"]))),
    }


def _store(decision, lines, by):
    for line in lines:
        application = line["application"]
        outcome = Outcome.objects.create(
            application=application,
            decision=decision,
            country=str(application.lead_country_id or ""),
            region=application.lead_region.code if application.lead_region else "",
            reason=" ".join(filter(None, (line["reason"], line["tie"]))),
            **{name: line[name] for name in ("place", "rank", "score", "amount", "letter_reason")},
        )
        if outcome.place == OutcomePlace.FUNDED:
            Award.objects.create(outcome=outcome)
        what = f"{outcome.place}, {outcome.rank or '–'}"
        record_access(application, AccessVerb.DECIDED, by=by, as_what=RoleKind.OFFICER, what=what)


@transaction.atomic
def post_decision_letters(hosted, *, by, cut_off=0):
    """Tell everybody, once; with the letter the days for appeals begin. How many letters went out."""
    hosted = lock_hosted(hosted)
    demand_role(by, hosted, RoleKind.OFFICER)
    part = demand_round(hosted, cut_off)
    decision = part.decision
    if decision is None:
        raise NotYet
    if decision.letters_at:
        return 0
    now = timezone.now()
    until = now + timedelta(days=hosted.procedure.appeal_days)
    outcomes = decision.outcomes.select_related("application__hosted", "application__form")
    if second := hosted.second_stage():
        demand_ready(second, now)
        staying = outcomes.filter(application__withdrawn_at=None)
        for outcome in staying.filter(place=OutcomePlace.INVITED):
            carry_over(outcome.application, second, by=by, now=now)
    count = post_many(
        write_evaluation_letters,
        [letter for outcome in outcomes for letter in outcome_letters(outcome)],
    )
    outcomes.update(told_at=now, appeal_until=until)
    decision.letters_at = now
    decision.save(update_fields=["letters_at"])
    words = said_of(part, _("The decision is told to everybody: %s letters.") % count)
    write_minute(hosted, "letters", words, by=by, appeal_until=until.isoformat())
    return count


@transaction.atomic
def publish_results(hosted, *, by, cut_off=0):
    """Let everybody read the results, without names of whom was not funded; once. With those of the
    last cut-off the call has its results."""
    hosted = lock_hosted(hosted)
    demand_role(by, hosted, RoleKind.PUBLISHER, RoleKind.OFFICER)
    part = demand_round(hosted, cut_off)
    decision = part.decision
    if decision is None or decision.letters_at is None or hosted.second_stage():
        raise NotYet  # Results are those of the last stage.
    if decision.published_at is None:
        decision.published_at = timezone.now()
        decision.save(update_fields=["published_at"])
        words = said_of(part, _("The results are published."))
        write_minute(hosted, "results", words, by=by)
        if _is_all_out(hosted):
            set_moment(hosted.call, moment="results_at", at=decision.published_at, by=by)
    return decision


def _is_all_out(hosted):
    """Nothing comes any more: every deadline is over, and what came for it is decided and published."""
    rounds = rounds_of(hosted)
    made = [each.decision for each in rounds if each.decision]
    is_over = all(each.is_over for each in rounds if each.cut_off)
    return (
        is_over and all(each.published_at for each in made) and not waiting_rounds(hosted, rounds)
    )
