from clusterhub.funding.models.about import (
    CallAlias,
    CallChange,
    CallCopy,
    CallDocument,
    CallImport,
)
from clusterhub.funding.models.asking import CallSetAside, KeptAnswers
from clusterhub.funding.models.call import Call
from clusterhub.funding.models.choices import (
    TAKES_APPLICATIONS,
    CallKind,
    CallStatus,
    MoneyForm,
    Procedure,
)
from clusterhub.funding.models.deadline import Deadline, DeadlineChange, end_of_day
from clusterhub.funding.models.following import (
    AlertRun,
    Cadence,
    Follow,
    Follower,
    SavedSearch,
    Told,
)
from clusterhub.funding.models.state import MOMENTS

__all__ = [
    "MOMENTS",
    "TAKES_APPLICATIONS",
    "AlertRun",
    "Cadence",
    "Call",
    "CallAlias",
    "CallChange",
    "CallCopy",
    "CallDocument",
    "CallImport",
    "CallKind",
    "CallSetAside",
    "CallStatus",
    "Deadline",
    "DeadlineChange",
    "Follow",
    "Follower",
    "KeptAnswers",
    "MoneyForm",
    "Procedure",
    "SavedSearch",
    "Told",
    "end_of_day",
]
