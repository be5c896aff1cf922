"""Why a meeting cannot be at a time; `participant` is whom it is due to, where it is one of the two."""

from clusterhub.matchmaking.operations.refusals import MeetingRefusal


class PlacingRefusal(MeetingRefusal):
    def __init__(self, participant=None):
        super().__init__(str(participant or ""))
        self.participant = participant


class MeetingIsOff(PlacingRefusal):
    """It was cancelled."""


class SlotGone(PlacingRefusal):
    """The slot is no more, or is another event's."""


class SlotIsOver(PlacingRefusal):
    """It has begun."""


class DoesNotTakePart(PlacingRefusal):
    """She left, or does not come."""


class NotAvailable(PlacingRefusal):
    """She took the slot out, or is in a session, on a stage or giving advice then."""


class HasMeeting(PlacingRefusal):
    """She meets somebody else then."""


class HasEnough(PlacingRefusal):
    """She has as many meetings as she wants, or as the event allows."""


class NoTableLeft(PlacingRefusal):
    """All shared tables are taken then."""


class StandTaken(PlacingRefusal):
    """The stand receives somebody else then."""
