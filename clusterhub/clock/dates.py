"""Finding printed dates in running text, in the languages of the Union.

Pure module, linear in the length of the text: every repetition in a pattern is bounded and none is
nested, and each try starts behind the one before. Figures are read day first, as Europe prints
them; ISO 8601 is read as it says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from clusterhub.clock.doubts import Doubt, doubt
from clusterhub.clock.labels import DASH
from clusterhub.clock.months import ALSO_WORDS, fold, month_number, weekday_number


@dataclass(frozen=True)
class FoundDate:
    """One printed day: `text[start:end] == printed`.

    `day` is None when the date is impossible ("31 February") or when it has no year and nothing
    was near to tell it. Of "4-6 October 2023" two are found: "4", which is the start of a range,
    and "6 October 2023", which is its end.
    """

    start: int
    end: int
    printed: str
    day: date | None
    has_year: bool
    impossible: bool = False
    is_range_start: bool = False
    is_range_end: bool = False
    day_of_month: int = 0
    month: int = 0
    year: int | None = None
    weekday: int | None = None

    @property
    def doubts(self) -> list[Doubt]:
        if self.impossible:
            return [doubt("impossible-date", printed=_one_line(self.printed))]
        if self.day is None:
            return [doubt("year-missing", printed=_one_line(self.printed))]
        if self.weekday is None or self.weekday == self.day.weekday():
            return []
        day = f"{self.day.day} {self.day:%B %Y}"
        printed = _one_line(self.printed)
        return [doubt("weekday-differs", day=day, true_weekday=f"{self.day:%A}", printed=printed)]


# A blank is up to three spaces of any kind, or one line break with spaces around it.
_BLANK = r"(?:[^\S\r\n]|[\u200b\u2060\ufeff]){0,3}\r?\n?(?:[^\S\r\n]|[\u200b\u2060\ufeff]){0,3}"
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f])"
_MONTH = rf"{_LETTER}{{3,14}}"
_YEAR = r"(?:1[89]|2[01])[0-9]{2}(?![0-9])"
_ORDINAL = r"(?:st|nd|rd|th|er|re|º|°|ª|:e|\.)?"
_OF = rf"(?:(?:of|de|di|d['’]|del|den)\b{_BLANK})?"
_NOT_AN_HOUR = r"(?![0-9]|[:.hH][0-9])"

_ISO = re.compile(r"(?<![\w-])([12][0-9]{3})-([01][0-9])-([0-3][0-9])(?![0-9-])")
_FIGURES = re.compile(
    r"(?<![\w./-])([0-9]{1,2})([./-])([0-9]{1,2})\2([12][0-9]{3}|[0-9]{2})(?![\w/-]|\.[0-9])"
)
_NUMBER = re.compile(r"(?<![\w])[0-9]{1,4}")
_DAY_FIRST = re.compile(
    rf"([0-9]{{1,2}}){_ORDINAL}{_BLANK}{_OF}({_MONTH})(?!\w)"
    rf"(?:(?:(?<!\w{{6}})\.)?,?{_BLANK}(?:de{_BLANK}|del{_BLANK})?({_YEAR}))?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    rf"({_YEAR})\.?{_BLANK}(?:m\.)?{_BLANK}({_MONTH}){_BLANK}([0-9]{{1,2}})"
    rf"{_NOT_AN_HOUR}\.?(?:{_BLANK}d\.)?",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"(?<!\w)({_MONTH})\.?{_BLANK}(?:the{_BLANK})?$", re.IGNORECASE)
_YEAR_THEN_DAY = re.compile(  # As Latvian has it: "2023. gada 11. oktobrī".
    rf"({_YEAR})\.?{_BLANK}(?:gada|g\.){_BLANK}([0-9]{{1,2}})\.?{_BLANK}({_MONTH})(?!\w)",
    re.IGNORECASE,
)
_LETTER_BEFORE = re.compile(r".{0,8}[^\W\d_]\.?[\s\u200b\u2060\ufeff]{0,8}$", re.DOTALL)
_AFTER_MONTH = re.compile(
    rf"([0-9]{{1,2}}){_ORDINAL}{_NOT_AN_HOUR}"
    rf"(?:{_BLANK}(?:([{DASH}/]|to|and|&){_BLANK}([0-9]{{1,2}}){_ORDINAL}{_NOT_AN_HOUR}))?"
    rf"(?:,?{_BLANK}({_YEAR}))?",
    re.IGNORECASE,
)
_WEEKDAY_BEFORE = re.compile(
    rf"(?<!\w)({_LETTER}{{3,14}}(?:-feira)?)\.?,?{_BLANK}(?:the{_BLANK})?$", re.IGNORECASE
)
_RANGE_WORD = rf"[{DASH}]|to|until|till|through|bis|au|al|tot|do"
_LIST_WORD = r"and|&|/|,|und|et|y|e|en|or"
_DAY_BEFORE = re.compile(
    rf"(?<![\w.,:])(([0-9]{{1,2}}){_ORDINAL}){_BLANK}({_RANGE_WORD}|{_LIST_WORD}){_BLANK}$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"{_BLANK}({_RANGE_WORD}|{_LIST_WORD}){_BLANK}", re.IGNORECASE)
_LOOK_BACK = 40


def find_dates(text: str, near: date | None = None) -> list[FoundDate]:
    """All printed dates in order. A day without a year takes the year that brings it nearest to
    `near`. Never raises on any text."""
    found = []
    for printed in _scan(text):
        printed = _with_weekday(text, printed, found[-1].end if found else 0)
        found.extend(_days_before(text, printed, found))
        found.append(printed)
    _join_ranges(text, found)
    return [_dated(each, near) for each in found]


def _scan(text: str) -> Iterator[FoundDate]:
    position = 0
    while number := _NUMBER.search(text, position):
        dates = _date_at(text, number, position)
        yield from dates
        position = dates[-1].end if dates else number.end()


def _date_at(text, number, position):
    at = number.start()
    if match := _ISO.match(text, at):
        return [_printed(text, match.span(), match[3], match[2], match[1])]
    if match := _FIGURES.match(text, at):
        return [_printed(text, match.span(), match[1], match[3], _full_year(match[4]))]
    if (match := _YEAR_FIRST.match(text, at)) and month_number(match[2]):
        return [_printed(text, match.span(), match[3], month_number(match[2]), match[1])]
    if (match := _YEAR_THEN_DAY.match(text, at)) and month_number(match[3]):
        return [_printed(text, match.span(), match[2], month_number(match[3]), match[1])]
    if (match := _DAY_FIRST.match(text, at)) and _is_month(match[2], match[3]):
        return [_printed(text, match.span(), match[1], month_number(match[2]), match[3])]
    return _after_month(text, at, position)


def _after_month(text, at, position):
    """ "October 11, 2023", "October 4-6, 2023", "October 11"."""
    if not _LETTER_BEFORE.match(text, max(at - 9, 0), at):
        return []  # Almost every number: said quickly, because texts are full of them.
    before = _MONTH_BEFORE.search(text, max(position, at - _LOOK_BACK), at)
    match = before and _AFTER_MONTH.match(text, at)
    if not match or not _is_month(before[1], match[4]):
        return []
    month, year = month_number(before[1]), match[4]
    if not match[3]:
        return [_printed(text, (before.start(), match.end()), match[1], month, year)]
    first = _printed(text, (before.start(), match.end(1)), match[1], month, year)
    last = _printed(text, (match.start(3), match.end()), match[3], month, year)
    if match[2].lower() in ("and", "&", "/"):
        return [first, last]
    return [replace(first, is_range_start=True), replace(last, is_range_end=True)]


def _is_month(word, year):
    if month_number(word) is None:
        return False
    return bool(year) or fold(word) not in ALSO_WORDS or word[0].isupper()


def _printed(text, span, day, month, year):
    return FoundDate(
        start=span[0],
        end=span[1],
        printed=text[slice(*span)],
        day=None,
        has_year=bool(year),
        day_of_month=int(day),
        month=int(month),
        year=int(year) if year else None,
    )


def _full_year(figures):
    return figures if len(figures) == 4 else f"20{figures}"


def _with_weekday(text, printed, earliest):
    from_ = max(earliest, printed.start - _LOOK_BACK)
    match = _WEEKDAY_BEFORE.search(text, from_, printed.start)
    if not match or weekday_number(match[1]) is None:
        return printed
    words = text[match.start() : printed.end]
    return replace(printed, start=match.start(), printed=words, weekday=weekday_number(match[1]))


def _days_before(text, printed, found):
    """The "4" of "4-6 October 2023", the "10, 11" of "10, 11 and 12 October"; at most six."""
    earliest = found[-1].end if found else 0
    days, end = [], printed.start
    while len(days) < 6:
        from_ = max(earliest, end - _LOOK_BACK)
        match = _DAY_BEFORE.search(text, from_, end)
        if not match or not 1 <= int(match[2]) <= 31 or (match[3] == "," and not days):
            break  # "Room 3, 4 October" is one date; "3, 4 and 5 October" are three.
        span = (match.start(), match.end(1))
        day = _printed(text, span, match[2], printed.month, printed.year)
        days.insert(0, replace(_with_weekday(text, day, earliest), has_year=printed.has_year))
        end = days[0].start
    return days


def _join_ranges(text, found):
    """Marks both ends of ranges, and gives a first date without a year that of the last."""
    for index in range(len(found) - 1, 0, -1):
        first, last = found[index - 1], found[index]
        between = _BETWEEN.fullmatch(text, first.end, last.start)
        if not between:
            continue
        if re.fullmatch(_RANGE_WORD, between[1], re.IGNORECASE):
            last = found[index] = replace(last, is_range_end=True)
            first = found[index - 1] = replace(first, is_range_start=True)
        if first.year is None and last.year is not None and between[1] != "/":
            later = (first.month, first.day_of_month) > (last.month, last.day_of_month)
            year = last.year - 1 if later else last.year
            found[index - 1] = replace(first, year=year, has_year=True)


def _dated(printed, near):
    year = printed.year
    years = [year] if year else _years_around(near)
    days = [day for each in years if (day := _day(each, printed))]
    if days:
        nearest = min(days, key=lambda day: abs(day - near)) if near and not year else days[0]
        return replace(printed, day=nearest if year or near else None)
    return replace(printed, impossible=True)


def _years_around(near):
    if near is None:
        return [2024]  # A leap year: only asks whether the day can exist at all.
    return [near.year - 1, near.year, near.year + 1]


def _day(year, printed):
    try:
        return date(year, printed.month, printed.day_of_month)
    except ValueError:
        return None


def _one_line(printed):
    return " ".join(printed.split())
