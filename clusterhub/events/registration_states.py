"""From asked to confirmed and gone: every move of a registration that there is. Knows no database."""

from django.db.models import TextChoices

from clusterhub.events.models.choices import RegistrationStatus as Status


class Verb(TextChoices):
    ASK = "ask"
    HOLD = "hold"
    CONFIRM = "confirm"
    QUEUE = "queue"
    PROVE = "prove"
    PLACE = "place"
    SWITCH = "switch"
    CANCEL = "cancel"
    LAPSE = "lapse"
    REFUSE = "refuse"


class NotReachable(Exception):
    """No such move leads away from this state."""


NEW = ""
MOVES = {
    (NEW, Verb.ASK): Status.REQUESTED,
    (NEW, Verb.HOLD): Status.HELD,
    (NEW, Verb.CONFIRM): Status.CONFIRMED,
    (NEW, Verb.QUEUE): Status.WAITING,
    # Asked: by a flood that holds nothing until it is proven, or where the organiser decides.
    (Status.REQUESTED, Verb.HOLD): Status.HELD,
    (Status.REQUESTED, Verb.CONFIRM): Status.CONFIRMED,
    (Status.REQUESTED, Verb.QUEUE): Status.WAITING,
    (Status.REQUESTED, Verb.REFUSE): Status.REFUSED,
    (Status.REQUESTED, Verb.LAPSE): Status.LAPSED,
    (Status.REQUESTED, Verb.CANCEL): Status.CANCELLED,
    (Status.HELD, Verb.PROVE): Status.CONFIRMED,
    (Status.HELD, Verb.LAPSE): Status.LAPSED,
    (Status.HELD, Verb.CANCEL): Status.CANCELLED,
    (Status.WAITING, Verb.PLACE): Status.CONFIRMED,
    (Status.WAITING, Verb.HOLD): Status.HELD,
    (Status.WAITING, Verb.CANCEL): Status.CANCELLED,
    (Status.WAITING, Verb.LAPSE): Status.LAPSED,
    (Status.CONFIRMED, Verb.SWITCH): Status.CONFIRMED,
    (Status.CONFIRMED, Verb.CANCEL): Status.CANCELLED,
}


def move(status, verb):
    """Where `verb` leads from `status`; raises NotReachable."""
    to = MOVES.get((status, verb))
    if to is None:
        raise NotReachable(f"{status}: {verb}")
    return to
