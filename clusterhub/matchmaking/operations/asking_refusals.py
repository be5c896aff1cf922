"""Why somebody cannot ask or answer; `words_of_refusals` has a sentence for each."""

from clusterhub.matchmaking.operations.refusals import MeetingRefusal


class AskingClosed(MeetingRefusal):
    """Requests are not taken yet, or not any more."""


class AskedHerself(MeetingRefusal):
    pass


class NotTheSameEvent(MeetingRefusal):
    pass


class RuleForbids(MeetingRefusal):
    """People of her role may not ask people of the other one's."""


class OwnDelegation(MeetingRefusal):
    """The two come from one organisation, and it is not wanted that such meet here."""


class HasDeclined(MeetingRefusal):
    """She said no; asking again is not for the one who asked."""


class AskedOften(MeetingRefusal):
    """She asked this one before and withdrew, or it expired, as often as is allowed."""


class TooManyWait(MeetingRefusal):
    """As many of her requests wait for an answer as may."""

    def __init__(self, most):
        super().__init__(str(most))
        self.most = most


class TooManyToday(MeetingRefusal):
    pass


class RequestIsOver(MeetingRefusal):
    """It was answered, withdrawn, or has expired."""

    def __init__(self, state=""):
        super().__init__(str(state))
        self.state = state


class NotHersToAnswer(MeetingRefusal):
    """It is the other one's turn."""


class NotHers(MeetingRefusal):
    """She is none of the two."""


class NoCommonTime(MeetingRefusal):
    """The two have no free time in common any more."""


class TimesAreMadeByOrganisers(MeetingRefusal):
    """The event collects requests; nobody names a time."""


class HasBegun(MeetingRefusal):
    """A meeting that has begun is not cancelled any more."""
