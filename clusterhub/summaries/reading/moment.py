"""When the talk was: the better-founded day and hour, and what contradicts them."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from clusterhub.clock.dates import find_dates
from clusterhub.clock.printed import read_time_range
from clusterhub.clock.zones import DEFAULT_ZONE
from clusterhub.documents.dialect import plain
from clusterhub.summaries.reading.sentences import sentences
from clusterhub.summaries.reading.series import TALKS

WEDNESDAY = 2
LOOKS_BACK = re.compile(
    r"\b(?:took place|was held|were held|ran from|happened|gathered|attracted|welcomed|ended|"
    r"brought together|was organised|was organized|was hosted)\b",
    re.IGNORECASE,
)
DEADLINE = re.compile(r"\bdeadline|\bcut-?off|\bcloses?\b|\bapply by\b", re.IGNORECASE)
MOST_EVIDENCE = 300  # Lines; a talk is dated by its own few pages.


@dataclass
class Day:
    """One day that the document gives for the talk, and what speaks for it."""

    day: object
    lines: list = field(default_factory=list)
    score: int = 0
    is_correction: bool = False
    on_cover: bool = False
    for_it: list = field(default_factory=list)
    against_it: list = field(default_factory=list)


@dataclass
class When:
    starts_at: str | None = None
    ends_at: str | None = None
    day: object = None


def read_when(cover, body, findings, series=TALKS):
    """The talk's start and end; a `When` without a day if the document has no date at all."""
    days = _days(cover.statements, findings)
    if not days:
        days = _days_of_body(body, findings, series)
    if not days:
        return When()
    _weigh(days, body, series, {plain(statement.text) for statement in cover.statements})
    chosen = max(days.values(), key=lambda each: (each.is_correction, each.score, each.on_cover))
    if len(days) > 1:
        _report(chosen, days.values(), findings)
    starts, ends = _read_hours(cover.statements, chosen, findings)
    if starts is None:
        values = [chosen.day.isoformat()]
        message = "The document gives no hour for the talk, so only the day is kept."
        findings.add("time-missing", message, chosen.lines, values)
        return When(chosen.day.isoformat(), None, chosen.day)
    return When(starts.isoformat(), ends.isoformat() if ends else None, chosen.day)


def _days(statements, findings):
    days = {}
    for statement in statements:
        for found in find_dates(statement.text):
            if found.impossible:
                findings.add_doubts(found.doubts, statement.line)
            if found.day is None or not found.has_year:
                continue
            day = days.setdefault(found.day, Day(found.day))
            day.lines.append(statement.line)
            day.is_correction = day.is_correction or statement.is_correction
            day.on_cover = day.on_cover or statement.is_cover
            day.score += 3 if statement.is_cover and not day.for_it else 1
            if statement.is_cover:
                day.for_it.append("it stands on the cover")
            _weigh_weekday(day, found, statement.line, findings)
            break  # A second date in the sentence is about something else.
    return days


def _weigh_weekday(day, found, line, findings):
    if found.weekday is None:
        return
    if found.weekday == found.day.weekday():
        day.score += 2
        day.for_it.append("the weekday printed with it is right")
        return
    day.score -= 2
    day.against_it.append("the weekday printed with it is wrong")
    findings.add_doubts(found.doubts, line)


def _days_of_body(body, findings, series):
    """Without a dated front: the first full date in a sentence about the talk, else in any."""
    first = None
    for line in body:
        for found in find_dates(line.plain):
            if found.day is None or not found.has_year:
                continue
            about_talk = series.of_the_talk.search(line.plain)
            if about_talk or first is None:
                first = (found.day, line.number)
            if about_talk:
                return _unsure(*first, findings)
    return _unsure(*first, findings) if first else {}


def _unsure(day, line, findings):
    message = (
        f"The front of the document gives no date; {_words(day)} is the best that its text offers."
    )
    findings.add("date-unsure", message, [line], [day.isoformat()])
    return {day: Day(day, [line])}


def _weigh(days, body, series, told):
    """What speaks for each day; `told` are the sentences that gave them."""
    if len(days) == 1:
        return
    for day in days.values() if series.meets_on_wednesdays else ():
        if day.day.weekday() == WEDNESDAY:
            day.score += 1
            day.for_it.append("it is a Wednesday, the day of the series")
        else:
            day.against_it.append(f"it is a {day.day:%A}, and talks are held on Wednesdays")
    near = min(days)
    for line in body[:MOST_EVIDENCE]:
        for sentence in sentences(line.plain[:4000]):
            if sentence not in told:
                _weigh_sentence(sentence, near, days, series)


def _weigh_sentence(sentence, near, days, series):
    looks_back, has_deadline = LOOKS_BACK.search(sentence), DEADLINE.search(sentence)
    if not looks_back and not has_deadline:
        return
    for found in find_dates(sentence, near):
        if found.day is None or found.is_range_start or abs((found.day - near).days) > 200:
            continue
        for day in days.values():
            is_later = looks_back and day.day <= found.day
            if is_later and not series.of_the_talk.match(sentence):
                day.score -= 4
                day.against_it.append(
                    f"the text looks back on an event of {_words(found.day)}, not over by then"
                )
            elif has_deadline and found.has_year and day.day > found.day:
                day.score -= 2
                day.against_it.append(
                    f"a deadline that it passes on, {_words(found.day)}, was over"
                )


def _report(chosen, days, findings):
    others = [each for each in days if each is not chosen]
    if chosen.is_correction:
        reasons = ["the document names it as the day on which the talk was held"]
    else:
        reasons = list(dict.fromkeys(chosen.for_it))
        for other in others:
            reasons += [
                f"against {_words(other.day)}: {why}" for why in dict.fromkeys(other.against_it)
            ]
    why = "; ".join(reasons) or "it is printed more often"
    listed = " and ".join(_words(each.day) for each in days)
    message = (
        f"The document gives {listed} as the day of the talk. {_words(chosen.day)} is taken: {why}."
    )
    where = [line for each in days for line in each.lines]
    values = [each.day.isoformat() for each in (chosen, *others)]
    findings.add("conflicting-dates", message, where, values)


def _read_hours(statements, chosen, findings):
    """The hour of the first statement that has one, those about the chosen day before others."""
    read = []
    for statement in statements:
        printed = read_time_range(statement.text, chosen.day, DEFAULT_ZONE)
        for doubt in printed.doubts:
            findings.add_doubts([doubt], statement.line)
        if printed.starts:
            rank = (not statement.is_correction, statement.line not in chosen.lines)
            read.append((rank, printed, statement.line))
        elif statement.is_correction:
            return None, None
    if not read:
        return None, None
    read.sort(key=lambda each: each[0])  # Stable: else the first one printed.
    taken = read[0][1]
    ends = taken.ends
    if ends is None and not chosen.is_correction:
        same_start = (each for _, each, _ in read if each.starts == taken.starts)
        ends = next((each.ends for each in same_start if each.ends), None)
    hours = defaultdict(list)
    for _, printed, line in read:
        hours[_clock_face(printed)].append(line)
    _report_hours(hours, _clock_face(taken), findings)
    return taken.starts, ends


def _clock_face(printed):
    starts = f"{printed.starts.local():%H:%M}"
    return f"{starts}–{printed.ends.local():%H:%M}" if printed.ends else starts


def _report_hours(hours, taken, findings):
    different = [face for face in hours if face[:5] != taken[:5] or _differs(face, taken)]
    if not different:
        return
    values = [taken, *different]
    message = (
        f"The document gives {' and '.join(values)} as the hour of the talk. {taken} is taken, "
        "which stands with the day that is taken."
    )
    findings.add("conflicting-times", message, [n for face in values for n in hours[face]], values)


def _differs(face, taken):
    return len(face) > 5 and len(taken) > 5 and face != taken


def _words(day):
    return f"{day.day} {day:%B %Y}"
