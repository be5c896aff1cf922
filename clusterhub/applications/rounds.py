"""The cut-offs of a hosted call: each is screened, ranked, decided and told for itself, and leaves what
it does not spend to the next."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clusterhub.applications.handed_in import as_handed_in
from clusterhub.applications.models import (
    Application,
    Decision,
    HostedCall,
    MoneyFrom,
    Outcome,
    Remedy,
)
from clusterhub.applications.models.deciding import FUNDED
from clusterhub.applications.ranking import Entry
from clusterhub.applications.ranking.sentences import money
from clusterhub.funding.models import Deadline


@dataclass
class Round:
    """One cut-off of one stage, and what was decided for it. Without any there is one round."""

    hosted: HostedCall
    cut_off: Deadline | None
    decision: Decision | None
    position: int  # From 1, in the order of the deadlines.
    is_last: bool
    is_alone: bool

    @property
    def key(self):
        """What stands for it in addresses; 0 where there is nothing to tell apart."""
        return 0 if self.is_alone or self.cut_off is None else self.cut_off.pk

    @property
    def is_over(self):
        now = timezone.now()
        return self.cut_off is not None and self.hosted.takes_until(self.cut_off.closes_at) <= now

    def holds(self, application):
        """Whether this application is judged here. What was decided stays where it was; what knows no
        cut-off any more belongs to the last."""
        if outcome := getattr(application, "outcome", None):
            return self.decision is not None and outcome.decision_id == self.decision.pk
        if application.cut_off_id is None:
            return self.is_last
        return self.cut_off is not None and application.cut_off_id == self.cut_off.pk


def rounds_of(hosted):
    """All of its stage, in order of time; two queries."""
    deadlines = hosted.deadlines()
    made = list(hosted.decisions.select_related("minute", "made_by"))
    by_cut_off = {each.cut_off_id: each for each in made}
    rows = [(each, by_cut_off.pop(each.pk, None)) for each in deadlines]
    # A deadline that was taken away since leaves its decision.
    rows = [(None, each) for each in by_cut_off.values()] + rows
    is_alone = len(rows) < 2
    return [
        Round(hosted, cut_off, decision, number, number == len(rows), is_alone)
        for number, (cut_off, decision) in enumerate(rows or [(None, None)], 1)
    ]


def round_of(application, rounds=None):
    """The round in which an application is judged."""
    rounds = rounds or rounds_of(application.hosted)
    return next((each for each in rounds if each.holds(application)), rounds[-1])


def is_decided(application):
    """Whether its round is decided; then nothing that was said of it changes any more."""
    return round_of(application).decision is not None


def waiting_rounds(hosted, rounds):
    """Those that are over and have applications on which nothing is decided."""
    if all(each.decision or not each.is_over for each in rounds):
        return []
    rows = Application.objects.unsealed([hosted.pk]).filter(hosted=hosted, outcome=None)
    cut_offs = set(rows.order_by().values_list("cut_off", flat=True).distinct())
    return [
        each
        for each in rounds
        if each.decision is None
        and each.is_over
        and (each.cut_off.pk in cut_offs or (each.is_last and None in cut_offs))
    ]


def present_round(hosted, rounds):
    """Where there is something to do, else the last one decided, else the first."""
    waiting = [] if len(rounds) == 1 else waiting_rounds(hosted, rounds)
    made = [each for each in rounds if each.decision]
    return (waiting or made[-1:] or rounds)[0]


def label_of(part):
    """What a cut-off is called: by its label, and its day there."""
    if part.cut_off is None:
        return _("a cut-off that was taken away") if part.decision else ""
    day = date_format(part.cut_off.day, "j F Y")
    label = part.cut_off.label or _("cut-off %s") % part.position
    return f"{label}, {day}"


def said_of(part, words):
    """A sentence of a minute; where there are several cut-offs it says of which."""
    return words if part.is_alone else f"{label_of(part)}: {words}"


def rules_at(part):
    """The rules as they bind up to this cut-off: what the ones before left can be spent, too."""
    procedure = part.hosted.procedure
    rules = procedure.rules()
    if procedure.cut_off_budget is None:
        return rules
    share = int(procedure.cut_off_budget * 100) * part.position
    return replace(rules, budget=share if rules.budget is None else min(rules.budget, share))


def left_for(hosted):
    """Where there are several cut-offs: what this one may spend, or what it leaves; a sentence or ""."""
    part = hosted.part
    if part.is_alone or getattr(hosted, "procedure", None) is None:
        return ""
    rules, elsewhere = rules_at(part), granted_elsewhere(part)
    if rules.budget is None:
        return ""
    own = within_the_money(part.decision.outcomes) if part.decision else ()
    spent = sum(each.amount for each in elsewhere) + sum(int(row.amount * 100) for row in own)
    left = money(max(0, rules.budget - spent))
    if part.decision:
        return _("%s are left for the cut-offs to come.") % left
    return _("%s can be spent in this cut-off.") % left


def granted_elsewhere(part, *, before=None):
    """What other cut-offs have granted and count against the same budget and quotas, as entries of a
    ranking; `before`: only what was decided before that moment."""
    rows = within_the_money(Outcome.objects.filter(decision__hosted=part.hosted.pk))
    rows = rows.filter(decision__made_at__lt=before) if before else rows
    if part.decision is not None:
        rows = rows.exclude(decision=part.decision.pk)
    rows = list(rows.select_related("application__lead_region").order_by("application__number"))
    as_handed_in([row.application for row in rows])
    return [replace(entry_of(row), score=Decimal(0)) for row in rows]


def within_the_money(outcomes):
    """Those that are funded now out of the call's own budget."""
    beyond = Remedy.objects.filter(money_from=MoneyFrom.BEYOND).values("appeal__outcome")
    return outcomes.filter(FUNDED).exclude(pk__in=beyond)


def entry_of(outcome):
    """As the ranking of its cut-off saw it: by what was decided."""
    application = outcome.application
    groups = {
        "country": outcome.country,
        "region": outcome.region,
        "applicant": str(application.lead_organisation_id or f"#{application.number}"),
    }
    at = (outcome.rank, application.submitted_at)
    cents = int(outcome.amount * 100)
    return Entry(application.number, outcome.score, cents, groups, submitted_at=at)
