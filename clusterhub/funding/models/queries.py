from datetime import timedelta
from functools import lru_cache

from django.db import models
from django.db.models import Case, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterhub.accounts.permissions import can_edit_content
from clusterhub.clock.closing import SOON_DAYS
from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.directory.names import fold
from clusterhub.funding.models.deadline import Deadline, DeadlineChange, end_of_day

MOST_WORDS = 6


class CallStatus(models.TextChoices):
    FORTHCOMING = "forthcoming", _("Forthcoming")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    UNKNOWN = "unknown", _("No deadline known")


def soon_ends_at(now):
    """What closes up to this instant closes soon: within so many calendar days, in Brussels."""
    return _soon_ends_at(now.astimezone(zone_info(DEFAULT_ZONE)).date())


@lru_cache(maxsize=8)
def _soon_ends_at(today):
    return end_of_day(today + timedelta(days=SOON_DAYS))


class CallQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if can_edit_content(user) else self.public()

    def public(self):
        return self.exclude(published_at=None)

    def with_deadlines(self):
        return self.prefetch_related(
            Prefetch("deadlines", Deadline.objects.prefetch_related("changes"))
        )

    def with_list(self):
        """What a list shows: deadlines, each with `was_at` and `was_day_only` if it has moved."""
        changes = DeadlineChange.objects.filter(deadline=OuterRef("pk"))
        latest = {name: Subquery(changes.values(name)[:1]) for name in ("was_at", "was_day_only")}
        return self.prefetch_related(Prefetch("deadlines", Deadline.objects.annotate(**latest)))

    def with_next_deadline(self, now=None):
        """Adds `next_deadline_at`: the first deadline still to come, or None."""
        coming = Deadline.objects.filter(call=OuterRef("pk"), closes_at__gt=now or timezone.now())
        first = coming.order_by("closes_at").values("closes_at")[:1]
        return self.annotate(next_deadline_at=Subquery(first))

    def with_both_deadlines(self, now=None):
        """Adds `next_deadline_at` and `last_deadline_at`; each may be None."""
        last = Deadline.objects.filter(call=OuterRef("pk")).order_by("-closes_at")
        return self.with_next_deadline(now).annotate(
            last_deadline_at=Subquery(last.values("closes_at")[:1])
        )

    def with_status(self, now=None):
        """Adds `status_now`, the same as `Call.status(now)` says, and both ends of its deadlines."""
        now = now or timezone.now()
        status = Case(
            When(opens_at__gt=now, then=Value(CallStatus.FORTHCOMING)),
            When(last_deadline_at=None, then=Value(CallStatus.UNKNOWN)),
            When(next_deadline_at=None, then=Value(CallStatus.CLOSED)),
            default=Value(CallStatus.OPEN),
            output_field=models.CharField(),
        )
        return self.with_both_deadlines(now).annotate(status_now=status)

    def in_status(self, status, now=None):
        return self.with_status(now).filter(status_now=status)

    def open(self, now=None):
        """Open for applications now, the one that closes first on top."""
        return self.in_status(CallStatus.OPEN, now).order_by("next_deadline_at", "pk")

    def closing_soon(self, now=None):
        """Open, with a cut-off within the next days."""
        now = now or timezone.now()
        return self.open(now).filter(next_deadline_at__lte=soon_ends_at(now))

    def by_deadline(self, now=None):
        """What closes next on top; then what has no deadline to come, what closed last first."""
        return self.with_both_deadlines(now).order_by(
            F("next_deadline_at").asc(nulls_last=True),
            F("last_deadline_at").desc(nulls_last=True),
            "pk",
        )

    def closing_between(self, start, end):
        """With a deadline after `start` and up to `end`: midnight belongs to the day it ends."""
        fits = Q(
            pk__in=Deadline.objects.filter(closes_at__gt=start, closes_at__lte=end).values("call")
        )
        return self.filter(fits)

    def matching(self, words):
        """Those with each of `words` in their texts; accents and case do not matter."""
        rows = self
        for word in fold(words).split()[:MOST_WORDS]:
            rows = rows.filter(words__contains=word)
        return rows
