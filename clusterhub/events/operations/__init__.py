"""What may happen to events, their programme and their series; the only code that writes them."""

from clusterhub.events.operations.admission import end_registration, set_admission
from clusterhub.events.operations.event import create_event, update_event
from clusterhub.events.operations.programme import (
    Appearance,
    Part,
    add_speaker,
    listed_organisation,
    listed_person,
    set_programme,
)
from clusterhub.events.operations.refusals import (
    EventCalledOff,
    EventChangedMeanwhile,
    EventEndsBeforeItStarts,
    EventIsOver,
    EventNotPublished,
    EventRefusal,
    FewerThanTaken,
    HoldRanOut,
    NoLongerOffered,
    NoRegistration,
    NothingToSwitch,
    PersonNamedTwice,
    RegistrationClosed,
)
from clusterhub.events.operations.registering import cancel_registration, prove, register
from clusterhub.events.operations.series import make_series, update_series
from clusterhub.events.operations.status import cancel_event, postpone_event, publish_event
from clusterhub.events.operations.switching import switch_mode
from clusterhub.events.operations.waiting import accept_offer, decline_offer, lapse_expired

__all__ = [
    "Appearance",
    "EventCalledOff",
    "EventChangedMeanwhile",
    "EventEndsBeforeItStarts",
    "EventIsOver",
    "EventNotPublished",
    "EventRefusal",
    "FewerThanTaken",
    "HoldRanOut",
    "NoLongerOffered",
    "NoRegistration",
    "NothingToSwitch",
    "Part",
    "PersonNamedTwice",
    "RegistrationClosed",
    "accept_offer",
    "add_speaker",
    "cancel_event",
    "cancel_registration",
    "create_event",
    "decline_offer",
    "end_registration",
    "lapse_expired",
    "listed_organisation",
    "listed_person",
    "make_series",
    "postpone_event",
    "prove",
    "publish_event",
    "register",
    "set_admission",
    "set_programme",
    "switch_mode",
    "update_event",
    "update_series",
]
