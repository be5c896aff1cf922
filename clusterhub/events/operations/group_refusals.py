"""Why a group, or a list of people, is not registered."""

from clusterhub.events.operations.refusals import EventRefusal


class GroupsNotTaken(EventRefusal):
    """The organisers take no groups."""


class GroupTooLarge(EventRefusal):
    """More at once than may come together or not at all; `most` says how many may."""

    def __init__(self, most):
        super().__init__(str(most))
        self.most = most


class NotFewer(EventRefusal):
    """A group that makes do with fewer takes at least one place and not all that it waits for."""


class FewerFree(EventRefusal):
    """Only what is free for everybody can be kept for a group; `free` says how many that is."""

    def __init__(self, free):
        super().__init__(str(free))
        self.free = free


class TooManyLetters(EventRefusal):
    """More would be written to in a day than one person may; `written` were, `most` may be."""

    def __init__(self, written, most):
        super().__init__(str(written))
        self.written, self.most = written, most


class ListAtWork(EventRefusal):
    """The list is being taken over, or was."""
