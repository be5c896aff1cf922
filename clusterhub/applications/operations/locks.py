"""Who takes turns. Order: the hosted call, then the application. Never the other way."""

from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.applications.freezing import is_frozen
from clusterhub.applications.judging_refusals import NotYet
from clusterhub.applications.models import Application, HostedCall
from clusterhub.applications.permissions import holds_now, member_of
from clusterhub.applications.refusals import Frozen, NotAllowed
from clusterhub.applications.rounds import rounds_of


def lock_hosted(hosted):
    rows = HostedCall.objects.select_for_update(of=("self",)).select_related("call")
    return rows.get(pk=hosted.pk)


def lock_application(application):
    """Lock, then look. In one statement PostgreSQL would give back, to whoever had to wait, the row as
    it is now beside joined rows as they were before: the deadline that it had, the form of yesterday."""
    Application.objects.select_for_update().values("pk").get(pk=application.pk)
    rows = Application.objects.select_related(
        "hosted__call", "form", "cut_off", "lead_organisation", "lead_region"
    )
    return rows.get(pk=application.pk)


def touch(application, now=None):
    """Note that something of it has changed, under its lock; who prepared a submission sees that."""
    Application.objects.filter(pk=application.pk).update(changed_at=now or timezone.now())


def demand_unfrozen(application):
    """Asked after the lock; whoever opens her page a minute too late is told."""
    if is_frozen(application):
        raise Frozen


def demand_round(hosted, cut_off=0):
    """The round with this cut-off. Where there are several it must be said: whoever clicks twice on one
    does not decide the next."""
    rounds = rounds_of(hosted)
    if len(rounds) == 1 and not cut_off:
        return rounds[0]
    found = next((each for each in rounds if cut_off and each.key == cut_off), None)
    if found is None:
        raise NotYet([_("Say for which cut-off.")])
    return found


def demand_role(by, hosted, *kinds):
    if not holds_now(by, hosted, *kinds):
        raise NotAllowed


def demand_member(by, application, *roles):
    """The row of `by` in the team, asked after the lock; whoever has lost her role is refused."""
    row = member_of(by, application) if by is not None else None
    if row is None or row.role not in roles:
        raise NotAllowed
    return row
