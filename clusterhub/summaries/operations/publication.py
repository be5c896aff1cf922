from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.summaries.differences import differences
from clusterhub.summaries.models import Correction, FindingStanding
from clusterhub.summaries.operations.event import bring_event, event_in_words, update_as_agreed
from clusterhub.summaries.operations.file import queue_files
from clusterhub.summaries.operations.mention import link_mentions, mentioned, new_mentions
from clusterhub.summaries.operations.programme import programme_changes, programme_of
from clusterhub.summaries.operations.revision import headline, lock_summary
from clusterhub.summaries.operations.target import resolve_targets
from clusterhub.summaries.operations.version import archive
from clusterhub.summaries.reading.shape import check_shape
from clusterhub.summaries.record import plain_words
from clusterhub.summaries.refusals import FindingsUnanswered, NothingToCorrect, NotPublishable

DONE_ONCE = ("set-deadlines", "set-event", "take-programme")


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
    if unanswered := summary.findings.of_the_draft().unanswered().count():
        raise FindingsUnanswered(unanswered)
    _check(summary.record)
    accepted = _accepted(summary.findings.filter(standing=FindingStanding.OPEN))
    targets = resolve_targets(accepted, by=by)
    targets.add_settled(_accepted(summary.findings.filter(standing=FindingStanding.SETTLED)))
    summary.event = bring_event(summary, accepted, targets, by=by)
    link_mentions(summary, summary.record, targets)
    summary.published_at = timezone.now()
    _store_published(summary)
    record_activity("published", summary, by=by)
    return summary


@transaction.atomic
def correct_summary(summary, *, what, by, revision=None):
    """Publish the present draft over what is public; what changed stays visible with it.

    Newly named people, organisations and calls are linked or made as at the first review, and the
    event is changed where an editor said so. Refused while a finding has no answer.
    """
    summary = lock_summary(summary, revision)
    if unanswered := summary.findings.of_the_draft().unanswered().count():
        raise FindingsUnanswered(unanswered)
    _check(summary.record)
    changes = differences(summary.published_record, summary.record)
    fresh = _accepted(summary.findings.filter(standing=FindingStanding.OPEN))
    if not changes and not any(_reaches_the_platform(each) for each in fresh):
        raise NothingToCorrect
    before = mentioned(summary)
    targets = resolve_targets(fresh, by=by, known=before)
    targets.add_settled(_accepted(summary.findings.filter(standing=FindingStanding.SETTLED)))
    changes += _update_event(summary, fresh, targets, by)
    link_mentions(summary, summary.record, targets)
    changes += new_mentions(summary, before)
    what = " ".join(what.split())[:400]
    archive(summary, summary.published_record, why=what, by=by)
    correction = Correction.objects.create(summary=summary, by=by, what=what, changes=changes)
    _store_published(summary)
    record_activity("corrected", summary, by=by, what=correction.what)
    return correction


def _reaches_the_platform(proposal):
    return proposal["do"] in ("link", "create", "set-deadlines", "set-event", "take-programme")


def _update_event(summary, accepted, targets, by):
    """What the event says differently now, in the shape of changes of the record."""
    if summary.event is None:
        return []
    event = summary.event
    before, old = event_in_words(event), programme_of(event)
    summary.event = event = update_as_agreed(event, summary.record, accepted, targets, by=by)
    return [
        *_of_the_event(differences(before, event_in_words(event))),
        *_of_the_event(programme_changes(old, programme_of(event))),
    ]


def _of_the_event(changes):
    return [each | {"place": f"event.{each['place']}"} for each in changes]


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
    summary.findings.filter(standing=FindingStanding.OUTDATED).delete()
    _open_again(summary)
    record_activity("unpublished", summary, by=by)
    return summary


def _open_again(summary):
    """Answers may be taken back again, but for those that changed another record once."""
    settled = summary.findings.filter(standing=FindingStanding.SETTLED)
    done = [
        each.pk
        for each in settled
        if ((each.answer_values or {}).get("proposal") or {}).get("do") in DONE_ONCE
    ]
    settled.exclude(pk__in=done).update(standing=FindingStanding.OPEN)


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


def _accepted(findings):
    """The proposals that got a yes, in order."""
    answers = findings.exclude(answer="").values_list("answer_values", flat=True)
    return [answer["proposal"] for answer in answers if answer]


def _store_published(summary):
    summary.findings.filter(standing=FindingStanding.OUTDATED).delete()
    summary.findings.update(standing=FindingStanding.SETTLED)
    summary.published_record = summary.record
    summary.title = headline(summary.record["title"])
    summary.body_text = plain_words(summary.record)
    fields = ["event", "title", "published_at", "published_record", "body_text", "updated_at"]
    summary.save(update_fields=fields)
    queue_files(summary)
