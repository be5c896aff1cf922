"""What has come free is offered to those whose meeting has no time: either of the two may take it."""

from django.db import transaction

from clusterhub.matchmaking.free_times import may_take_times
from clusterhub.matchmaking.operations.placing import free_slots, lock_meetings, place_and_tell
from clusterhub.matchmaking.operations.refusals import MeetingRefusal


class NotForPeople(MeetingRefusal):
    """Before the organiser has published a schedule, only the schedule gives times."""


class HasTime(MeetingRefusal):
    """The other one, or the organiser, was quicker."""


def times_for(meeting):
    """Slots that the two could take now, soonest first."""
    return free_slots(meeting.a, meeting.b)


@transaction.atomic
def take_time(meeting, slot):
    """One of the two takes a free time for both; they are told. A PlacingRefusal where it is not free
    any more."""
    matchmaking = lock_meetings(meeting.matchmaking_id)
    if not may_take_times(matchmaking):
        raise NotForPeople
    meeting.refresh_from_db(fields=["slot"])
    if meeting.slot_id is not None:
        raise HasTime
    return place_and_tell(meeting, slot)
