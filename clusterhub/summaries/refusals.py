"""Why an operation on a summary was refused; each is named after the fact."""


class EditedMeanwhile(Exception):
    """Somebody saved a newer revision. Nothing was overwritten; `set_aside` is what was kept."""

    def __init__(self, summary, set_aside=None):
        super().__init__(f"{summary} is at revision {summary.revision}")
        self.summary, self.set_aside = summary, set_aside


class FindingsUnanswered(Exception):
    def __init__(self, count):
        super().__init__(f"{count} findings have no answer")
        self.count = count


class NotPublishable(Exception):
    """`complaints` are sentences about the record's shape."""

    def __init__(self, complaints):
        super().__init__(" ".join(complaints))
        self.complaints = complaints


class AnswerNotUnderstood(Exception):
    """What was typed as an answer cannot be taken; the message says why."""


class IsPublished(Exception):
    """A published summary can be corrected, but not deleted or answered again."""


class NothingToCorrect(Exception):
    """The draft says what is published already."""


class AlreadySummarised(Exception):
    """The event has a summary; `summary` is that one."""

    def __init__(self, summary):
        super().__init__(str(summary))
        self.summary = summary
