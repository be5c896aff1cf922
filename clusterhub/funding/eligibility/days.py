"""Years between days, and days of which only the year or the month is known."""

import calendar
import re
from datetime import date

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
EARLIEST = 1000


def span_of(written):
    """The first and the last day that “2019”, “2019-05” or “2019-05-17” can mean, or ValueError."""
    found = WRITTEN.fullmatch(written)
    if not found or int(found[1]) < EARLIEST:
        raise ValueError(written)
    year, month, day = (int(part) if part else None for part in found.groups())
    if day:
        only = date(year, month, day)
        return only, only
    if month:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def years_later(day, years):
    """The same day of another year; where 29 February is missing, the last day of that month, as
    Regulation (EEC, Euratom) No 1182/71, Article 3(2)(c), counts periods."""
    year = day.year + years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def full_years(born, on):
    """Completed years on a day; less than nothing before the birth."""
    years = on.year - born.year
    return years if years_later(born, years) <= on else years - 1
