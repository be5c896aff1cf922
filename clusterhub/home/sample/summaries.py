"""Summaries of the sample: read from documents as an editor would, some published, one waiting."""

from pathlib import Path

from clusterhub import summaries
from clusterhub.summaries.models import EventSummary, FindingAnswer, SourceDocument
from clusterhub.summaries.operations import answer_finding, publish_summary, save_reading

FOLDER = Path(summaries.__file__).parent / "sample"
# Waits on the desk with all its doubts, so that a newcomer sees what an editor decides.
WAITING = "2023-10-11-eu-industry-days-takeaways.md"


def load_summaries(by):
    known = set(SourceDocument.objects.values_list("file_name", flat=True))
    for file in sorted(FOLDER.glob("*.md")):
        if file.name not in known:
            summary = save_reading(file.read_bytes(), file.name, by)
            if file.name != WAITING:
                _publish(summary, by)


def _publish(summary, by):
    for finding in summary.findings.all():
        has_proposal = finding.proposal is not None
        answer = FindingAnswer.ACCEPTED if has_proposal else FindingAnswer.DISMISSED
        answer_finding(summary, finding, answer, by=by)
    publish_summary(EventSummary.objects.get(pk=summary.pk), by=by)
