"""Why a session is not proposed, judged or decided."""

from clusterhub.events.operations.refusals import EventRefusal


class CallClosed(EventRefusal):
    """No sessions are proposed for this event, or not now."""


class TooManyProposals(EventRefusal):
    """Somebody has `most` open proposals for one event already."""

    def __init__(self, most):
        super().__init__(str(most))
        self.most = most


class OwnProposal(EventRefusal):
    """Nobody supports her own proposal, nor judges hers or that of one of her organisations."""


class AlreadyDecided(EventRefusal):
    """It is not open any more, or not yet handed in."""


class ReasonsMissing(EventRefusal):
    """A decision has reasons of at least `least` letters."""

    def __init__(self, least):
        super().__init__(str(least))
        self.least = least
