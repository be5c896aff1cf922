from clusterhub.summaries.models.correction import Correction
from clusterhub.summaries.models.draft import EditingPresence, SetAsideDraft
from clusterhub.summaries.models.file import FileFormat, FileStatus, SummaryFile
from clusterhub.summaries.models.finding import (
    Finding,
    FindingAnswer,
    FindingStanding,
    SourceDocument,
)
from clusterhub.summaries.models.mention import Mention
from clusterhub.summaries.models.summary import EventSummary
from clusterhub.summaries.models.version import ArchivedVersion

__all__ = [
    "ArchivedVersion",
    "Correction",
    "EditingPresence",
    "EventSummary",
    "FileFormat",
    "FileStatus",
    "Finding",
    "FindingAnswer",
    "FindingStanding",
    "Mention",
    "SetAsideDraft",
    "SourceDocument",
    "SummaryFile",
]
