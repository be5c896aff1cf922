"""Conflicts of interest: declared or found, they shut the file at once and are minuted."""

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.applications.conflict_facts import (
    applications_to_judge,
    applying_of,
    evaluators_of,
    ties_of,
    what_ties,
)
from clusterhub.applications.conflicts import ConflictKind, Finding, conflicts_between
from clusterhub.applications.judging_refusals import HasConflict
from clusterhub.applications.models import (
    AccessVerb,
    Application,
    Assignment,
    CallRole,
    Conflict,
    Evaluation,
    RoleKind,
)
from clusterhub.applications.operations.access import record_access
from clusterhub.applications.operations.locks import demand_role, lock_hosted
from clusterhub.applications.operations.minutes import write_minute
from clusterhub.applications.operations.screening import demand_no_conflict, lock_both
from clusterhub.applications.rounds import is_decided

LOOKED_FOR = 600  # Seconds.
JUDGING = (RoleKind.EVALUATOR, RoleKind.OFFICER)


@transaction.atomic
def declare_conflict(application, *, words, by):
    """Say that one is tied to an application: from now on its file is shut for oneself."""
    hosted, application = lock_both(application)
    demand_role(by, hosted, *JUDGING)
    return _note(hosted, application, by, [Finding(ConflictKind.DECLARED, words)], by=by)


@transaction.atomic
def detect_conflicts(hosted, *, by=None):
    """Look at everybody with a role and every application; how many new ties were found."""
    hosted = lock_hosted(hosted)
    rows = CallRole.objects.current().filter(hosted=hosted)
    people = list({row.person_id: row.person for row in rows.select_related("person")}.values())
    applications = list(applications_to_judge(hosted))
    applying, judges = applying_of(applications), evaluators_of(people)
    known = set(
        Conflict.objects.filter(application__hosted=hosted).values_list(
            "application", "person", "kind", "subject"
        )
    )
    count = 0
    for application in applications:
        for person in people:
            found = conflicts_between(judges[person.pk], applying[application.pk])
            key = application.pk, person.pk
            new = [each for each in found if (*key, str(each.kind), each.subject) not in known]
            if new:
                count += len(_note(hosted, application, person, new, by=by))
    return count


def check_pair(application, person):
    """What is known today of these two: a new tie shuts the file before it is opened."""
    new = ties_of(person, [application])[application.pk]
    if new:
        with transaction.atomic():
            hosted, application = lock_both(application)
            _note(hosted, application, person, new, by=None)
    return bool(new)


def find_ties_at_the_desk(application, person):
    """Before publisher, officer or observer read it from their chair: whether anything is known by now
    that they do not know. A trial is nobody's."""
    return not application.is_test and check_pair(application, person)


def find_ties_in(hosted, person):
    """The same for all that she sees in lists: at once when somebody handed in, joined a team, or she
    came to another organisation or address; for all else once in ten minutes."""
    key = f"applications.ties.{hosted.pk}.{person.pk}.{what_ties(hosted, person)}"
    if not cache.add(key, 1, LOOKED_FOR):
        return
    rows = Application.objects.unsealed([hosted.pk]).filter(hosted=hosted)
    applications = {each.pk: each for each in rows.select_related("hosted")}
    for pk, found in ties_of(person, applications.values()).items():
        if found:
            check_pair(applications[pk], person)


@transaction.atomic
def lift_conflict(conflict, *, reason, by):
    """A tie that was found counts no more, for a reason that stays. What was declared stays."""
    hosted, application = lock_both(conflict.application)
    demand_role(by, hosted, RoleKind.OFFICER)
    conflict.refresh_from_db()
    if conflict.kind == ConflictKind.DECLARED or conflict.person_id == by.pk:
        raise HasConflict
    demand_no_conflict(application, by)
    if conflict.lifted_at is None:
        conflict.lifted_at, conflict.lifted_by, conflict.lift_reason = timezone.now(), by, reason
        conflict.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
        words = _("A tie of %(person)s with %(application)s counts no more: %(reason)s")
        facts = {"person": conflict.person, "application": application.reference}
        write_minute(hosted, "tie lifted", words % (facts | {"reason": reason}), by=by)
    return conflict


def _note(hosted, application, person, findings, *, by):
    now, noted = timezone.now(), []
    for finding in findings:
        row, _is_new = Conflict.objects.get_or_create(
            application=application,
            person=person,
            kind=finding.kind,
            subject=finding.subject[:300],
            defaults={"found_at": now},
        )
        noted.append(row)
        words = _("%(person)s and %(application)s: %(why)s. The file is shut for this person.") % {
            "person": person,
            "application": application.reference,
            "why": finding.words(),
        }
        write_minute(hosted, "tie", words, by=by, person=person.pk, application=application.pk)
        record_access(application, AccessVerb.JUDGED, by=person, as_what="tie", what=finding.kind)
    mine = Assignment.objects.filter(application=application, evaluator=person)
    why = _("a conflict of interest")
    mine.filter(ended_at=None).update(ended_at=now, end_reason=why)
    is_her_word = any(finding.kind == ConflictKind.DECLARED for finding in findings)
    if is_her_word and not is_decided(application):
        # A tie that a machine found waits for somebody to lift it, or to void what she gave.
        given = Evaluation.objects.filter(assignment__in=mine, voided_at=None)
        given.update(voided_at=now, voided_by=by, void_reason=why)
    return noted
