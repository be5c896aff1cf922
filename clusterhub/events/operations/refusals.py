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


class SessionEndsBeforeItStarts(EventRefusal):
    pass


class SessionChangedMeanwhile(EventRefusal):
    """Somebody else saved the session since the form was opened; `session` is what is stored now."""

    def __init__(self, session):
        super().__init__(session.version)
        self.session = session


class SessionHasPeople(EventRefusal):
    """Who chose a session is told that it is cancelled; it does not just vanish."""

    def __init__(self, session, count):
        super().__init__(f"{session}: {count}")
        self.session, self.count = session, count


class TwoOfAName(EventRefusal):
    """Rooms, and tracks, of one event have names of their own."""

    def __init__(self, name):
        super().__init__(name)
        self.name = name


class NothingToPublish(EventRefusal):
    """The programme says what its newest version says."""


class NoPlaceYet(EventRefusal):
    """Sessions are chosen by those whose place at the event is confirmed."""


class SessionNotOpen(EventRefusal):
    """The session is cancelled, gone or has begun."""


class OnlyOnSite(EventRefusal):
    """The places of this session are chairs in a room; she takes part online."""


class SessionsClash(EventRefusal):
    """Another session that she chose is at the same time."""

    def __init__(self, other):
        super().__init__(str(other))
        self.other = other


class ImportIsOver(EventRefusal):
    """The file was taken over or let go meanwhile."""


class MembersOnly(EventRefusal):
    """Only who is signed in and belongs to a listed organisation comes to this event."""


class NotAmongTheInvited(EventRefusal):
    pass


class CountryNotTakingPart(EventRefusal):
    """The event is for certain countries; `country` is None where none was said."""

    def __init__(self, country):
        super().__init__(str(country))
        self.country = country


class AlreadyDecided(EventRefusal):
    """Somebody else was faster, or it was taken back."""


class AddressNotProven(EventRefusal):
    """A request is decided once we know that our mail reaches her."""


class ReasonsMissing(EventRefusal):
    """Nobody is refused without a sentence that says why."""


class SwitchClosed(EventRefusal):
    """The time in which one changes between on site and online is over."""


class WrongCode(EventRefusal):
    """Wrong, used, tried too often, or of nobody: it never says which."""


class CorrectedAlready(EventRefusal):
    """An address is corrected once, and only while it is not proven."""


class InvitationOver(EventRefusal):
    """Withdrawn or declined."""


class InvitationUsed(EventRefusal):
    """Its address is registered; the link in that letter leads on."""


class TooManyColleagues(EventRefusal):
    def __init__(self, most):
        super().__init__(str(most))
        self.most = most


class UnknownPlaceholder(EventRefusal):
    def __init__(self, words):
        super().__init__(", ".join(words))
        self.words = words


class EventNotOver(EventRefusal):
    """Who comes is not forgotten before the event has ended."""


class FeedbackNotOpen(EventRefusal):
    """Opinions are given after the end, by who had a place."""


class FeedbackGiven(EventRefusal):
    """Each participant answers once."""


class DoorClosed(EventRefusal):
    """The door was ended, or the event has been over for half a day."""


class TooManyDoors(DoorClosed):
    """As many doors are open as one event has."""


class SaidElsewhere(EventRefusal):
    """A scan of this number was said at another event."""


class NoPlaceFree(EventRefusal):
    """Who comes without a registration comes only while there are places."""


class NotHereToJoin(EventRefusal):
    """Only who has a confirmed place online joins there."""


class RoomNotOpen(EventRefusal):
    """The online room opens shortly before the start; `opens_at` is None once it is all over."""

    def __init__(self, opens_at):
        super().__init__(opens_at.isoformat() if opens_at else "")
        self.opens_at = opens_at
