from clusterhub.events.models.choices import EventFormat, EventStatus, SpeakerPart
from clusterhub.events.models.event import Event
from clusterhub.events.models.programme import EventLink, Session, Speaker
from clusterhub.events.models.series import EventSeries

__all__ = [
    "Event",
    "EventFormat",
    "EventLink",
    "EventSeries",
    "EventStatus",
    "Session",
    "Speaker",
    "SpeakerPart",
]
