from clusterhub.labs.models.choices import (
    OutcomeKind,
    OutcomeState,
    PartKind,
    PartnerRole,
    PartnerState,
)
from clusterhub.labs.models.consortium import Consortium, Outcome, Partner
from clusterhub.labs.models.group import GroupFile, IdeaGroup, Role, Section, SectionVersion, Task
from clusterhub.labs.models.idea import Idea, IdeaPart
from clusterhub.labs.models.lab import Lab, LabPerson

__all__ = [
    "Consortium",
    "GroupFile",
    "Idea",
    "IdeaGroup",
    "IdeaPart",
    "Lab",
    "LabPerson",
    "Outcome",
    "OutcomeKind",
    "OutcomeState",
    "PartKind",
    "Partner",
    "PartnerRole",
    "PartnerState",
    "Role",
    "Section",
    "SectionVersion",
    "Task",
]
