"""Applications are given to evaluators: all at once by load and expertise, or one by hand."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.applications.assignment import Case, Judge, assign
from clusterhub.applications.conflict_facts import applications_to_judge
from clusterhub.applications.judging_refusals import AlreadyDecided, RulesNotFixed
from clusterhub.applications.models import Assignment, CallRole, Conflict, RoleKind
from clusterhub.applications.operations.locks import demand_role, demand_round, lock_hosted
from clusterhub.applications.operations.minutes import write_minute
from clusterhub.applications.operations.screening import (
    demand_no_conflict,
    demand_undecided,
    demand_unsealed,
    lock_both,
)
from clusterhub.applications.operations.ties import check_pair, detect_conflicts
from clusterhub.applications.refusals import NotAllowed


@transaction.atomic
def assign_evaluators(hosted, *, by, cut_off=0):
    """Give each eligible application of a cut-off the evaluators that it lacks; the gaps that are
    left."""
    hosted = lock_hosted(hosted)
    demand_role(by, hosted, RoleKind.OFFICER)
    part = demand_round(hosted, cut_off)
    if part.decision is not None:
        raise AlreadyDecided
    procedure = _fixed(hosted)
    detect_conflicts(hosted, by=by)
    found = plan(part, procedure)
    now = timezone.now()
    Assignment.objects.bulk_create(
        Assignment(application_id=case, evaluator_id=judge, at=now, by=by)
        for case, judge in found.pairs
    )
    if found.pairs:
        words = _("%s evaluations are assigned by load and expertise.") % len(found.pairs)
        write_minute(hosted, "assignment", words, by=by, pairs=[list(each) for each in found.pairs])
    return found


def plan(part, procedure):
    """Who would get what now; only eligible applications take part. Loads count for each cut-off."""
    hosted = part.hosted
    rows = applications_to_judge(hosted).filter(
        screenings__ended_at=None, screenings__verdict="yes"
    )
    rows = rows.select_related("outcome").prefetch_related(
        "assignments", "hosted__call__ecosystems", "lead_organisation__ecosystems"
    )
    loads, cases = {}, []
    for application in filter(part.holds, rows):
        has = {each.evaluator_id for each in application.assignments.all() if not each.ended_at}
        for person in has:
            loads[person] = loads.get(person, 0) + 1
        organisation = application.lead_organisation
        known = organisation.ecosystems.all() if organisation else ()
        subjects = frozenset(each.slug for each in known)
        cases.append(Case(application.pk, subjects, procedure.evaluators, frozenset(has)))
    judges = [
        Judge(row.person_id, frozenset(row.engagement.subjects), row.engagement.most, load)
        for row in evaluating(hosted)
        for load in [loads.get(row.person_id, 0)]
    ]
    ties = Conflict.objects.standing().filter(application__hosted=hosted)
    return assign(cases, judges, set(ties.values_list("application", "person")))


def evaluating(hosted):
    """The roles of those who judge now and have promised."""
    rows = CallRole.objects.current().filter(hosted=hosted, role=RoleKind.EVALUATOR)
    rows = rows.filter(engagement__accepted_at__isnull=False)
    return rows.select_related("person", "engagement")


@transaction.atomic
def assign_one(application, *, person, by):
    """Give one application to one evaluator by hand; twice is once."""
    hosted, application = lock_both(application)
    demand_role(by, hosted, RoleKind.OFFICER)
    demand_undecided(application)
    demand_unsealed(application)
    _fixed(hosted)
    demand_no_conflict(application, by)
    if not evaluating(hosted).filter(person=person).exists():
        raise NotAllowed
    if check_pair(application, person):
        return None
    demand_no_conflict(application, person)
    row, _is_new = Assignment.objects.get_or_create(
        application=application,
        evaluator=person,
        ended_at=None,
        defaults={"at": timezone.now(), "by": by},
    )
    return row


@transaction.atomic
def end_assignment(assignment, *, reason, by):
    """Take an application back from somebody; what she has given stays and counts."""
    hosted, application = lock_both(assignment.application)
    demand_role(by, hosted, RoleKind.OFFICER)
    demand_no_conflict(application, by)
    rows = Assignment.objects.current().filter(pk=assignment.pk)
    return rows.update(ended_at=timezone.now(), end_reason=reason)


def _fixed(hosted):
    procedure = getattr(hosted, "procedure", None)
    if procedure is None or procedure.fixed_at is None:
        raise RulesNotFixed
    return procedure
