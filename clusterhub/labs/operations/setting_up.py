"""The team begins a lab, says what it is about, opens and closes it."""

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.events.operations.text import several_lines
from clusterhub.labs.models import Lab
from clusterhub.labs.operations.people import lock_lab
from clusterhub.labs.operations.refusals import NotAllowed
from clusterhub.labs.permissions import can_run_lab


@transaction.atomic
def begin_lab(event, *, by):
    """From now on there is a lab, which only the team sees; said twice is said once."""
    demand_team(by, event)
    lab, is_new = Lab.objects.get_or_create(event=event)
    if is_new:
        record_activity("began a lab at", event, by=by)
    return lab


@transaction.atomic
def describe_lab(lab, *, intro, by):
    lab = lock_lab(lab)
    demand_team(by, lab.event)
    lab.intro = several_lines(intro)
    lab.save(update_fields=["intro"])
    record_activity("described the lab of", lab.event, by=by)
    return lab


@transaction.atomic
def open_lab(lab, *, by):
    """Everybody reads it, and people post; opened again after closing, too."""
    lab = lock_lab(lab)
    demand_team(by, lab.event)
    if lab.takes_ideas:
        return lab
    lab.opened_at, lab.closed_at = lab.opened_at or timezone.now(), None
    lab.save(update_fields=["opened_at", "closed_at"])
    record_activity("opened the lab of", lab.event, by=by)
    return lab


@transaction.atomic
def close_lab(lab, *, by):
    """No more ideas; boards, consortia and outcomes go on."""
    lab = lock_lab(lab)
    demand_team(by, lab.event)
    if lab.takes_ideas:
        lab.closed_at = timezone.now()
        lab.save(update_fields=["closed_at"])
        record_activity("closed the lab of", lab.event, by=by)
    return lab


def demand_team(by, event):
    """Commands and the sample come without a name."""
    if by is not None and not can_run_lab(by, event):
        raise NotAllowed
