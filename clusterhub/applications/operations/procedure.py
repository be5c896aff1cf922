"""The rules of an evaluation are set by the publisher, and fixed before anybody scores."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.applications.judging_refusals import NoCriteria, RulesFixed
from clusterhub.applications.models import Procedure, RoleKind
from clusterhub.applications.operations.locks import demand_role, lock_hosted
from clusterhub.applications.operations.minutes import write_minute
from clusterhub.web.older import demand_newest

RULES = (
    *("criteria", "scale", "least_total", "evaluators", "is_anonymous", "has_consensus"),
    *("amount", "amount_key", "way", "budget", "places", "quotas", "ties", "reserve"),
    *("cut_off_budget", "appeal_days"),
)


def said_in(procedure):
    """What a page shows of the rules to be changed."""
    return {name: getattr(procedure, name) for name in RULES} if procedure else {}


@transaction.atomic
def set_procedure(hosted, *, by, based_on="", **rules):
    """Say how applications are judged; possible until the rules are fixed. `based_on` is the stamp of
    what her page showed."""
    hosted = lock_hosted(hosted)
    demand_role(by, hosted, RoleKind.PUBLISHER)
    procedure = Procedure.objects.filter(hosted=hosted).first() or Procedure(hosted=hosted)
    if procedure.fixed_at:
        raise RulesFixed
    demand_newest(said_in(procedure if procedure.pk else None), based_on)
    for name in RULES:
        if name in rules:
            setattr(procedure, name, rules[name])
    procedure.full_clean(exclude=["hosted", "fixed_by", "criteria"])
    procedure.save()
    return procedure


@transaction.atomic
def fix_procedure(hosted, *, by):
    """From now on the rules stand; fixed twice is once."""
    hosted = lock_hosted(hosted)
    demand_role(by, hosted, RoleKind.PUBLISHER)
    procedure = Procedure.objects.filter(hosted=hosted).first()
    if procedure is None or not procedure.criteria:
        raise NoCriteria
    if procedure.fixed_at is None:
        procedure.fixed_at, procedure.fixed_by = timezone.now(), by
        procedure.save(update_fields=["fixed_at", "fixed_by"])
        rules = {name: getattr(procedure, name) for name in RULES}
        numbers = ("least_total", "amount", "budget", "cut_off_budget")
        said = {name: str(rules[name]) for name in numbers if rules[name] is not None}
        words = _("The rules of the evaluation are fixed.")
        write_minute(hosted, "rules", words, by=by, **(rules | dict.fromkeys(numbers) | said))
    return procedure
