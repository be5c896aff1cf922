"""The spans of time in which a deadline is wanted. Knows no database."""

from datetime import date, datetime, time, timedelta

from clusterhub.clock.zones import DEFAULT_ZONE, zone_info


def windows_of(wanted, now):
    """Pairs of instants: after the first and up to the second."""
    windows = []
    if wanted.within:
        windows.append((now, now + timedelta(days=int(wanted.within))))
    if wanted.month:
        windows.append(month_bounds(wanted.month))
    return windows


def month_bounds(month):
    """The first instant of a month (2026-11) in Brussels, and the first one after it."""
    year, number = (int(part) for part in month.split("-"))
    zone = zone_info(DEFAULT_ZONE)
    following = date(year + number // 12, number % 12 + 1, 1)
    return (
        datetime.combine(date(year, number, 1), time(), zone),
        datetime.combine(following, time(), zone),
    )
