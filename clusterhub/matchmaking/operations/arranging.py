"""The organiser helps: puts two together, asks people to take part, and ends what cannot be held."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.events.models import Registration, RegistrationStatus
from clusterhub.events.operations.text import one_line
from clusterhub.letters.operations import post_many
from clusterhub.matchmaking.emails.arranged import (
    letter_of_arranged,
    letter_of_invitation,
    letter_of_loss,
    write_arranged,
    write_invitations,
    write_losses,
)
from clusterhub.matchmaking.models import (
    Meeting,
    MeetingRequest,
    Participant,
    RequestState,
)
from clusterhub.matchmaking.operations.placing import cancel_all, lock_meetings, note_freed
from clusterhub.matchmaking.operations.refusals import MeetingRefusal

ARRANGED_VALUE = 2.0  # What the organiser put together counts as much as two that people asked for.
AT_ONCE = 200


class NotTwoOfThem(MeetingRefusal):
    """Two different people who both take part in the same event."""


class MeetAlready(MeetingRefusal):
    pass


@transaction.atomic
def arrange(a, b, *, note="", by):
    """The two are to meet, whoever may ask whom; a request between them that waits is accepted with
    it. Both are told; a time is found like that of other meetings."""
    matchmaking = lock_meetings(a.matchmaking_id)
    pair = Participant.objects.present().filter(matchmaking=matchmaking)
    pair = pair.select_related("registration").in_bulk([a.pk, b.pk])
    if len(pair) != 2:
        raise NotTwoOfThem
    request = _request(matchmaking, a, b, one_line(note)[:300], by)
    meeting = Meeting.objects.create(
        matchmaking=matchmaking, request=request, a_id=request.asker_id, b_id=request.asked_id,
        value=ARRANGED_VALUE,
    )  # fmt: skip
    post_many(write_arranged, [letter_of_arranged(meeting, each) for each in pair.values()])
    record_activity("put two together at", matchmaking.event, by=by, meeting=meeting.pk)
    return meeting


def _request(matchmaking, a, b, note, by):
    words, now = ":".join(map(str, sorted((a.pk, b.pk)))), timezone.now()
    rows = MeetingRequest.objects.filter(pair=words)
    if rows.filter(state=RequestState.ACCEPTED).exists():
        raise MeetAlready
    facts = {
        "state": RequestState.ACCEPTED,
        "answered_at": now,
        "is_arranged": True,
        "arranged_by": by,
    }
    if waiting := rows.filter(state=RequestState.PENDING).first():
        for name, value in facts.items():
            setattr(waiting, name, value)
        waiting.save(update_fields=list(facts))
        return waiting
    return MeetingRequest.objects.create(
        matchmaking=matchmaking, asker=a, asked=b, pair=words, note=note, made_at=now,
        expires_at=now, **facts,
    )  # fmt: skip


def to_invite(matchmaking):
    """Who has a confirmed place, takes letters to many, and has not said anything about meetings."""
    rows = Registration.objects.filter(
        event=matchmaking.pk, status=RegistrationStatus.CONFIRMED, wants_mail=True
    )
    return rows.exclude(participant__isnull=False)


@transaction.atomic
def invite(matchmaking, *, by):
    """One letter to each of them, and never a second one; how many these are."""
    rows = to_invite(matchmaking).only("pk", "email", "event_id")
    count = post_many(write_invitations, [letter_of_invitation(each) for each in rows])
    if count:
        record_activity("invited to the meetings of", matchmaking.event, by=by, count=count)
    return count


def end_meetings_of_the_absent():
    """Who left, or does not come to the event any more, meets nobody; the others are told."""
    is_gone = Q(left_at__isnull=False) | ~Q(registration__status=RegistrationStatus.CONFIRMED)
    gone = Participant.objects.filter(is_gone).values("pk")
    rows = _to_come().filter(Q(a__in=gone) | Q(b__in=gone))
    keys = set(gone.filter(matchmaking__meetings__in=rows).values_list("pk", flat=True))
    for participant in Participant.objects.filter(pk__in=keys).order_by("pk")[:AT_ONCE]:
        end_meetings_of(participant)


def end_meetings_of(participant):
    """Those to come are off; everybody concerned gets one letter for all of hers."""
    rows = _to_come().filter(Q(a=participant) | Q(b=participant))
    cancel_all(participant.matchmaking_id, list(rows), by_participant=participant)


def _to_come():
    is_to_come = Q(slot=None) | Q(slot__starts_at__gt=timezone.now())
    return Meeting.objects.living().filter(is_to_come)


def end_with_her(instance, **_signal):
    """Her row is about to be deleted, and her meetings with it: the others learn that a time has
    come free, without her name."""
    rows = Meeting.objects.placed().filter(Q(a=instance) | Q(b=instance))
    rows = rows.filter(slot__starts_at__gt=timezone.now())
    letters, left = [], set()
    for meeting in rows.select_related("slot", "a__registration", "b__registration"):
        other = meeting.b if meeting.a_id == instance.pk else meeting.a
        letters.append(letter_of_loss(meeting, other))
        left.add(meeting.slot_id)
    note_freed(left)
    post_many(write_losses, letters)
