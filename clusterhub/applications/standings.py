"""Where the applications to a call stand: scores, what is missing, and the ranking of today."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from clusterhub.applications.handed_in import as_handed_in
from clusterhub.applications.models import (
    Application,
    Conflict,
    Evaluation,
    Screening,
    Submission,
    Verdict,
)
from clusterhub.applications.questions import as_number
from clusterhub.applications.ranking import Entry, TieKind, rank
from clusterhub.applications.ranking.sentences import Names
from clusterhub.applications.rounds import granted_elsewhere, rules_at


@dataclass
class Standing:
    """One application with everything the panel needs of it."""

    application: Application
    screening: Screening | None
    sheets: list  # Evaluations that count.
    evaluations: list  # All of them.
    assigned: list
    consensus: object = None
    scores: dict = field(default_factory=dict)
    total: Decimal | None = None
    said: dict = field(default_factory=dict)  # Answers that a rule needs.
    amount: Decimal | None = None
    ties: list = field(default_factory=list)

    @property
    def is_eligible(self):
        return self.screening is not None and self.screening.verdict == Verdict.YES

    @property
    def is_out(self):
        return self.screening is not None and self.screening.verdict == Verdict.NO

    @property
    def doubtful(self):
        """Sheets that count, of somebody to whom a tie was found since."""
        tied = {each.person_id for each in self.ties}
        return [each for each in self.sheets if each.assignment.evaluator_id in tied]

    @property
    def given_count(self):
        return len(self.sheets)


def standings_of(hosted):
    """All that were handed in and whose deadline is over, as they were handed in; a fixed number of
    queries."""
    procedure = getattr(hosted, "procedure", None)
    scheme = procedure.scheme() if procedure else None
    evaluations = Evaluation.objects.select_related("assignment__evaluator")
    rows = (
        Application.objects.unsealed([hosted.pk])
        .filter(hosted=hosted)
        .select_related("hosted__call", "lead_organisation", "lead_country", "lead_region")
        .select_related("consensus", "outcome")
        .prefetch_related(
            Prefetch("screenings", Screening.objects.filter(ended_at=None)),
            Prefetch("conflicts", Conflict.objects.standing().select_related("person")),
            Prefetch("assignments__evaluation", evaluations),
            "assignments__evaluator",
        )
        .order_by("number")
    )
    found = [_standing(row, procedure, scheme) for row in as_handed_in(list(rows))]
    if procedure is not None:
        said = _said(found, procedure)
        for each in found:
            each.said = said.get(each.application.pk, {})
            each.amount = _amount(each, procedure)
    return found


def _amount(standing, procedure):
    """The same for all, or what it asks for; None where it says no amount."""
    if procedure.amount is not None or not procedure.amount_key:
        return procedure.amount or Decimal(0)
    return as_number(standing.said.get(procedure.amount_key) or "")


def _standing(application, procedure, scheme):
    assignments = list(application.assignments.all())
    evaluations = [
        each.evaluation for each in assignments if getattr(each, "evaluation", None) is not None
    ]
    standing = Standing(
        application,
        next(iter(application.screenings.all()), None),
        [each for each in evaluations if each.counts],
        evaluations,
        [each for each in assignments if each.ended_at is None],
        getattr(application, "consensus", None),
        ties=list(application.conflicts.all()),
    )
    if scheme is not None:
        standing.scores = _scores(standing, procedure, scheme)
        standing.total = scheme.total(standing.scores)
    return standing


def _scores(standing, procedure, scheme):
    if procedure.has_consensus:
        settled = standing.consensus is not None and standing.consensus.settled_at
        given = standing.consensus.scores if settled else {}
        return {key: Decimal(score) for key, score in given.items()}
    waiting = [row for row in standing.assigned if not _is_given(row)]
    if waiting or not standing.sheets:
        return {}
    sheets = [{k: Decimal(v) for k, v in each.scores.items()} for each in standing.sheets]
    return scheme.means(sheets)


def _is_given(assignment):
    evaluation = getattr(assignment, "evaluation", None)
    return evaluation is not None and evaluation.given_at is not None


def missing_in(standings):
    """What is still to be done before a decision, as sentences."""
    found = []
    for each in standings:
        reference = each.application.reference
        if each.screening is None or each.screening.verdict == Verdict.ASK:
            found.append(_("%s is not screened.") % reference)
        elif each.is_eligible and each.doubtful:
            words = _(
                "%s was scored by somebody who is tied to it: lift the tie, or void the scores."
            )
            found.append(words % reference)
        elif each.is_eligible and each.total is None:
            found.append(_("%s has no final scores.") % reference)
        elif each.is_eligible and each.amount is None:
            found.append(_("%s says no amount.") % reference)
    return found


def standings_in(part):
    """Those of one cut-off."""
    return [each for each in standings_of(part.hosted) if part.holds(each.application)]


def ranking_of(part, standings):
    """The ranking by the rules of the call, of everything that has its scores."""
    return rank(entries_of(part.hosted, standings), rules_at(part), granted_elsewhere(part))


def entries_of(hosted, standings):
    """What goes into the ranking."""
    procedure, scheme = hosted.procedure, hosted.procedure.scheme()
    ready = [each for each in standings if each.is_eligible and each.total is not None]
    return [_entry(each, procedure, scheme) for each in ready]


def entry_with(standing, procedure, scores):
    """The same application with other scores, whatever was said of it before."""
    scheme = procedure.scheme()
    right = replace(standing, scores=scores, total=scheme.total(scores))
    return _entry(right, procedure, scheme)


def _entry(standing, procedure, scheme):
    application = standing.application
    values = standing.said
    flags = {row["of"] for row in procedure.ties if row["kind"] == TieKind.FLAG}
    groups = {
        "country": application.lead_country_id or "",
        "region": application.lead_region.code if application.lead_region else "",
        "applicant": str(application.lead_organisation_id or f"#{application.number}"),
    }
    return Entry(
        application.number,
        standing.total,
        int((standing.amount or Decimal(0)) * 100),
        {name: str(value) for name, value in groups.items()},
        standing.scores,
        frozenset(key for key in flags if values.get(key) in (True, "yes", "Yes")),
        application.submitted_at,
        scheme.misses(standing.scores, standing.total),
    )


def _said(standings, procedure):
    """Answers of what was handed in, when a rule needs them; the latest submission counts."""
    if not procedure.amount_key and not any(row["kind"] == TieKind.FLAG for row in procedure.ties):
        return {}
    pks = [each.application.pk for each in standings]
    rows = Submission.objects.filter(application__in=pks).order_by("number")
    found = {}
    for pk, snapshot in rows.values_list("application", "snapshot"):
        sections = snapshot["form"]["sections"]
        found[pk] = {q["key"]: _plain(q) for part in sections for q in part["questions"]}
    return found


def _plain(question):
    """The sum of a budget stands for it: its last column."""
    return question["totals"][-1] if question.get("totals") else question["value"]


def names_for(hosted, standings):
    """What countries, regions and criteria are called in sentences."""
    values, labels = {}, {"country": _("country"), "region": _("region")}
    for each in standings:
        application = each.application
        if application.lead_country:
            values["country", str(application.lead_country_id)] = str(application.lead_country)
        if application.lead_region:
            values["region", application.lead_region.code] = str(application.lead_region)
        if application.lead:
            key = str(application.lead_organisation_id or f"#{application.number}")
            values["applicant", key] = application.lead
    labels |= {row["key"]: row["label"] for row in hosted.procedure.criteria}
    keys = [row["of"] for row in hosted.procedure.ties if row["kind"] == TieKind.FLAG]
    form = hosted.forms.order_by("-number").first()
    if keys and form:
        labels |= dict(form.questions.filter(key__in=keys).values_list("key", "label"))
    return Names(values, labels, invites=hosted.second_stage() is not None)
