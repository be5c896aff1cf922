"""Why a stand, a contact or an hour of an expert is not to be had."""

from clusterhub.events.operations.refusals import EventRefusal


class StandTaken(EventRefusal):
    """Two exhibitors do not have the same stand."""


class NotComing(EventRefusal):
    """Only who comes to the event stands at a stand or books an expert."""


class UnknownTicket(EventRefusal):
    """No confirmed visitor of this event has such a ticket."""


class SlotGone(EventRefusal):
    """Somebody else has it, or it has begun, or it is not there any more."""


class SlotTaken(EventRefusal):
    """What is booked is not taken away."""


class PersonBusy(EventRefusal):
    """Nobody talks to two experts at the same time."""


class TooManyBookings(EventRefusal):
    """Somebody has `most` hours to come already; others want some, too."""

    def __init__(self, most):
        super().__init__(str(most))
        self.most = most
