"""Why something could not be; the page chooses the words."""


class LabRefusal(Exception):
    pass


class NotAllowed(LabRefusal):
    """Not hers to do."""


class LabClosed(LabRefusal):
    """The team has not opened the lab, or has closed it."""


class TooMany(LabRefusal):
    """There are `most` already."""

    def __init__(self, most):
        super().__init__(str(most))
        self.most = most


class OwnIdea(LabRefusal):
    """Nobody supports her own idea."""


class Gone(LabRefusal):
    """It was withdrawn, hidden or taken away meanwhile."""


class RoleTaken(LabRefusal):
    """Somebody else was faster."""


class SectionChanged(LabRefusal):
    """Somebody saved it since it was opened: `now` is what stands there."""

    def __init__(self, now):
        super().__init__(str(now))
        self.now = now


class GroupedMeanwhile(LabRefusal):
    """One of the ideas stands in a group already."""


class TooFewIdeas(LabRefusal):
    """A group is made of one idea at least."""


class BoardInTheWay(LabRefusal):
    """The last idea does not leave a board on which somebody has written."""


class ReasonMissing(LabRefusal):
    """An idea is hidden with a reason, which its proposer reads."""


class CallMissing(LabRefusal):
    """A consortium is bound to a call."""


class AlreadyThere(LabRefusal):
    """This organisation, or a coordinator, is in the consortium."""
