from clusterhub.summaries.models.correction import Correction
from clusterhub.summaries.models.draft import EditingPresence, SetAsideDraft
from clusterhub.summaries.models.file import FileFormat, FileStatus, SummaryFile
from clusterhub.summaries.models.finding import Finding, FindingAnswer, SourceDocument
from clusterhub.summaries.models.mention import Mention
from clusterhub.summaries.models.summary import EventSummary

__all__ = [
    "Correction",
    "EditingPresence",
    "EventSummary",
    "FileFormat",
    "FileStatus",
    "Finding",
    "FindingAnswer",
    "Mention",
    "SetAsideDraft",
    "SourceDocument",
    "SummaryFile",
]
