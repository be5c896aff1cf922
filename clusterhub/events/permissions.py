"""Who may do what with an event: the event team everything, organisers of one event their part.

What organisers may costs one query a request, whatever is asked and however often.
"""

from clusterhub.accounts.permissions import can_administer, can_run_events
from clusterhub.directory.models import Affiliation, Organisation
from clusterhub.directory.models.editing import levels_of as levels_of_profiles
from clusterhub.events.models import EventKind, OrganiserLevel
from clusterhub.events.models.organisers import levels_of

WORKING = (OrganiserLevel.LEAD, OrganiserLevel.HELPER)


def level_of(user, event):
    """What `user` is to this event: lead, helper, door, or nothing."""
    return levels_of(user).get(event.pk, "")


def leads(user, event):
    return level_of(user, event) == OrganiserLevel.LEAD


def can_create_event(user):
    return can_run_events(user)


def can_submit_event(user):
    """Everybody with an account offers an event of her own; the team decides."""
    return user.is_authenticated and user.is_active


def can_moderate_events(user):
    """Decide on what members submitted; for one of them ask `can_decide_on`."""
    return can_run_events(user)


def can_decide_on(user, submission):
    """The team decides, but nobody on what she submitted herself."""
    return can_moderate_events(user) and submission.submitted_by_id != user.pk


def can_edit_event(user, event):
    """Programme, speakers and everything on the page; an event of the past is still corrected."""
    return can_run_events(user) or level_of(user, event) in WORKING


def can_change_event_status(user, event):
    """Publish, postpone, cancel; a community event appears by the team's decision."""
    if can_run_events(user):
        return True
    is_for_the_team = event.kind == EventKind.COMMUNITY and event.published_at is None
    return leads(user, event) and not is_for_the_team


def can_manage_organisers(user, event):
    """Invite colleagues, end their work, say who leads."""
    return can_run_events(user) or leads(user, event)


def can_see_organisers(user, event):
    """Everybody who works on the event, and so can leave it."""
    return can_run_events(user) or level_of(user, event) != ""


def lists_people(by):
    """Whom a programme names stands in the directory from its publication on, where the team
    publishes: organisers of one event do not decide about the directory. Commands do."""
    return by is None or can_run_events(by)


def can_edit_series(user, series=None):
    return can_run_events(user)


def can_change_admission(user, event):
    """Open and close registration, and say how many places there are."""
    return can_run_events(user) or leads(user, event)


def can_see_people(user, event):
    """Who comes, with their addresses."""
    return can_run_events(user) or leads(user, event)


def can_approve(user, event):
    """Decide about requests; the addresses of those who ask are for those who see people."""
    return can_edit_event(user, event)


def can_see_needs(user, event):
    """What people eat and need: only who answers for the event."""
    return can_change_admission(user, event)


def can_forget_early(user, event):
    """Forget the people of an event before their time; it cannot be undone."""
    return can_administer(user)


def can_use_door(user, event):
    """Open doors, see who came, print badges: everybody who works on the event."""
    return can_see_organisers(user, event)


def groups_of(user):
    """The listed organisations for which `user` registers groups: those whose profile she keeps."""
    if not user.is_authenticated:
        return Organisation.objects.none()
    own = Organisation.objects.filter(editorships__editor=user, editorships__ended_at=None)
    return own.visible_to(user).exclude(published_at=None).distinct().order_by("name")


def can_register_groups(user, event):
    """Whether the event takes groups and she keeps the profile of an organisation."""
    admission = getattr(event, "admission", None)
    return bool(admission and admission.allows_parties and levels_of_profiles(user))


def has_a_stake(user, proposal):
    """Whether she proposed it, or belongs to an organisation that she or the proposer stands for."""
    if proposal.proposer_id == user.pk:
        return True
    own = organisations_of(user)
    proposing = organisations_of(proposal.proposer) if proposal.proposer else set()
    return bool(own & (proposing | {proposal.organisation_id} - {None}))


def organisations_of(user):
    """The keys of those whose profile she keeps or for which she is listed."""
    tied = Affiliation.objects.current().filter(person__account=user)
    return {*levels_of_profiles(user), *tied.values_list("organisation", flat=True)}


def can_review(user, proposal):
    return can_edit_event(user, proposal.event) and not has_a_stake(user, proposal)


def can_tend_stand(user, exhibitor):
    """Say what is to be seen there, and ask visitors for their contact."""
    return exhibits(user, exhibitor) or can_edit_event(user, exhibitor.event)


def can_see_contacts(user, exhibitor):
    """Visitors said yes to the exhibitor; of organisers, who sees people sees these, too."""
    return exhibits(user, exhibitor) or can_see_people(user, exhibitor.event)


def exhibits(user, exhibitor):
    return exhibitor.organisation_id in levels_of_profiles(user)
