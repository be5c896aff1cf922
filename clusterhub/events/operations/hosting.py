"""Who holds an event together with whom, and the plan of its venue."""

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from clusterhub.accounts.permissions import can_run_events
from clusterhub.directory.logos import redrawn
from clusterhub.directory.models.editing import levels_of as levels_of_profiles
from clusterhub.events.operations import changing

PLAN_FRAME = (1600, 1600)


@transaction.atomic
def set_host(event, *, organisation, by):
    """Say which organisation holds the event; None takes it away."""
    event = changing.lock(event)
    if event.organisation == organisation:
        return event
    event.organisation = organisation
    if organisation:
        event.co_organisers.filter(organisation=organisation).delete()
    return changing.save(event, {"organisation"}, "changed who holds", by=by)


@transaction.atomic
def add_co_organiser(event, *, organisation, by):
    """One more that takes part, after those who are there; once is enough. It is shown once its own
    people say yes, who have said so where they name it themselves; so does the team."""
    event = changing.lock(event)
    known = event.co_organisers.filter(organisation=organisation)
    if known.exists() or event.organisation_id == organisation.pk:
        return event
    last = event.co_organisers.aggregate(last=Max("position"))["last"] or 0
    agreed_at = timezone.now() if speaks_for(by, organisation) else None
    event.co_organisers.create(organisation=organisation, position=last + 1, agreed_at=agreed_at)
    return changing.save(event, (), "changed who holds", by=by, added=str(organisation))


def speaks_for(by, organisation):
    return by is None or can_run_events(by) or organisation.pk in levels_of_profiles(by)


@transaction.atomic
def answer_for_co_organiser(row, *, agrees, by):
    """Its own people say whether it takes part; with a no it is named no longer. A second click
    changes nothing."""
    if row.organisation_id not in levels_of_profiles(by):
        raise PermissionDenied
    event = changing.lock(row.event)
    row = event.co_organisers.filter(pk=row.pk).select_related("organisation").first()
    if row is None or (agrees and row.agreed_at):
        return event
    if agrees:
        row.agreed_at = timezone.now()
        row.save(update_fields=["agreed_at"])
        return changing.save(event, (), "changed who holds", by=by, added=str(row.organisation))
    row.delete()
    return changing.save(event, (), "changed who holds", by=by, removed=str(row.organisation))


@transaction.atomic
def remove_co_organiser(event, *, pk, by):
    event = changing.lock(event)
    row = event.co_organisers.filter(pk=pk).select_related("organisation").first()
    if row is None:
        return event
    row.delete()
    return changing.save(event, (), "changed who holds", by=by, removed=str(row.organisation))


@transaction.atomic
def set_venue_plan(event, *, file, by):
    """Draw the picture in `file` anew as the plan; None takes it away. Raises LogoRefused."""
    drawn = redrawn(file, PLAN_FRAME, colours=256) if file else None
    event = changing.lock(event)
    old = event.venue_plan.name
    event.venue_plan = ""
    if drawn:
        event.venue_plan.save(f"{event.slug}.png", ContentFile(drawn), save=False)
    changing.save(event, {"venue_plan"}, "changed the plan of", by=by)
    if old:
        storage = event.venue_plan.storage
        transaction.on_commit(lambda: storage.delete(old))
    return event
