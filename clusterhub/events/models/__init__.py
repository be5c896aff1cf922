from clusterhub.events.models.choices import (
    AttendanceMode,
    EventFormat,
    EventStatus,
    Outcome,
    PoolKind,
    RegistrationStatus,
    SpeakerPart,
    Way,
)
from clusterhub.events.models.event import Event
from clusterhub.events.models.places import Admission, Pool, WaitingEntry, WhoMayCome
from clusterhub.events.models.programme import EventLink, Session, Speaker
from clusterhub.events.models.registration import (
    Fit,
    Party,
    Registration,
    RegistrationStep,
    SessionPlace,
)
from clusterhub.events.models.series import EventSeries

__all__ = [
    "Admission",
    "AttendanceMode",
    "Event",
    "EventFormat",
    "EventLink",
    "EventSeries",
    "EventStatus",
    "Fit",
    "Outcome",
    "Party",
    "Pool",
    "PoolKind",
    "Registration",
    "RegistrationStatus",
    "RegistrationStep",
    "Session",
    "SessionPlace",
    "Speaker",
    "SpeakerPart",
    "WaitingEntry",
    "Way",
    "WhoMayCome",
]
