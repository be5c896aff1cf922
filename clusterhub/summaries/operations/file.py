import hashlib
import json
import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from clusterhub.summaries.models import FileFormat, FileStatus, SummaryFile

ABANDONED_AFTER = timedelta(minutes=2)
MOST_ATTEMPTS = 3
logger = logging.getLogger(__name__)


def fingerprint_of(record):
    """Changes with every change of what is published; the ETag of all its forms."""
    text = json.dumps(record, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def queue_files(summary):
    """Leave a row for each file that takes long to make; a job makes them."""
    for format in FileFormat.values:
        SummaryFile.objects.update_or_create(
            summary=summary,
            format=format,
            defaults={
                "status": FileStatus.QUEUED,
                "fingerprint": fingerprint_of(summary.published_record),
                "content": None,
                "attempts": 0,
                "queued_at": timezone.now(),
                "started_at": None,
                "made_at": None,
                "problem": "",
            },
        )


def files_to_make():
    """Rows that wait, and rows whose worker must have died."""
    return SummaryFile.objects.filter(Q(status=FileStatus.QUEUED) | _abandoned())


def give_up_hopeless():
    """A file that took its worker along again and again is not tried for ever."""
    hopeless = SummaryFile.objects.filter(_abandoned(), attempts__gte=MOST_ATTEMPTS)
    hopeless.update(status=FileStatus.FAILED, problem="The worker died while making it.")


def _abandoned():
    return Q(status=FileStatus.MAKING, started_at__lt=timezone.now() - ABANDONED_AFTER)


def make_file(file, make):
    """Make one file with `make(record)`; once, whoever asks, and again if a worker died of it."""
    if not _claim(file):
        return SummaryFile.objects.get(pk=file.pk)
    file = SummaryFile.objects.select_related("summary").get(pk=file.pk)
    try:
        # The slow part, outside any transaction.
        content = make(file.summary.published_record)
    except Exception as error:
        logger.exception("A file of the summary %s could not be made", file.summary_id)
        return _give_up(file, error)
    return _keep(file, content)


def retry_file(file):
    """Try a file that failed once more."""
    SummaryFile.objects.filter(pk=file.pk, status=FileStatus.FAILED).update(
        status=FileStatus.QUEUED, attempts=0, problem="", queued_at=timezone.now()
    )


def _claim(file):
    """Whether this worker has it now: of several, the database lets one through."""
    claimed = files_to_make().filter(pk=file.pk)
    return bool(
        claimed.update(
            status=FileStatus.MAKING, started_at=timezone.now(), attempts=F("attempts") + 1
        )
    )


@transaction.atomic
def _keep(file, content):
    current = SummaryFile.objects.select_for_update().get(pk=file.pk)
    if current.fingerprint != file.fingerprint:
        return current  # Corrected while this was made: that one is queued already.
    current.status, current.content = FileStatus.DONE, content
    current.made_at, current.problem = timezone.now(), ""
    current.save(update_fields=["status", "content", "made_at", "problem"])
    return current


def _give_up(file, error):
    status = FileStatus.QUEUED if file.attempts < MOST_ATTEMPTS else FileStatus.FAILED
    SummaryFile.objects.filter(pk=file.pk, fingerprint=file.fingerprint).update(
        status=status, problem=f"{type(error).__name__}: {error}"[:300]
    )
    return SummaryFile.objects.get(pk=file.pk)
