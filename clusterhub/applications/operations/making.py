"""PDFs of applications are made by the worker: a row first, then the slow part outside a transaction."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from clusterhub.applications.documents import document_of, judged_document
from clusterhub.applications.models import MadeFile, MakingState, Reading
from clusterhub.applications.snapshots import digest_of
from clusterhub.documents import writing

ABANDONED_AFTER = timedelta(minutes=2)
KEPT_FOR = timedelta(days=1)
MOST_ATTEMPTS = 3
logger = logging.getLogger(__name__)


@transaction.atomic
def ask_for_file(application, *, reading, source):
    """The row of this file, made or to be made from `source`; what was made of an older one goes."""
    digest, now = digest_of(source), timezone.now()
    fresh = {"state": MakingState.QUEUED, "digest": digest, "source": source, "queued_at": now}
    row, is_new = MadeFile.objects.select_for_update().get_or_create(
        application=application, reading=reading, defaults=fresh
    )
    if is_new or row.digest == digest:
        return row
    fresh |= {"content": None, "attempts": 0, "started_at": None, "made_at": None}
    for name, value in fresh.items():
        setattr(row, name, value)
    row.save(update_fields=list(fresh))
    return row


def try_again(row):
    """One that failed is queued once more."""
    failed = MadeFile.objects.filter(pk=row.pk, state=MakingState.FAILED)
    return failed.update(state=MakingState.QUEUED, attempts=0, queued_at=timezone.now())


def to_make():
    """Rows that wait, and rows whose worker must have died."""
    return MadeFile.objects.filter(Q(state=MakingState.QUEUED) | _abandoned())


def _abandoned():
    return Q(state=MakingState.MAKING, started_at__lt=timezone.now() - ABANDONED_AFTER)


def claim(pk):
    """Whether this worker has it now: of several, the database lets one through."""
    now = timezone.now()
    changes = {"state": MakingState.MAKING, "started_at": now, "attempts": F("attempts") + 1}
    return bool(to_make().filter(pk=pk).update(**changes))


def make_file(pk):
    """Make one, if nobody else does."""
    if not claim(pk):
        return
    row = MadeFile.objects.get(pk=pk)
    same = MadeFile.objects.filter(pk=pk, digest=row.digest)  # Else something newer is queued.
    try:
        content = writing.to_pdf(_document(row))
    except Exception:
        logger.exception("The PDF of application %s could not be made", row.application_id)
        goes_on = row.attempts < MOST_ATTEMPTS
        same.update(state=MakingState.QUEUED if goes_on else MakingState.FAILED)
        return
    same.update(state=MakingState.DONE, content=content, made_at=timezone.now())


def _document(row):
    if row.reading == Reading.JUDGE:
        return judged_document(**row.source)
    return document_of(**row.source)


def give_up_hopeless():
    """What took its worker along again and again is not tried for ever."""
    hopeless = MadeFile.objects.filter(_abandoned(), attempts__gte=MOST_ATTEMPTS)
    return hopeless.update(state=MakingState.FAILED)


def forget_made_files():
    """Nobody keeps a copy of an application longer than somebody wants to download it."""
    old = timezone.now() - KEPT_FOR
    return MadeFile.objects.filter(queued_at__lt=old).delete()[0]
