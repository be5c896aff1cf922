from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.summaries.differences import differences
from clusterhub.summaries.models import Correction
from clusterhub.summaries.operations.event import bring_event
from clusterhub.summaries.operations.file import queue_files
from clusterhub.summaries.operations.mention import link_mentions
from clusterhub.summaries.operations.revision import headline, lock_summary
from clusterhub.summaries.operations.target import resolve_targets
from clusterhub.summaries.reading.shape import check_shape
from clusterhub.summaries.record import plain_words
from clusterhub.summaries.refusals import FindingsUnanswered, NothingToCorrect, NotPublishable


@transaction.atomic
def publish_summary(summary, *, by, revision=None):
    """Publish page, files and mentions from the record, all or nothing.

    Refused while a finding has no answer, the record has no valid shape, or somebody saved
    after `revision`.
    """
    summary = lock_summary(summary)
    if summary.is_published:
        return summary  # A second click changes nothing.
    lock_summary(summary, revision)
    if unanswered := summary.findings.unanswered().count():
        raise FindingsUnanswered(unanswered)
    _check(summary.record)
    accepted = _accepted(summary)
    targets = resolve_targets(accepted, by=by)
    summary.event = bring_event(summary, accepted, targets, by=by)
    link_mentions(summary, summary.record, targets)
    summary.published_at = timezone.now()
    _store_published(summary)
    record_activity("published", summary, by=by)
    return summary


@transaction.atomic
def correct_summary(summary, *, what, by, revision=None):
    """Publish the present draft over what is public; what changed stays visible with it."""
    summary = lock_summary(summary, revision)
    _check(summary.record)
    changes = differences(summary.published_record, summary.record)
    if not changes:
        raise NothingToCorrect
    link_mentions(summary, summary.record, resolve_targets(_accepted(summary), by=by))
    correction = Correction.objects.create(
        summary=summary, by=by, what=" ".join(what.split())[:400], changes=changes
    )
    _store_published(summary)
    record_activity("corrected", summary, by=by, what=correction.what)
    return correction


@transaction.atomic
def unpublish_summary(summary, *, by):
    """Take a summary off the site; it is a draft again, and its address answers 404."""
    summary = lock_summary(summary)
    if not summary.is_published:
        return summary
    summary.published_at = None
    summary.title = headline(summary.record["title"])
    summary.save(update_fields=["published_at", "title", "updated_at"])
    summary.files.all().delete()
    record_activity("unpublished", summary, by=by)
    return summary


def complaints_about(record):
    """What keeps a record from being published, as sentences."""
    complaints = check_shape(record)
    if not complaints and len(record["starts_at"]) == 10:
        complaints.append("starts_at has no hour.")
    if not complaints and record["ends_at"] is None:
        complaints.append("ends_at is missing.")
    return complaints


def _check(record):
    if complaints := complaints_about(record):
        raise NotPublishable(complaints)


def _accepted(summary):
    """The proposals that got a yes, in order."""
    answers = summary.findings.exclude(answer="").values_list("answer_values", flat=True)
    return [answer["proposal"] for answer in answers if answer]


def _store_published(summary):
    summary.published_record = summary.record
    summary.title = headline(summary.record["title"])
    summary.body_text = plain_words(summary.record)
    fields = ["event", "title", "published_at", "published_record", "body_text", "updated_at"]
    summary.save(update_fields=fields)
    queue_files(summary)
