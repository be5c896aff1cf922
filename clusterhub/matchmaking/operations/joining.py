"""Who is registered opts in, says what she offers and looks for, and leaves again."""

from django.db import transaction
from django.utils import timezone

from clusterhub.events.models import RegistrationStatus
from clusterhub.matchmaking.models import (
    MeetingRequest,
    Participant,
    ParticipantRole,
    RequestState,
    SlotOff,
)
from clusterhub.matchmaking.operations.arranging import end_meetings_of
from clusterhub.matchmaking.operations.placing import lock_meetings
from clusterhub.matchmaking.operations.portraits import keep_portrait
from clusterhub.matchmaking.operations.refusals import NotComing, NotOpenYet

LISTS = (
    *("offered_technologies", "sought_technologies"),
    *("wanted_countries", "wanted_ecosystems"),
)


@transaction.atomic
def save_profile(registration, *, matchmaking, slots_off=None, **facts):
    """Opt in, the first time or again, with this profile; or change it."""
    if registration.status != RegistrationStatus.CONFIRMED:
        raise NotComing
    if not matchmaking.has_opened:
        raise NotOpenYet
    lists = {name: facts.pop(name) for name in LISTS if name in facts}
    participant = _row(registration, matchmaking)
    participant.left_at = None
    for name, value in facts.items():
        setattr(participant, name, value)
    participant.save()
    for name, rows in lists.items():
        getattr(participant, name).set(rows)
    if slots_off is not None:
        _take_out(participant, slots_off)
    keep_portrait(participant)
    return participant


@transaction.atomic
def leave(participant):
    """She is shown to nobody any more; what waits for an answer ends, and what was to be is off."""
    lock_meetings(
        participant.matchmaking_id
    )  # First, as everybody does who places or ends meetings.
    participant = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    now = timezone.now()
    if participant.left_at:
        return participant
    participant.left_at = now
    participant.save(update_fields=["left_at", "updated_at"])
    pending = MeetingRequest.objects.filter(state=RequestState.PENDING)
    pending.filter(asker=participant).update(state=RequestState.WITHDRAWN, answered_at=now)
    pending.filter(asked=participant).update(state=RequestState.DECLINED, answered_at=now)
    end_meetings_of(participant)
    return participant


def _row(registration, matchmaking):
    """Hers, locked; made at the first time, with the role that the fair gives her."""
    at_a_stand = registration.stands.exists()
    role = ParticipantRole.EXHIBITOR if at_a_stand else ParticipantRole.DELEGATE
    made, _is_new = Participant.objects.get_or_create(
        registration=registration, defaults={"matchmaking": matchmaking, "role": role}
    )
    return Participant.objects.select_for_update().get(pk=made.pk)


def _take_out(participant, slots):
    participant.slots_off.exclude(slot__in=slots).delete()
    rows = [SlotOff(participant=participant, slot=slot) for slot in slots]
    SlotOff.objects.bulk_create(rows, ignore_conflicts=True)
