"""Why the directory refuses something; each is named after the fact, and the views choose words."""

from django.core.exceptions import PermissionDenied


class NotTheOwner(PermissionDenied):
    """Who acts may not do this to the organisation, or not any more."""


class NotAValidator(PermissionDenied):
    """Only a validator does this."""


class OwnCase(PermissionDenied):
    """Nobody decides on an organisation that she keeps or has handed in herself."""


class Refusal(Exception):
    """Something about the organisation stands against it."""


class AlreadyDecided(Refusal):
    """Somebody was faster."""


class TakenByAnother(Refusal):
    """Another validator works on this case."""


class ReasonsMissing(Refusal):
    """A decision against somebody needs reasons that can be read."""


class CriteriaMissing(Refusal):
    """A cluster organisation is listed by criteria; some are not met."""


class AskedOfNobody(Refusal):
    """A second opinion comes from another validator, and once."""


class NotComplete(Refusal):
    """Something is missing without which nobody can review; `names` says what."""

    def __init__(self, names):
        super().__init__(", ".join(names))
        self.names = names


class LikelyTwin(Refusal):
    """It may stand in the directory already, as one of `candidates`."""

    def __init__(self, candidates):
        super().__init__()
        self.candidates = candidates


class TooManyDrafts(Refusal):
    """Some drafts of this person should be finished or archived first."""


class TooManyClaims(Refusal):
    """Some claims of this person still wait."""


class LastAdministrator(Refusal):
    """While there are editors, somebody must stay who can let others in."""


class AlreadyEditor(Refusal):
    """The person keeps this profile already."""


class InvitationExpired(Refusal):
    """It was withdrawn, accepted, or is too old."""


class AnotherAddress(Refusal):
    """The invitation went to an address that this account has not proven to be its own."""


class HasAdministrator(Refusal):
    """Somebody keeps this profile; she is asked, not the validators."""


class AlreadyAnswered(Exception):
    """A contact has said yes or no, or has no address to be asked at."""


class AskedToday(Exception):
    """A contact got a mail less than a day ago."""


class AlreadyMerged(Refusal):
    """One of the two is merged or erased by now, or they are the same."""


class KeptIsHidden(Refusal):
    """A listed profile never goes into one that is not."""


class MergedFurther(Refusal):
    """What was kept is itself merged into another since; that is undone first."""


class NoSuchTie(Refusal):
    """These two cannot belong together: not of these kinds, not with itself, not with who is gone."""


class SaidNo(Refusal):
    """The other side has declined; only it can change its mind."""


class TooManyProposals(Refusal):
    """Some of what this organisation says of itself should be answered first."""


class LeftBeforeJoining(Refusal):
    """Nobody leaves before she joined, or on a day that is still to come."""


class AlreadyConfirmed(Refusal):
    """The profile was confirmed since the link was sent, or is not listed any more."""


class TooLarge(Refusal):
    """The file is larger than a page of this site takes."""


class TooManyLists(Refusal):
    """Some lists of this cluster should be taken over or let go first."""


class TooManyNames(Exception):
    """It has as many names as one organisation may have."""
