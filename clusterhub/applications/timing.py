"""Whether what arrives at a moment is in time. Pure: moments in, a decision out.

The deadline is the first moment that no longer counts: 16:59:59.999 is in time for 17:00, 17:00:00
is not. A clock of the applicant's plays no part.
"""

from dataclasses import dataclass
from datetime import timedelta

IN_TIME, GRACE, EXCEPTION = "in_time", "grace", "exception"


@dataclass(frozen=True)
class Timing:
    """`deadline` is the row that was measured against; `lateness` None if nothing is taken."""

    deadline: object = None
    lateness: str | None = None

    @property
    def is_taken(self):
        return self.lateness is not None


def timing_of(received_at, deadlines, *, grace_minutes=0, bound_to=None, excepted_until=None):
    """Measure an arrival against the deadlines of a call, in order; `bound_to` is the only one that
    counts for an application that was handed in before."""
    grace = timedelta(minutes=grace_minutes)
    considered = [bound_to] if bound_to else deadlines
    for deadline in considered:
        if received_at < deadline.closes_at:
            return Timing(deadline, IN_TIME)
        if received_at < deadline.closes_at + grace:
            return Timing(deadline, GRACE)
    last = considered[-1] if considered else None
    if last and excepted_until and received_at < excepted_until:
        return Timing(last, EXCEPTION)
    return Timing(last)
