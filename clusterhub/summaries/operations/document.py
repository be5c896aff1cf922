"""A second document for a talk that has a summary: its text takes the place of the first one's."""

from django.db import transaction
from django.db.models import Max

from clusterhub.activity.operations import record_activity
from clusterhub.documents.dialect import EMPTY_TARGET
from clusterhub.summaries.comparing import PLATFORM_CODES
from clusterhub.summaries.models import EventSummary, FindingAnswer, FindingStanding
from clusterhub.summaries.operations.revision import lock_summary, store_record
from clusterhub.summaries.operations.source import add_findings, not_asked_yet
from clusterhub.summaries.operations.version import archive
from clusterhub.summaries.record import ITEM_LISTS
from clusterhub.summaries.refusals import EditedMeanwhile, IsPublished


@transaction.atomic
def take_document(summary, draft, *, by, revision=None, draft_revision=None):
    """Let a draft's text, document and doubts become the next version of another summary.

    What stood there is archived. Of a published summary readers see nothing of it before the
    correction is published; earlier links stay, and what is new is asked about.
    """
    summary, draft = _lock_both(summary, draft, revision, draft_revision)
    if draft.is_published:
        raise IsPublished
    source = getattr(draft, "source", None)
    name = source.file_name if source else draft.title
    _archive_all(summary, draft, name, by)
    _move_findings(summary, draft)
    if source is not None:
        if hasattr(summary, "source"):
            summary.source.delete()
        source.summary = summary
        source.save(update_fields=["summary"])
    draft.versions.update(summary=summary)
    record = draft.record
    EventSummary.objects.filter(pk=draft.pk).delete()
    summary = store_record(EventSummary.objects.get(pk=summary.pk), record, by)
    last = summary.findings.aggregate(last=Max("position"))["last"] or 0
    add_findings(summary, not_asked_yet(summary), start=last + 1)
    record_activity("took another document for", summary, by=by, file_name=name)
    return summary


def _lock_both(summary, draft, revision, draft_revision):
    # In one order, so that two editors who exchange the two do not wait for each other.
    wanted = {summary.pk: revision, draft.pk: draft_revision}
    locked = {}
    for each in sorted((summary, draft), key=lambda each: each.pk):
        try:
            locked[each.pk] = lock_summary(each, wanted[each.pk])
        except EventSummary.DoesNotExist as error:
            raise EditedMeanwhile(each) from error
    return locked[summary.pk], locked[draft.pk]


def _archive_all(summary, draft, name, by):
    source = getattr(summary, "source", None)
    why = f"Before the text of “{name}”"[:400]
    is_pending = summary.is_published and summary.record != summary.published_record
    if is_pending or not summary.is_published:
        archive(summary, summary.record, why=why, by=by, source=None if is_pending else source)
    if summary.is_published:
        archive(summary, summary.published_record, why=why, by=by, source=source)
    for each in (summary, draft):
        for kept in each.set_aside.all():
            archive(summary, kept.record, why="Kept aside when two editors saved", by=kept.by)
    summary.set_aside.all().delete()


def _move_findings(summary, draft):
    """The new document's own doubts, and what was answered about it, as far as it is not the event."""
    if summary.is_published:
        summary.findings.filter(standing=FindingStanding.OPEN).delete()
        of_reader = summary.findings.exclude(code__in=PLATFORM_CODES)
        of_reader.update(standing=FindingStanding.OUTDATED)
    else:
        summary.findings.all().delete()
    last = summary.findings.aggregate(last=Max("position"))["last"] or 0
    for finding in draft.findings.all():
        is_platforms = finding.code in PLATFORM_CODES
        if is_platforms and (finding.answer == "" or _is_about_the_event(finding)):
            continue
        _propose_known_target(finding, summary)
        finding.summary, finding.position = summary, last + finding.position
        finding.standing = FindingStanding.OPEN
        finding.save(update_fields=["summary", "position", "standing", "proposal"])


def _propose_known_target(finding, summary):
    """A link that is empty once more leads where the same words led before."""
    if finding.code != "empty-link" or finding.answer or not finding.values:
        return
    words = str(finding.values[0])
    for part in ITEM_LISTS:
        for item in summary.record[part]:
            for link in item["links"]:
                if link["text"] == words and link["target"] != EMPTY_TARGET:
                    finding.proposal = {
                        "do": "set-link-target",
                        "text": words,
                        "value": link["target"],
                    }


def _is_about_the_event(finding):
    return finding.code.startswith(("event-", "programme-")) and (
        finding.answer != FindingAnswer.DISMISSED or finding.code == "programme-differs"
    )


@transaction.atomic
def put_back(summary, version, *, by, revision=None):
    """Make an archived text the draft again; the present one is archived in its turn."""
    summary = lock_summary(summary, revision)
    if version.record == summary.record:
        return summary
    archive(summary, summary.record, why="Before an earlier version was put back", by=by)
    store_record(summary, version.record, by)
    record_activity("put an earlier version back of", summary, by=by)
    return summary
