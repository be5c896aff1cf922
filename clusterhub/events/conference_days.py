"""The day of a conference that an hour belongs to: a night is part of the evening before it."""

from datetime import timedelta

NIGHT_ENDS = 5  # Nobody begins a new day of a conference before.


def conference_days(hours):
    """The day of each (start, end) pair of local datetimes; None without a start.

    What begins in the small hours belongs to the day before, when that day's last session passes
    midnight.
    """
    hours = list(hours)
    late = {
        starts.date() for starts, ends in hours if starts and ends and ends.date() > starts.date()
    }
    return [starts and _day(starts, late) for starts, _ends in hours]


def _day(starts, late):
    evening = starts.date() - timedelta(days=1)
    return evening if starts.hour < NIGHT_ENDS and evening in late else starts.date()
