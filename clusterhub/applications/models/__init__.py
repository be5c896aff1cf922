from clusterhub.applications.models.access import AccessEntry, AccessVerb
from clusterhub.applications.models.answers import Answer, AnswerVersion, Attachment
from clusterhub.applications.models.application import Application, Partner
from clusterhub.applications.models.deciding import (
    Appeal,
    Award,
    Decision,
    Outcome,
    OutcomePlace,
    Step,
    StepKind,
)
from clusterhub.applications.models.form import FormVersion, Question, QuestionKind, Section
from clusterhub.applications.models.hosting import (
    CallRole,
    HostedCall,
    LateRule,
    OfficersRead,
    RoleKind,
    roles_of,
)
from clusterhub.applications.models.info_sessions import InfoSession
from clusterhub.applications.models.judging import (
    Assignment,
    Conflict,
    Consensus,
    Evaluation,
    Screening,
    Verdict,
    Voice,
)
from clusterhub.applications.models.lead_word import LeadWord
from clusterhub.applications.models.made_file import MadeFile, MakingState, Reading
from clusterhub.applications.models.procedure import Engagement, Minute, Procedure
from clusterhub.applications.models.remedy import MoneyFrom, Remedy
from clusterhub.applications.models.submission import LateException, Lateness, Submission
from clusterhub.applications.models.team import Member, MemberRole

__all__ = [
    "AccessEntry",
    "AccessVerb",
    "Answer",
    "AnswerVersion",
    "Appeal",
    "Application",
    "Assignment",
    "Attachment",
    "Award",
    "CallRole",
    "Conflict",
    "Consensus",
    "Decision",
    "Engagement",
    "Evaluation",
    "FormVersion",
    "HostedCall",
    "InfoSession",
    "LateException",
    "LateRule",
    "Lateness",
    "LeadWord",
    "MadeFile",
    "MakingState",
    "Member",
    "MemberRole",
    "Minute",
    "MoneyFrom",
    "OfficersRead",
    "Outcome",
    "OutcomePlace",
    "Partner",
    "Procedure",
    "Question",
    "QuestionKind",
    "Reading",
    "Remedy",
    "RoleKind",
    "Screening",
    "Section",
    "Step",
    "StepKind",
    "Submission",
    "Verdict",
    "Voice",
    "roles_of",
]
