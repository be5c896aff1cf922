"""What is settled in an evaluation is minuted in the same transaction, in a chain of digests."""

import json

from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.applications.models import Minute
from clusterhub.applications.snapshots import digest_of

NAMING = ("tie", "tie lifted", "evaluator", "voided", "consensus", "assignment", "appeal")
NAMING += ("appeal followed",)


def write_minute(hosted, kind, words, *, by, **record):
    """Add one minute; the caller holds the lock of the hosted call."""
    last = hosted.minutes.order_by("-number").first()
    now, number = timezone.now(), (last.number + 1 if last else 1)
    label = str(by)[:200] if by is not None else "system"
    minute = Minute(
        hosted=hosted,
        number=number,
        kind=kind,
        at=now,
        by_label=label,
        words=str(words),
        record=json.loads(json.dumps(record, default=str)),
    )
    minute.digest = digest_of(said_in(minute, last.digest if last else ""))
    minute.save(force_insert=True)
    return minute


def said_in(minute, before):
    """What the digest of a minute covers: everything, and the digest of the one before."""
    return {
        "number": minute.number,
        "kind": minute.kind,
        "at": minute.at.isoformat(),
        "by": minute.by_label,
        "words": minute.words,
        "record": minute.record,
        "before": before,
    }


def forget_minutes(hosted):
    """What names people goes with the applications; numbers, moments and digests stay in the chain."""
    named = hosted.minutes.filter(kind__in=NAMING)
    named.update(words=_("Removed by schedule."), record={}, by_label="")
