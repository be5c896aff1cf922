"""What the page of a call says of its stages and its text."""

from django.utils import timezone
from django.utils.safestring import mark_safe

from clusterhub.funding.reading.texts import clean


def is_invited_only(call, now=None):
    """Whether the first of two stages is over and the second one is not."""
    now = now or timezone.now()
    ends = {row.stage or 1: row.closes_at for row in call.deadlines.all()}
    return 2 in ends and 1 in ends and ends[1] <= now < ends[2]


def safe_body(call):
    """The text, cleaned once more: a row may have come from anywhere."""
    return mark_safe(clean(call.body)) if call.body else ""
