"""What may happen to events, their programme and their series; the only code that writes them."""

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
    EventChangedMeanwhile,
    EventEndsBeforeItStarts,
    EventIsOver,
    EventNotPublished,
    EventRefusal,
    PersonNamedTwice,
)
from clusterhub.events.operations.series import make_series, update_series
from clusterhub.events.operations.status import cancel_event, postpone_event, publish_event

__all__ = [
    "Appearance",
    "EventChangedMeanwhile",
    "EventEndsBeforeItStarts",
    "EventIsOver",
    "EventNotPublished",
    "EventRefusal",
    "Part",
    "PersonNamedTwice",
    "add_speaker",
    "cancel_event",
    "create_event",
    "listed_organisation",
    "listed_person",
    "make_series",
    "postpone_event",
    "publish_event",
    "set_programme",
    "update_event",
    "update_series",
]
