class EventRefusal(Exception):
    """Something that may not happen to an event."""


class EventNotPublished(EventRefusal):
    """A draft is nobody's event yet, so it can be neither postponed nor cancelled."""


class EventIsOver(EventRefusal):
    """What has been held can be neither postponed nor cancelled."""


class EventEndsBeforeItStarts(EventRefusal):
    pass


class PersonNamedTwice(EventRefusal):
    """Nobody has the same part twice in one session."""

    def __init__(self, person):
        super().__init__(str(person))
        self.person = person


class EventChangedMeanwhile(EventRefusal):
    """Somebody else saved the event since the form was opened; `event` is what is stored now."""

    def __init__(self, event):
        super().__init__(event.version)
        self.event = event
