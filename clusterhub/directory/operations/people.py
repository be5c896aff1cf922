from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.models import Affiliation, Person
from clusterhub.directory.slugs import create_with_slug


@transaction.atomic
def create_person(*, name, by, **fields):
    """Add a person, not yet published."""
    person = create_with_slug(Person, name, name=name, **fields)
    record_activity("created", person, by=by)
    return person


@transaction.atomic
def update_person(person, *, by, **changes):
    """Change a person; the address stays, and the old spelling stays findable."""
    before = Person.objects.select_for_update().get(pk=person.pk)
    changed = [name for name, value in changes.items() if getattr(before, name) != value]
    for name in changed:
        setattr(person, name, changes[name])
    if "name" in changed and before.name not in person.other_names:
        person.other_names = [*person.other_names, before.name]
        changed.append("other_names")
    if changed:
        person.save(update_fields=changed)
    record_activity("updated", person, by=by, fields=sorted(changed))
    return person


@transaction.atomic
def add_affiliation(person, *, organisation, by, role=""):
    """Tie a person to an organisation in a role; the same tie twice is one tie."""
    affiliation, is_new = Affiliation.objects.get_or_create(
        person=person, organisation=organisation, role=role, ended_at=None
    )
    if is_new:
        record_activity("tied", person, by=by, organisation=str(organisation), role=role)
    return affiliation


@transaction.atomic
def end_affiliation(affiliation, *, by):
    """Note that a person no longer has this role; it stays in her history."""
    if affiliation.ended_at is None:
        affiliation.ended_at = timezone.now()
        affiliation.save(update_fields=["ended_at"])
        details = {"organisation": str(affiliation.organisation), "role": affiliation.role}
        record_activity("ended a tie of", affiliation.person, by=by, **details)
    return affiliation
