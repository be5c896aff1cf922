from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from clusterhub.accounts.permissions import can_edit_content
from clusterhub.directory.names import fold
from clusterhub.funding.models.choices import TAKES_APPLICATIONS, CallStatus
from clusterhub.funding.models.deadline import Deadline, DeadlineChange
from clusterhub.funding.models.state import is_halted, status_in_rows

MOST_WORDS = 6


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
        rows = Prefetch("deadlines", Deadline.objects.annotate(**latest))
        return self.defer("body", "words").prefetch_related(rows)

    def with_bare_deadlines(self, *fields):
        """Only these fields, and deadlines without their moves: for many entries on one page."""
        bare = Deadline.objects.only("call", "closes_at", "time_zone", "is_day_only", "label")
        return self.only(*fields).prefetch_related(Prefetch("deadlines", bare))

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
        return self.with_both_deadlines(now).annotate(status_now=status_in_rows(now))

    def running(self, now):
        """Not ended or halted by a publisher; the dates are another matter."""
        ended = Q(cancelled_at__lte=now) | Q(results_at__lte=now) | Q(spent_at__lte=now)
        return self.exclude(ended).exclude(is_halted(now))

    def in_status(self, status, now=None):
        """`open` means all that take applications, those that close soon with them."""
        wanted = TAKES_APPLICATIONS if status == CallStatus.OPEN else [status]
        return self.with_status(now).filter(status_now__in=wanted)

    def open(self, now=None):
        """Open for applications now: the one that closes first on top, without a deadline last."""
        return self.in_status(CallStatus.OPEN, now).order_by(
            F("next_deadline_at").asc(nulls_last=True), "pk"
        )

    def closing_soon(self, now=None):
        """Open, with a cut-off within the next days."""
        return self.in_status(CallStatus.CLOSING_SOON, now).order_by("next_deadline_at", "pk")

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
