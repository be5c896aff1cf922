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


class NoRegistration(EventRefusal):
    """The event takes no registrations, or none in this mode."""


class NotOpenYet(EventRefusal):
    def __init__(self, opens_at):
        super().__init__(opens_at.isoformat())
        self.opens_at = opens_at


class RegistrationClosed(EventRefusal):
    pass


class EventCalledOff(EventRefusal):
    pass


class NoLongerOffered(EventRefusal):
    """The place was offered until a moment that has passed, or went back."""


class FewerThanTaken(EventRefusal):
    """A pool never shrinks below what is taken; `taken` says how many that is."""

    def __init__(self, taken):
        super().__init__(str(taken))
        self.taken = taken


class HoldRanOut(EventRefusal):
    """The address was proven too late: the place has gone on."""


class NothingToSwitch(EventRefusal):
    """Only who has a confirmed place changes how she takes part."""
