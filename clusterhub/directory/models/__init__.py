from clusterhub.directory.kinds import OrganisationKind, Part
from clusterhub.directory.models.changes import DirectoryDump, SearchChange
from clusterhub.directory.models.editing import Claim, Editorship, Invitation, Level, Verdict
from clusterhub.directory.models.history import Change, Merge, NotSame, Revision
from clusterhub.directory.models.identifier import Identifier
from clusterhub.directory.models.imports import (
    ImportBatch,
    ImportPurpose,
    ImportRow,
    ImportState,
    RowDecision,
    RowVerdict,
)
from clusterhub.directory.models.members import (
    ClusterMember,
    MemberCount,
    ParticipantRole,
    Participation,
)
from clusterhub.directory.models.names import NameBlock, NameGram, NameKey, NewBlock
from clusterhub.directory.models.organisation import LocatedBy, NameKind, Organisation, OtherName
from clusterhub.directory.models.part_words import PartWord, word_of_parent
from clusterhub.directory.models.person import Affiliation, Person
from clusterhub.directory.models.profile import (
    Audience,
    Contact,
    ContactRole,
    Label,
    LabelLevel,
    PartConfirmation,
    ProfileDocument,
    SupportProgramme,
)
from clusterhub.directory.models.reminders import Reminder
from clusterhub.directory.models.review import (
    CriterionCode,
    Decision,
    Evidence,
    Leaning,
    Opinion,
    Submission,
    Waiver,
    WaiverGround,
)
from clusterhub.directory.models.twins import Twin, TwinSearch
from clusterhub.directory.states import State

__all__ = [
    "Affiliation",
    "Audience",
    "Change",
    "Claim",
    "ClusterMember",
    "Contact",
    "ContactRole",
    "CriterionCode",
    "Decision",
    "DirectoryDump",
    "Editorship",
    "Evidence",
    "Identifier",
    "ImportBatch",
    "ImportPurpose",
    "ImportRow",
    "ImportState",
    "Invitation",
    "Label",
    "LabelLevel",
    "Leaning",
    "Level",
    "LocatedBy",
    "MemberCount",
    "Merge",
    "NameBlock",
    "NameGram",
    "NameKey",
    "NameKind",
    "NewBlock",
    "NotSame",
    "Opinion",
    "Organisation",
    "OrganisationKind",
    "OtherName",
    "Part",
    "PartConfirmation",
    "PartWord",
    "ParticipantRole",
    "Participation",
    "Person",
    "ProfileDocument",
    "Reminder",
    "Revision",
    "RowDecision",
    "RowVerdict",
    "SearchChange",
    "State",
    "Submission",
    "SupportProgramme",
    "Twin",
    "TwinSearch",
    "Verdict",
    "Waiver",
    "WaiverGround",
    "word_of_parent",
]
