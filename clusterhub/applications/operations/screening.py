"""An officer says whether an application may take part, with the reason."""

from django.db import transaction
from django.utils import timezone

from clusterhub.applications.conflict_facts import ties_of
from clusterhub.applications.judging_refusals import AlreadyDecided, HasConflict, NotYet
from clusterhub.applications.models import (
    AccessVerb,
    Application,
    Conflict,
    RoleKind,
)
from clusterhub.applications.operations.access import record_access
from clusterhub.applications.operations.locks import demand_role, lock_application, lock_hosted
from clusterhub.applications.rounds import is_decided


@transaction.atomic
def screen_application(application, *, verdict, reason="", by):
    """Eligible, not eligible, or to be asked; again replaces what was said before."""
    hosted, application = lock_both(application)
    demand_role(by, hosted, RoleKind.OFFICER)
    demand_undecided(application)
    demand_no_conflict(application, by)
    demand_unsealed(application)
    now = timezone.now()
    application.screenings.filter(ended_at=None).update(ended_at=now)
    screening = application.screenings.create(verdict=verdict, reason=reason, at=now, by=by)
    what = f"{verdict}: {reason}"
    record_access(application, AccessVerb.JUDGED, by=by, as_what=RoleKind.OFFICER, what=what)
    return screening


def lock_both(application):
    """First the call, then the application: the order of all operations."""
    hosted = lock_hosted(application.hosted)
    return hosted, lock_application(application)


def demand_undecided(application):
    """Neither it nor its cut-off."""
    if is_decided(application):
        raise AlreadyDecided


def demand_no_conflict(application, person):
    """Neither noted, nor to be found by what is known today."""
    demand_no_conflicts([application], person)


def demand_no_conflicts(applications, person):
    pks = [each.pk for each in applications]
    if Conflict.objects.standing().filter(application__in=pks, person=person).exists():
        raise HasConflict
    if any(ties_of(person, applications).values()):
        raise HasConflict


def demand_unsealed(application):
    rows = Application.objects.unsealed([application.hosted_id])
    if not rows.filter(pk=application.pk).exists():
        raise NotYet
