"""Why somebody does not come to work on an event, or an event of the community is not taken."""

from clusterhub.events.operations.refusals import EventRefusal


class NotAnOrganiser(EventRefusal):
    """Who leads an event, or the team, decides who works on it."""


class AlreadyOrganiser(EventRefusal):
    pass


class LastLead(EventRefusal):
    """Somebody leads each event: who is the last hands over first."""


class InvitationOver(EventRefusal):
    """Used, withdrawn, too old, or sent by somebody who leads no longer."""


class AnotherAddress(EventRefusal):
    """The invitation went to an address that is not proven to be hers."""


class TooManyInvitations(EventRefusal):
    pass


class TooManySubmissions(EventRefusal):
    pass


class AlreadyDecided(EventRefusal):
    pass


class ReasonsMissing(EventRefusal):
    """Who is turned away is told why."""


class NothingToHandIn(EventRefusal):
    """The event waits already, is shown, or was refused."""
