"""What operations refuse, each named after the fact; pages choose the words."""


class NotAllowed(Exception):
    """Who asks has lost, or never had, the role that this needs."""


class Frozen(NotAllowed):
    """It was handed in and its deadline is over: it stays as it is."""


class NotOpen(Exception):
    """The call does not take applications now."""


class TooLate(Exception):
    """It arrived after the deadline, and nobody had let it in."""

    def __init__(self, deadline=None):
        super().__init__()
        self.deadline = deadline


class Incomplete(Exception):
    """Something keeps it from being handed in: sentences by key of the question."""

    def __init__(self, problems):
        super().__init__(problems)
        self.problems = problems


class TooMany(Exception):
    """One more than there may be: sections, questions, people, files, applications."""

    def __init__(self, most):
        super().__init__(most)
        self.most = most


class TooManyLetters(Exception):
    """Our mail server is not there for any list."""


class TooLong(Exception):
    """A text longer than is kept at all; `kept` is what fits."""

    def __init__(self, kept):
        super().__init__()
        self.kept = kept


class ChangedMeanwhile(Exception):
    """Somebody saved something else since this page was opened."""


class FormIsPublished(Exception):
    """A published form never changes; the change belongs into the next version."""


class NothingToPublish(Exception):
    """A form without a question, or one that says what the last one said."""


class RulesOfThePast(NotAllowed):
    """A deadline has passed under these rules; they do not change behind it."""


class ConflictOfRoles(Exception):
    """Who applies does not judge, and who judges does not apply."""


class LastPublisher(Exception):
    """Somebody must be left who answers for the call."""


class LastLead(Exception):
    """Somebody must be left who can hand the application in."""


class AlreadyThere(Exception):
    """This person or address is on the team already."""


class LinkOver(Exception):
    """The link was used, taken back, or its time is over."""
