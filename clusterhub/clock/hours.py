"""Finding printed hours and the zone labels behind them in running text.

Pure module, linear in the length of the text. Knows "8:30", "08.30", "8h30", "5 pm", "17:00:00",
"24:00", "9 Uhr", "noon" and "midnight". A bare "9" is an hour only before or behind another one
("9–10:30"), or with a zone label ("18 CET").
"""

import re
from dataclasses import dataclass, replace

from clusterhub.clock.labels import (
    ABBREVIATIONS,
    DASH,
    ISO_OFFSET,
    OFFSET_PATTERN,
    is_label,
    label_zone,
)

DAY = 24 * 3600


@dataclass(frozen=True)
class FoundHour:
    """`seconds` since midnight (86,400 for 24:00), None when no day has such an hour.

    `end` is behind the hour itself, `label_end` behind its zone label, if it has one.
    """

    start: int
    end: int
    printed: str
    seconds: int | None
    label: str | None = None
    label_end: int = 0
    half: str = ""
    is_bare: bool = False
    is_midnight: bool = False

    @property
    def until(self):
        return max(self.end, self.label_end)


_SPACE = r"[\s\u200b\u2060]{0,3}"
_WORDS = {
    "noon": 12 * 3600,
    "midday": 12 * 3600,
    "mittag": 12 * 3600,
    "midi": 12 * 3600,
    "midnight": 0,
    "mitternacht": 0,
    "minuit": 0,
}
_HOUR = re.compile(
    rf"(?<!\w)(?<![0-9][.:,])(?:12{_SPACE})?(?P<word>{'|'.join(_WORDS)})(?!\w)"
    rf"|(?:(?<!\w)|(?<=\x00T))(?<![0-9][.:,])(?<![€$£])(?P<hour>[0-9]{{1,2}})"
    rf"(?:(?P<sign>[:.])(?P<minute>[0-9]{{2}})(?:[:.](?P<second>[0-9]{{2}}))?(?![0-9])"
    rf"|{_SPACE}(?P<h>h){_SPACE}(?P<after_h>[0-9]{{2}})?(?!\w))?"
    rf"(?:{_SPACE}(?:(?P<half>[ap])\.?m\b\.?|(?P<unit>uhr|hrs?|hours|o['’]clock|h)\b))?"
    rf"(?![.:,][0-9]|[^\W\dZ_]|{_SPACE}(?:%|€|percent\b|euros?\b|eur\b|million|billion|mio\b|bn\b))",
    re.IGNORECASE,
)
BETWEEN_HOURS = re.compile(
    rf"{_SPACE}(?:[{DASH}]|to\b|until\b|till\b|and\b|bis\b|à\b|a\b|al\b|tot\b){_SPACE}",
    re.IGNORECASE,
)

_ABBREVIATIONS = "|".join(sorted(map(re.escape, ABBREVIATIONS), key=len, reverse=True))
_LABELS = (
    re.compile(OFFSET_PATTERN, re.IGNORECASE),
    re.compile(rf"(?:{_ABBREVIATIONS})(?:{_SPACE}/{_SPACE}(?:{_ABBREVIATIONS}))?(?!\w)"),
    re.compile(r"(?:cet|cest|gmt|utc)(?!\w)", re.IGNORECASE),
    re.compile(r"(?:local time|ortszeit|heure locale)(?!\w)", re.IGNORECASE),
    re.compile(r"(?:heure de|hora de|ora di) [^\W\d_]{3,20}(?!\w)", re.IGNORECASE),
)
_PLACE = re.compile(
    r"[^\W\d_][\w'’.-]{1,20}(?: [\w'’.-]{1,20}){0,2}? (?:time|zeit|tijd)(?!\w)", re.I
)
_IN_BRACKETS = re.compile(r"\(([^()\n]{2,30})\)")
_BEFORE_LABEL = re.compile(rf"{_SPACE}[,(]?{_SPACE}(?:in )?", re.IGNORECASE)


def find_hours(text):
    """All printed hours in order, each with the label behind it. Never raises on any text."""
    hours = []
    for match in _HOUR.finditer(text):
        if hours and match.start() < hours[-1].label_end:
            continue  # The "10" of "UTC-10".
        if hour := _hour(text, match):
            hours.append(hour)
    return [hour for index, hour in enumerate(hours) if _counts(text, hours, index)]


def label_at(text, position):
    """The zone label at a place in the text, as (label, end), or None."""
    if found := ISO_OFFSET.match(text, position):
        return found[0], found.end()
    before = _BEFORE_LABEL.match(text, position)
    following = text[before.end() : before.end() + 1]
    if not following.isalpha():
        return None
    for pattern in _LABELS:
        if found := pattern.match(text, before.end()):
            return found[0], found.end()
    found = _PLACE.match(text, before.end())
    if found and is_label(found[0]):
        return found[0], found.end()
    found = _IN_BRACKETS.match(text, before.end() - 1)
    if found and (label_zone(found[1]) or label_zone(f"{found[1]} time")):
        return f"{found[1]} time".replace("time time", "time"), found.end()
    return None


def _hour(text, match):
    seconds = _seconds(match)
    if seconds is None and match["sign"] != ":" and not match["half"] and not match["unit"]:
        return None  # "3.99" and "99" are figures, not mistaken hours.
    label, label_end = label_at(text, match.end()) or (None, 0)
    if label == "Z" and label_end != match.end() + 1:
        label, label_end = None, 0
    word = (match["word"] or "").lower()
    return FoundHour(
        start=match.start(),
        end=match.end(),
        printed=match[0],
        seconds=seconds,
        label=label,
        label_end=label_end,
        half=(match["half"] or "").lower(),
        is_bare=not (word or match["sign"] or match["h"] or match["half"] or match["unit"]),
        is_midnight=bool(word) and _WORDS[word] == 0,
    )


def _seconds(match):
    if match["word"]:
        return _WORDS[match["word"].lower()]
    hour = int(match["hour"])
    minute = int(match["minute"] or match["after_h"] or 0)
    second = int(match["second"] or 0)
    if match["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    total = hour * 3600 + minute * 60 + second
    return total if minute < 60 and second < 60 and total <= DAY else None


def _counts(text, hours, index):
    hour = hours[index]
    if not hour.is_bare or hour.label:
        return True
    near = hours[index - 1 : index] + hours[index + 1 : index + 2]
    return any(
        (not other.is_bare or other.label) and are_joined(text, *sorted((hour, other), key=_start))
        for other in near
    )


def _start(hour):
    return hour.start


def are_joined(text, first, last):
    """Whether two hours are the two ends of a printed range."""
    return bool(BETWEEN_HOURS.fullmatch(text, first.until, last.start))


def with_half_day(first, last):
    """The first hour of "2 to 3.30 pm", "11 to 1 pm": it lies before the last one."""
    if first.half or not last.half or None in (first.seconds, last.seconds):
        return first
    if not 3600 <= first.seconds < 13 * 3600:
        return first
    morning = first.seconds % (12 * 3600)
    afternoon = morning + 12 * 3600
    return replace(first, seconds=afternoon if afternoon < last.seconds else morning)
