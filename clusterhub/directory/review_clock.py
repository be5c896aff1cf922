"""How long review takes at present, from decisions that were really made."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from statistics import median

from django.db.models import Q

from clusterhub.directory.models import Decision, Submission

LATEST = 50
WITHIN = timedelta(days=180)
FEWEST = 5  # Fewer say nothing.


@dataclass(frozen=True)
class ReviewTimes:
    """Half of the cases took no longer than `half`, nine of ten no longer than `most` (days)."""

    half: int
    most: int


def review_times(now):
    """ReviewTimes, or None while too few cases were decided to say anything."""
    decided = Submission.objects.filter(decided_at__gt=now - WITHIN, decided_at__lte=now, looks={})
    decided = decided.exclude(verdict=Decision.WITHDRAWN).order_by("-decided_at", "-pk")
    rows = decided.values_list("submitted_at", "decided_at")[:LATEST]
    days = sorted(_days(ended - began) for began, ended in rows)
    if len(days) < FEWEST:
        return None
    return ReviewTimes(half=ceil(median(days)), most=days[ceil(0.9 * len(days)) - 1])


def waiting_before(submission):
    """How many cases came in earlier and still wait."""
    at, pk = submission.submitted_at, submission.pk
    earlier = Q(submitted_at__lt=at) | Q(submitted_at=at, pk__lt=pk)
    return Submission.objects.to_review().filter(earlier).count()


def _days(duration):
    """Begun days: what was decided within the hour took one."""
    return max(1, ceil(duration / timedelta(days=1)))
