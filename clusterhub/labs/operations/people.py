"""Somebody's row in a lab, made when she first says something; whom the board lets go of."""

from clusterhub.labs.models import Lab, LabPerson
from clusterhub.labs.operations.refusals import Gone


def lock_lab(lab):
    """Whoever changes ideas, groups and boards of one lab takes turns until we commit."""
    rows = Lab.objects.select_for_update(of=("self",)).select_related("event")
    return rows.get(pk=lab.pk)


def person_of(lab, *, user=None, registration=None):
    """Her row, if there is one, by her registration or her account."""
    rows = LabPerson.objects.with_names().filter(lab=lab)
    if registration is not None:
        if found := rows.filter(registration=registration).first():
            return found
        user = user or registration.attendee
    return rows.filter(account=user).first() if user is not None else None


def person_for(actor, lab):
    """Her row, made if there is none; the lab is locked, so that two clicks make one."""
    account = actor.account or (actor.registration.attendee if actor.registration else None)
    found = person_of(lab, user=account, registration=actor.registration)
    if found is None:
        facts = {"registration": actor.registration, "account": account}
        found = LabPerson.objects.create(lab=lab, **facts)
    elif found.registration_id is None and actor.registration is not None:
        found.registration = actor.registration
        found.save(update_fields=["registration"])
    actor.person = found
    return found


def let_go(group):
    """Who is no member any more holds no role and no task."""
    if group is None:
        return
    members = LabPerson.objects.of_group(group).values("pk")
    group.roles.exclude(holder=None).exclude(holder__in=members).update(holder=None)
    group.tasks.exclude(doer=None).exclude(doer__in=members).update(doer=None)


def fresh(rows, thing):
    """The row as it is now, for a change in a locked lab; Gone if it went meanwhile."""
    found = rows.filter(pk=thing.pk).first()
    if found is None:
        raise Gone
    return found
