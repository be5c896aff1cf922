"""Whole profiles with their dates, many at once: how the sample and the bench fill a directory."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import prefetch_related_objects

from clusterhub.activity.operations import record_activity
from clusterhub.directory.models import (
    ClusterMember,
    Contact,
    Editorship,
    Label,
    MemberCount,
    Organisation,
    OtherName,
    PartConfirmation,
    Participation,
    Submission,
    SupportProgramme,
)
from clusterhub.directory.operations.changes import note_changes
from clusterhub.directory.operations.showing import MIRROR, MIRRORED, mirror
from clusterhub.directory.slugs import free_slug

AT_ONCE = 500
OWN_ROWS = (
    OtherName, MemberCount, Label, Contact, SupportProgramme, PartConfirmation, Editorship,
    Submission, ClusterMember, Participation,
)  # fmt: skip


@dataclass
class Profile:
    """An organisation that is not stored yet, its ecosystems, and rows that will be its own."""

    organisation: Organisation
    ecosystems: list = field(default_factory=list)
    rows: list = field(default_factory=list)


@transaction.atomic
def bring_in(profiles, *, ties=(), by):
    """Store profiles as they are given: no mail, no review, no history, one line in the trail.

    `ties` are memberships and participations of these organisations with each other.
    """
    if not profiles:
        return []
    organisations = [profile.organisation for profile in profiles]
    taken = set()
    for organisation in organisations:
        organisation.slug = free_slug(Organisation, organisation.name, taken)
        taken.add(organisation.slug)
        organisation.derive()
    Organisation.objects.bulk_create(organisations, batch_size=AT_ONCE)
    _store_rows(profiles, ties)
    prefetch_related_objects(organisations, *MIRRORED)
    for organisation in organisations:
        organisation.index_names()
        mirror(organisation)
    Organisation.objects.bulk_update(organisations, MIRROR, batch_size=100)
    note_changes(organisations[0].pk, organisations[-1].pk)
    record_activity("brought in", organisations[0], by=by, count=len(organisations))
    return organisations


def _store_rows(profiles, ties):
    rows = list(ties)
    for profile in profiles:
        for row in profile.rows:
            row.organisation = profile.organisation
            rows.append(row)
    for model in OWN_ROWS:
        model.objects.bulk_create([row for row in rows if isinstance(row, model)], AT_ONCE)
    through = Organisation.ecosystems.through
    through.objects.bulk_create(
        through(organisation=profile.organisation, industrialecosystem=ecosystem)
        for profile in profiles
        for ecosystem in profile.ecosystems
    )
