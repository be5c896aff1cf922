"""Who may do what in a lab. Ideas belong to who posted them, boards to their members and the team."""

from clusterhub.directory.models.editing import levels_of
from clusterhub.events.permissions import can_edit_event
from clusterhub.labs.models import LabPerson, PartnerState


def can_run_lab(user, event):
    return can_edit_event(user, event)


def can_post(actor, lab):
    """Post, support and join: while the lab takes ideas."""
    return lab.takes_ideas and actor.takes_part


def is_own(actor, idea):
    return actor.person is not None and idea.proposer_id == actor.person.pk


def can_change_idea(actor, idea):
    return is_own(actor, idea) and idea.is_shown and idea.lab.takes_ideas


def is_member(actor, group):
    if actor.person is None:
        return False
    return LabPerson.objects.of_group(group).filter(pk=actor.person.pk).exists()


def works_on(actor, group):
    """Read and write the board."""
    return actor.is_team or is_member(actor, group)


def speaks_for(actor, partner):
    """Nobody confirms for others: a listed organisation has its editors, another one its speaker."""
    if partner.organisation_id:
        return actor.account is not None and partner.organisation_id in levels_of(actor.account)
    return actor.person is not None and partner.speaker_id == actor.person.pk


def can_see_consortium(actor, group):
    """Members, the team, and who keeps the profile of a partner."""
    if works_on(actor, group):
        return True
    own = list(levels_of(actor.account)) if actor.account else []
    asked = group.consortium.partners.exclude(state=PartnerState.DECLINED)
    return bool(own) and asked.filter(organisation__in=own).exists()
