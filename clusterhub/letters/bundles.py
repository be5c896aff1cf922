"""What happens within the same few hours is told in one letter. The letter knows which hours, its words
are written when they are over: everything stands in exactly one, whoever posted it."""

from datetime import UTC, datetime, timedelta

# What began shortly before the end of the hours is committed by then.
UNTIL_COMMITTED = timedelta(minutes=1)


def bundle_of(moment, hours):
    """The number of the hours in which a moment lies."""
    return int(moment.timestamp() // (hours * 3600))


def hours_of(bundle, hours):
    """(from, until) of that number."""
    first = datetime.fromtimestamp(bundle * hours * 3600, UTC)
    return first, first + timedelta(hours=hours)


def leaves_at(bundle, hours):
    return hours_of(bundle, hours)[1] + UNTIL_COMMITTED
