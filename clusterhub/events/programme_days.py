"""Rows of sessions by the day of the conference, for those who edit them."""

from datetime import date

from clusterhub.events.conference_days import conference_days


def rows_by_day(rows, zone):
    """[(day, rows by hour)]; what has no hour yet comes last, under None."""
    rows = sorted(rows, key=lambda row: (row.starts_at is None, row.starts_at, row.number))
    hours = [
        tuple(each and each.astimezone(zone) for each in (row.starts_at, row.ends_at))
        for row in rows
    ]
    days = {}
    for day, row in zip(conference_days(hours), rows, strict=True):
        days.setdefault(day, []).append(row)
    return sorted(days.items(), key=lambda each: (each[0] is None, each[0] or date.min))
