"""What has happened to calls between two instants that somebody who follows them wants to know."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from clusterhub.clock.zones import zone_info
from clusterhub.funding.models import CallChange, CallStatus, Deadline, DeadlineChange
from clusterhub.funding.models.call import Call

# So many calendar days before a deadline, in the reader's own zone.
DAYS_BEFORE = (30, 14, 7, 2)
# Changes that alter what somebody does; a corrected comma does not.
TOLD_FIELDS = (
    *("opens_at", "suspended_at", "resumed_at", "cancelled_at", "spent_at", "results_at"),
    *("budget_eur", "min_eur", "max_eur", "rate", "rules"),
)
SLACK = timedelta(hours=2)  # Days are 23 or 25 hours long twice a year.
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Crossing:
    """A deadline that comes so near that somebody is reminded; when, depends on her zone."""

    call: int
    deadline: int
    closes_at: datetime
    days: int

    @property
    def what(self):
        return f"left:{self.days}:{self.deadline}:{self.closes_at:%Y%m%d%H%M}"

    def happens_at(self, zone):
        """Midnight, by the clocks of `zone`, so many days before the last day to apply."""
        zone = zone_info(zone)
        last = (self.closes_at - timedelta(microseconds=1)).astimezone(zone).date()
        return datetime.combine(last - timedelta(days=self.days), datetime.min.time(), zone)


def happened_between(since, until):
    """{call: set of what is new of it}, of calls that everybody may see."""
    public = Call.objects.public()
    span = {"gt": since, "lte": until}
    found = defaultdict(set)
    new = public.filter(**{f"published_at__{name}": at for name, at in span.items()})
    for pk in new.order_by().values_list("pk", flat=True):
        found[pk].add("new")
    known = public.filter(published_at__lte=since).order_by().values("pk")
    moves = DeadlineChange.objects.filter(noted_at__gt=since, noted_at__lte=until)
    for pk, call in moves.filter(deadline__call__in=known).values_list("pk", "deadline__call"):
        found[call].add(f"moved:{pk}")
    changes = CallChange.objects.filter(
        noted_at__gt=since, noted_at__lte=until, field__in=TOLD_FIELDS
    )
    for pk, call in changes.filter(call__in=known).values_list("pk", "call"):
        found[call].add(f"changed:{pk}")
    return found


def moved_between(since, until):
    """Only what cannot wait for tomorrow: moved deadlines, and what a call no longer is."""
    found = defaultdict(set)
    for call, whats in happened_between(since, until).items():
        urgent = {what for what in whats if what.startswith(("moved:", "changed:"))}
        if urgent:
            found[call] |= urgent
    return found


def crossings_between(since, until):
    """{call: Crossings} that happen for somebody in that time, whatever her zone; whether it does
    for her, `happens_at` says. Nobody is reminded of a call that takes no applications."""
    found = defaultdict(list)
    rows = Deadline.objects.filter(call__published_at__isnull=False).select_related("call")
    for days in DAYS_BEFORE:
        span = (since + days * DAY - SLACK, until + (days + 1) * DAY + SLACK)
        for row in rows.filter(closes_at__gte=span[0], closes_at__lte=span[1]):
            found[row.call_id].append(Crossing(row.call_id, row.pk, row.closes_at, days))
    still = Call.objects.filter(pk__in=found).in_status(CallStatus.OPEN, until)
    waiting = Call.objects.filter(pk__in=found).in_status(CallStatus.ANNOUNCED, until)
    takes = set(still.values_list("pk", flat=True)) | set(waiting.values_list("pk", flat=True))
    return {call: crossings for call, crossings in found.items() if call in takes}
