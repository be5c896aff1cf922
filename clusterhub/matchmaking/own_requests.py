"""Requests and meetings of one participant, in the order in which she has something to do."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from clusterhub.matchmaking.models import Meeting, MeetingRequest, Participant, RequestState
from clusterhub.matchmaking.operations.answering import who_answers
from clusterhub.matchmaking.seen import Seen, seen, with_what_is_seen
from clusterhub.matchmaking.slot_words import slot_in_words

MOST_OVER = 20


@dataclass(frozen=True)
class OwnRequest:
    """A request as one of the two sees it."""

    request: MeetingRequest
    person: Seen  # The other one.
    is_mine: bool  # She asked.
    is_my_turn: bool
    when: str  # The time under discussion.
    is_my_time: bool
    meeting: Meeting | None = None

    @property
    def state(self):
        """As it is now, though the worker may come a minute later."""
        request = self.request
        if request.state == RequestState.PENDING and request.expires_at <= timezone.now():
            return RequestState.EXPIRED
        return request.state

    @property
    def is_held(self):
        return self.meeting.slot.ends_at <= timezone.now()

    @property
    def state_words(self):
        return RequestState(self.state).label


def requests_of(participant, zone, *, only=None):
    """All of hers, newest first; with the people in four statements for any number."""
    rows = MeetingRequest.objects.filter(Q(asker=participant) | Q(asked=participant))
    if only is not None:
        rows = rows.filter(pk=only)
    rows = list(rows.select_related("proposed_slot", "meeting__slot"))
    keys = {each.asked_id if each.asker_id == participant.pk else each.asker_id for each in rows}
    people = with_what_is_seen(Participant.objects.filter(pk__in=keys))
    people = {each.pk: seen(each) for each in people}
    return [_shown(each, participant.pk, people, zone) for each in rows]


def _shown(request, me, people, zone):
    is_mine = request.asker_id == me
    slot = request.proposed_slot
    return OwnRequest(
        request=request,
        person=people[request.asked_id if is_mine else request.asker_id],
        is_mine=is_mine,
        is_my_turn=who_answers(request) == me,
        when=slot_in_words(slot, zone) if slot else "",
        is_my_time=request.proposed_by_id == me,
        meeting=getattr(request, "meeting", None),
    )


def by_turn(requests):
    """{to answer, waiting, without a time, with a time, over}, each a list."""
    found = {"to_answer": [], "waiting": [], "without_time": [], "with_time": [], "over": []}
    for each in requests:
        found[_part(each)].append(each)
    found["with_time"].sort(key=lambda each: (each.is_held, each.meeting.slot.starts_at))
    found["over"] = found["over"][:MOST_OVER]
    return found


def _part(each):
    if each.state == RequestState.PENDING:
        return "to_answer" if each.is_my_turn else "waiting"
    if each.state != RequestState.ACCEPTED or each.meeting is None:
        return "over"
    return "with_time" if each.meeting.slot_id else "without_time"


def living_with(participant, keys):
    """{the other one's key: request's key} of those that live between her and these."""
    own = Q(asker=participant, asked__in=keys) | Q(asked=participant, asker__in=keys)
    rows = MeetingRequest.objects.filter(
        own,
        Q(state=RequestState.ACCEPTED)
        | Q(state=RequestState.PENDING, expires_at__gt=timezone.now()),
    )
    return {
        (asked if asker == participant.pk else asker): pk
        for pk, asker, asked in rows.values_list("pk", "asker", "asked")
    }
