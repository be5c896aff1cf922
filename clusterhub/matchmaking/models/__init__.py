from clusterhub.matchmaking.models.choices import (
    LIVING_REQUEST,
    SILENT,
    UNDER_WAY,
    LaterOutcome,
    MeetingOutcome,
    Mode,
    ParticipantRole,
    RequestState,
    RunState,
)
from clusterhub.matchmaking.models.matchmaking import (
    AskingRule,
    FreedTime,
    Matchmaking,
    MeetingSlot,
    Schedule,
    TableName,
)
from clusterhub.matchmaking.models.meeting import (
    Meeting,
    MeetingFigures,
    MeetingReport,
    MeetingRequest,
    MeetingSeat,
)
from clusterhub.matchmaking.models.paper import PaperKind, PlanPaper
from clusterhub.matchmaking.models.participant import NotForMe, Participant, Portrait, SlotOff

__all__ = [
    "LIVING_REQUEST",
    "SILENT",
    "UNDER_WAY",
    "AskingRule",
    "FreedTime",
    "LaterOutcome",
    "Matchmaking",
    "Meeting",
    "MeetingFigures",
    "MeetingOutcome",
    "MeetingReport",
    "MeetingRequest",
    "MeetingSeat",
    "MeetingSlot",
    "Mode",
    "NotForMe",
    "PaperKind",
    "Participant",
    "ParticipantRole",
    "PlanPaper",
    "Portrait",
    "RequestState",
    "RunState",
    "Schedule",
    "SlotOff",
    "TableName",
]
