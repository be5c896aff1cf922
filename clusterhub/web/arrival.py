"""When a request reached us: before it waited for a thread, a lock or a database.

The first moment that the site itself sees, or an earlier one that a proxy in front notes in a header,
where the installation names that header. A proxy must overwrite it, or visitors could choose it.
"""

import re
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone

NUMBER = re.compile(r"(?:t=)?(\d{9,16})(\.\d{1,9})?", re.ASCII)
LONGEST_WAIT = timedelta(minutes=2)  # What waited longer was given up by the proxy.


def arrival_of(request):
    """An aware moment, never later than now."""
    now = timezone.now()
    noted = (
        _noted(request.headers.get(settings.ARRIVAL_HEADER, ""))
        if settings.ARRIVAL_HEADER
        else None
    )
    if noted is None or not now - LONGEST_WAIT <= noted <= now:
        return now
    return noted


def _noted(words):
    """Seconds (nginx: `t=${msec}`), thousandths or millionths (Apache: `%t`) since 1970."""
    match = NUMBER.fullmatch(words.strip())
    if match is None:
        return None
    whole, part = match.groups()
    seconds = float(whole + (part or ""))
    if len(whole) > 12:
        seconds /= 1_000_000 if len(whole) > 14 else 1_000
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
