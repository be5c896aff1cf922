"""What follows when an appeal was upheld: ranked with the right scores, by the rules of its cut-off."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.applications.emails.evaluation import remedy_letters, write_evaluation_letters
from clusterhub.applications.judging_refusals import NotYet
from clusterhub.applications.models import (
    AccessVerb,
    Appeal,
    Award,
    MoneyFrom,
    OutcomePlace,
    Remedy,
    RoleKind,
)
from clusterhub.applications.operations.access import record_access
from clusterhub.applications.operations.locks import demand_role, lock_hosted
from clusterhub.applications.operations.minutes import write_minute
from clusterhub.applications.operations.reserve import move_up
from clusterhub.applications.operations.scoring import checked_scores
from clusterhub.applications.operations.screening import demand_no_conflicts
from clusterhub.applications.ranking import Line, fits, rank
from clusterhub.applications.ranking.sentences import sentence
from clusterhub.applications.rounds import (
    entry_of,
    granted_elsewhere,
    round_of,
    rounds_of,
    rules_at,
    within_the_money,
)
from clusterhub.applications.standings import (
    entries_of,
    entry_with,
    names_for,
    standings_of,
)
from clusterhub.funding.operations import recount_places
from clusterhub.letters.operations import post_many


@dataclass(frozen=True)
class Proposal:
    """Where an application would stand with other scores, and whether the money suffices."""

    line: Line
    names: object
    money_suffices: bool

    @property
    def place(self):
        return OutcomePlace(str(self.line.place))

    @property
    def reason(self):
        return sentence(self.line, self.names)


def propose(appeal, scores):
    """Rank it anew in its cut-off; changes nothing. `BadScore` where a score is off the scale."""
    application = appeal.outcome.application
    hosted = application.hosted
    kept = checked_scores(hosted.procedure.scheme(), scores, all_of_them=True)
    rounds = rounds_of(hosted)
    part = round_of(application, rounds)
    standings = [each for each in standings_of(hosted) if part.holds(each.application)]
    own = next((s for s in standings if s.application.pk == application.pk), None)
    if own is None or own.amount is None:
        raise NotYet([_("It was withdrawn, or says no amount.")])
    entry = entry_with(own, hosted.procedure, _decimals(kept))
    others = _others(hosted, part, standings, application)
    granted = granted_elsewhere(part, before=part.decision.made_at)
    ranking = rank([*others, entry], rules_at(part), granted)
    line = next(line for line in ranking.lines if line.entry.number == entry.number)
    funded = within_the_money(part.decision.outcomes).select_related("application__lead_region")
    taken = [*map(entry_of, funded), *granted_elsewhere(part)]
    latest = [each for each in rounds if each.decision][-1]
    suffices = fits(entry, [replace(each, score=Decimal(0)) for each in taken], rules_at(latest))
    return Proposal(line, names_for(hosted, standings), suffices)


def _others(hosted, part, standings, application):
    """Everybody else as they stand now: with what earlier appeals have put right."""
    rows = Remedy.objects.filter(appeal__outcome__decision=part.decision)
    right = dict(rows.values_list("appeal__outcome__application", "scores"))
    found = {entry.number: entry for entry in entries_of(hosted, standings)}
    for each in standings:
        if each.application.pk in right:
            scores = _decimals(right[each.application.pk])
            found[each.application.number] = entry_with(each, hosted.procedure, scores)
    found.pop(application.number, None)
    return list(found.values())


def _decimals(scores):
    return {key: Decimal(score) for key, score in scores.items()}


@transaction.atomic
def put_right(appeal, *, scores, reasons, money_words="", by):
    """Give an application the rank that it has with these scores, and the award that goes with it.
    What was granted to others stays; where the budget does not suffice for one more, `money_words`
    say where the money comes from. Minuted and told, once."""
    hosted = lock_hosted(appeal.outcome.application.hosted)
    demand_role(by, hosted, RoleKind.OFFICER)
    appeal = _fresh(appeal, hosted)
    outcome = appeal.outcome
    rows = outcome.decision.outcomes.select_related("application__hosted")
    demand_no_conflicts([row.application for row in rows], by)
    if found := Remedy.objects.filter(appeal=appeal).first():
        return found
    _demand_open(appeal, hosted)
    proposal = propose(appeal, scores)
    is_funded = proposal.place == OutcomePlace.FUNDED
    if is_funded and not proposal.money_suffices and not money_words:
        raise NotYet([_("The budget does not suffice: say where the money comes from.")])
    remedy = _write(appeal, proposal, scores, reasons, money_words if is_funded else "", by)
    if is_funded:
        Award.objects.create(outcome=outcome)
    if proposal.place == OutcomePlace.RESERVE:
        move_up(hosted, outcome.decision, remedy.made_at, by)
    post_many(write_evaluation_letters, remedy_letters(remedy))
    recount_places(hosted.call)
    return remedy


def _fresh(appeal, hosted):
    rows = Appeal.objects.select_related("outcome__application", "outcome__decision")
    appeal = rows.get(pk=appeal.pk)
    appeal.outcome.application.hosted = hosted
    return appeal


def _demand_open(appeal, hosted):
    """Upheld; not funded yet; and of a stage that grants something: a first one has invited it."""
    if not appeal.is_upheld or hosted.second_stage():
        raise NotYet
    outcome = appeal.outcome
    if outcome.is_funded or outcome.gave_back_at or outcome.application.withdrawn_at:
        raise NotYet([_("It is funded already, given back, or withdrawn.")])


def _write(appeal, proposal, scores, reasons, money_words, by):
    """The remedy, the outcome that it changes, and the minute with both."""
    outcome, line, now = appeal.outcome, proposal.line, timezone.now()
    before = {"place": outcome.place, "rank": outcome.rank}
    before["score"] = None if outcome.score is None else str(outcome.score)
    source = ""
    if proposal.place == OutcomePlace.FUNDED:
        source = MoneyFrom.LEFT if proposal.money_suffices else MoneyFrom.BEYOND
    scheme = appeal.outcome.application.hosted.procedure.scheme()
    remedy = Remedy.objects.create(
        appeal=appeal,
        scores=checked_scores(scheme, scores, all_of_them=True),
        place=proposal.place,
        before=before,
        money_from=source,
        money_words=money_words if source == MoneyFrom.BEYOND else "",
        reasons=reasons,
        made_at=now,
        made_by=by,
    )
    after = {
        "place": str(proposal.place),
        "rank": line.rank,
        "score": line.entry.score,
        "amount": Decimal(line.entry.amount) / 100,
        "reason": proposal.reason,
        "letter_reason": sentence(line, proposal.names, with_ranks=False),
        "remedied_at": now,
    }
    for name, value in after.items():
        setattr(outcome, name, value)
    outcome.save(update_fields=list(after))
    _note(remedy, before, after, by)
    return remedy


def _note(remedy, before, after, by):
    application = remedy.appeal.outcome.application
    words = _("After its appeal %(reference)s stands at “%(after)s” and not at “%(before)s”.")
    if before["place"] == after["place"]:
        words = _("After its appeal %(reference)s stays at “%(after)s”.")
    facts = {"reference": application.reference, "after": remedy.get_place_display()}
    record = {"scores": remedy.scores, "money_from": remedy.money_from, "reasons": remedy.reasons}
    record |= {"money_words": remedy.money_words, "before": before, "application": application.pk}
    record["after"] = {name: after[name] for name in ("place", "rank", "score", "amount")}
    said = words % (facts | {"before": remedy.was})
    write_minute(application.hosted, "appeal followed", said, by=by, **record)
    what = f"after the appeal: {after['place']}, {after['rank'] or '–'}"
    record_access(application, AccessVerb.DECIDED, by=by, as_what=RoleKind.OFFICER, what=what)


def is_to_be_put_right(outcome):
    """Whether an upheld appeal still waits for what follows from it."""
    appeal = Appeal.objects.filter(outcome=outcome, is_upheld=True, remedy=None).first()
    if appeal is None:
        return False
    return not (outcome.is_funded or outcome.gave_back_at or outcome.application.withdrawn_at)
