from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.funding.applicants import today
from clusterhub.funding.eligibility import clean_rules
from clusterhub.funding.eligibility.counting import counted, counts_awards
from clusterhub.funding.models import CallSetAside, KeptAnswers
from clusterhub.funding.operations.calls import update_call
from clusterhub.funding.operations.rows import demand_editor, lock


@transaction.atomic
def change_rules(call, *, change, by):
    """Let `change` make the call's new list of rules out of its present one, under a lock, so that
    two editors lose nothing; RulesRefused if a rule is not as it should be."""
    demand_editor(by)
    present = lock(call).rules
    readable = [rule for rule in present if isinstance(rule, dict)]
    rules = _counted(call, clean_rules(change(readable)))
    if rules != present:
        update_call(call, by=by, rules=rules)
    return rules


@transaction.atomic
def recount_places(call):
    """Take what is awarded here now off the places of quotas that say how many there are."""
    present = lock(call).rules
    rules = _counted(call, present)
    if rules != present:
        update_call(call, by=None, rules=rules)


def _counted(call, rules):
    if not counts_awards(rules):
        return rules
    outcome = "applications__outcome"
    funded = Q(**{f"{outcome}__place": "funded"}) | Q(**{f"{outcome}__moved_up_at__isnull": False})
    awards = call.stages.filter(
        funded, **{f"{outcome}__isnull": False, f"{outcome}__gave_back_at": None}
    )
    pairs = awards.order_by().values_list(f"{outcome}__country", f"{outcome}__region")
    return counted(rules, list(pairs), today())


@transaction.atomic
def keep_answers(organisation, *, facts, by):
    """Keep what an editor answered for her organisation; what stood there before is added to."""
    _demand_editor(organisation, by)
    kept, _is_new = KeptAnswers.objects.select_for_update().get_or_create(organisation=organisation)
    kept.facts, kept.kept_by = {**kept.facts, **facts}, by
    kept.save(update_fields=["facts", "kept_at", "kept_by"])
    # The trail says that, never what.
    record_activity("kept answers about", organisation, by=by)
    return kept


@transaction.atomic
def forget_answers(organisation, *, by):
    """Delete what was kept; once is enough."""
    _demand_editor(organisation, by)
    gone, _rows = KeptAnswers.objects.filter(organisation=organisation).delete()
    if gone:
        record_activity("deleted answers about", organisation, by=by)


def _demand_editor(organisation, by):
    """From the rows: what her page remembers may be from before she was taken off."""
    if not by.is_active or not organisation.editorships.current().filter(editor=by.pk).exists():
        raise PermissionDenied


def set_aside(call, *, by):
    """Leave a call out of this person's own list; once is enough."""
    row, _is_new = CallSetAside.objects.get_or_create(
        person=by, call=call, defaults={"set_aside_at": timezone.now()}
    )
    return row


def take_back(call, *, by):
    """Let a call stand in this person's list again."""
    CallSetAside.objects.filter(person=by, call=call).delete()
