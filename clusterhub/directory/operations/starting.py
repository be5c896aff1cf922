"""Somebody starts a profile; who may be the same body is shown to her before it is made."""

from django.db import transaction

from clusterhub.accounts.models import User
from clusterhub.directory.models import Level, Organisation, State
from clusterhub.directory.operations.organisations import create_organisation
from clusterhub.directory.operations.ownership import grant
from clusterhub.directory.permissions import (
    MOST_OPEN_DRAFTS,
    can_add_organisation,
    can_edit_directory,
)
from clusterhub.directory.refusals import LikelyTwin, NotTheOwner, TooManyDrafts
from clusterhub.directory.seats import seat_of
from clusterhub.directory.twins import likely_twins


@transaction.atomic
def start_profile(*, by, name, kind, country, website="", others=(), **fields):
    """Make a draft that its starter administers. `others` are those she has seen and says are not
    the same; any further likely twin is shown to her first."""
    if not can_add_organisation(by):
        raise NotTheOwner
    User.objects.select_for_update().get(pk=by.pk)  # Two clicks count each other's drafts.
    _demand_few_drafts(by)
    seen = {organisation.pk for organisation in others}
    candidates = likely_twins(name, website, user=by)
    if any(twin.pk not in seen for twin in candidates):
        raise LikelyTwin(candidates)
    typed = {key: fields[key] for key in ("city", "postcode", "region") if key in fields}
    fields |= seat_of(country=country, **typed).as_fields()
    organisation = create_organisation(
        name=name, kind=kind, country=country, website=website, by=by, **fields
    )
    grant(organisation, by, Level.ADMINISTRATOR, by=by)
    return organisation


def _demand_few_drafts(person):
    own = person.editorships.administrators().values("organisation")
    drafts = Organisation.objects.filter(pk__in=own, state=State.DRAFT).count()
    if drafts >= MOST_OPEN_DRAFTS and not can_edit_directory(person):
        raise TooManyDrafts
