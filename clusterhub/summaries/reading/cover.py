"""The front of a summary: title, the words for day and hour, and what it says of itself."""

import re
from dataclasses import dataclass, field

from clusterhub.clock.dates import find_dates
from clusterhub.documents.dialect import plain
from clusterhub.summaries.reading import wordings
from clusterhub.summaries.reading.headings import (
    SUMMARY_SUFFIX,
    is_furniture,
)
from clusterhub.summaries.reading.lines import with_text
from clusterhub.summaries.reading.sentences import sentences
from clusterhub.summaries.reading.series import TALKS
from clusterhub.summaries.reading.words import fold, word_set

PRINTED_TIME = re.compile(r"printed time:\s*(\S.*)", re.IGNORECASE)
HELD_ON = re.compile(r"held on \d{4}-\d\d-\d\d\b", re.IGNORECASE)
HOUR = re.compile(r"(?<![\d.,])\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]\.?m\.?)?(?![\d%])")
PRECISE_HOUR = re.compile(r"(?<![\d.,])\d{1,2}[:.h]\d\d(?!\d)|\b\d{1,2}\s*[ap]\.?m\b")
WORD = re.compile(r"[^\W\d_]{2,}")
EXTRA_WORDS = 1
LONGEST_FRONT = 200  # Lines; the front of a talk's summary has a dozen.
OF_A_DATE = word_set(
    "at bst brussels cest cet clusters date day eest eet eu europe event from gmt held hours hrs local "
    "monday tuesday wednesday thursday friday on online talk talks the time to until utc via webinar when"
) | word_set(wordings.OF_A_DATE)
OF_AN_OPENING = OF_A_DATE | word_set(
    "a an and as by this our in of s place took was were has been is eccp european cluster "
    "collaboration platform commission organised organized held hosted convened broadcast streamed "
    "series session meeting place zoom summary edition part about entitled titled under title took "
    "summarises following with h"
)
LABEL = re.compile(r"\b[A-Z]{3,5}\b(?=[\s,.;)]|$)")
EDGES = " ,;|–—-•·\t"
CONNECTIVE = re.compile(
    r"(?:[:,–—&-]|\b(?:a|an|and|by|for|from|in|of|on|or|the|to|towards|with|through|as|at|into))$",
    re.IGNORECASE,
)


@dataclass
class Statement:
    """A place where the document says when the talk was."""

    text: str
    line: int
    is_cover: bool
    is_correction: bool = False


@dataclass
class Cover:
    title: str = ""
    time_as_printed: str | None = None
    statements: list = field(default_factory=list)
    openings: list = field(default_factory=list)  # Lines that date the talk and say more.
    strays: list = field(default_factory=list)


def read_cover(front, series=TALKS):
    cover = Cover()
    lines = [line for line in front if not is_furniture(line, series)]
    cover.strays, lines = lines[LONGEST_FRONT:], lines[:LONGEST_FRONT]
    timed = [line for line in lines if is_time_line(line, series)]
    others = [line for line in lines if not is_time_line(line, series)]
    cover.time_as_printed = _read_time_lines(timed, cover, series)
    title_lines = _title_lines(others, series)
    cover.title = _tidy_title(" ".join(_with_mark(line) for line in title_lines), series)
    repeats = {fold(cover.title)}
    repeats |= {fold(_tidy_title(line.plain, series)) for line in title_lines}
    for line in others:
        is_again = fold(_tidy_title(line.plain, series)) in repeats
        if line not in title_lines and not (is_again and not line.mark):
            _read_paragraph(line, cover, series)
    printed = [each for each in cover.statements if not each.is_correction]
    if not cover.time_as_printed and printed:
        cover.time_as_printed = _words_of_time(printed[0].text)
    return cover


def is_time_line(line, series=TALKS):
    if PRINTED_TIME.fullmatch(line.plain):
        return True
    if HELD_ON.match(line.plain) or len(line.plain) > 140 or line.is_item:
        return False
    bare = series.without_prefix(line.plain)
    spans = [(found.start, found.end) for found in find_dates(bare)]
    for start, end in reversed(spans):
        bare = bare[:start] + " " + bare[end:]
    if not spans and not PRECISE_HOUR.search(bare):
        return False
    others = [word for word in WORD.findall(HOUR.sub(" ", bare)) if fold(word) not in OF_A_DATE]
    return len(others) <= EXTRA_WORDS


def _read_time_lines(timed, cover, series):
    """The words of the first line with a date, and of the hour's own line if it has one."""
    words = []
    for line in timed:
        if verbatim := PRINTED_TIME.fullmatch(line.plain):
            cover.statements.append(Statement(verbatim[1], line.number, is_cover=True))
            return verbatim[1]
        text = series.without_prefix(line.plain).strip(EDGES)
        has_date = bool(find_dates(text))
        cover_has_date = any(find_dates(each) for each in words)
        cover_has_hour = any(PRECISE_HOUR.search(each) for each in words)
        cover.statements.append(Statement(text, line.number, is_cover=True))
        if (has_date and not cover_has_date) or (not has_date and not cover_has_hour):
            words.append(text)
    if len(words) > 1:
        words.sort(key=lambda text: not find_dates(text))
        whole = ", ".join(words)
        lines = [each for each in cover.statements if each.text in words]
        cover.statements = [each for each in cover.statements if each not in lines]
        cover.statements.insert(0, Statement(whole, lines[0].line, is_cover=True))
        return whole
    return words[0] if words else None


def _title_lines(lines, series):
    candidates = [line for line in lines if _tidy_title(line.plain, series) and not line.is_item]
    marked = [line for line in candidates if line.level == 1]
    first = next(iter(marked or candidates), None)
    if first is None:
        return []
    title, later = [first], {line.folded for line in lines}
    following = candidates[candidates.index(first) + 1 :]
    for line in following[:4]:
        whole = " ".join(each.plain for each in [*title, line])
        is_next = line.number == title[-1].number + 1 and line.level == first.level
        goes_on = CONNECTIVE.search(title[-1].plain) or line.plain[:1].islower()
        if not is_next or not (fold(whole) in later or goes_on) or len(whole) > 300:
            break
        title.append(line)
    return title


def _with_mark(line):
    return f"{line.mark} {line.plain}" if line.mark else line.plain


def _tidy_title(text, series):
    bare = SUMMARY_SUFFIX.sub("", series.without_prefix(text.strip(), 1)).strip()
    return " ".join((bare or text).split())


def _read_paragraph(line, cover, series):
    """Sentences that say when the talk was are statements; what says more belongs to the text."""
    if HELD_ON.match(line.plain):
        statement = Statement(line.plain, line.number, is_cover=True, is_correction=True)
        cover.statements.append(statement)
        return
    kept, into = [], cover.openings
    for sentence in sentences(line.text):
        if len(cover.statements) < LONGEST_FRONT and dates_the_talk(sentence, series):
            cover.statements.append(Statement(sentence, line.number, is_cover=False))
            if says_more(sentence, cover.title):
                kept.append(sentence)
        else:
            kept.append(sentence)
            into = cover.strays
    if kept:
        into.append(with_text(line, " ".join(kept)))


def dates_the_talk(sentence, series=TALKS):
    is_of_talk = len(sentence) < 1000 and series.of_the_talk.search(sentence)
    return bool(is_of_talk and find_dates(sentence))


def says_more(sentence, title):
    """Whether a sentence that dates the talk says more than its day, hour, name and organiser."""
    bare = plain(sentence)
    for found in reversed(find_dates(bare)):
        bare = f"{bare[: found.start]} {bare[found.end :]}"
    bare = fold(LABEL.sub(" ", HOUR.sub(" ", bare)))
    bare = bare.replace(fold(title), " ") if title else bare
    return len([word for word in bare.split() if word not in OF_AN_OPENING]) > EXTRA_WORDS


def _words_of_time(text):
    """From the day to the end of the hour: the nearest thing to a cover's words."""
    day = find_dates(text)[0]
    hours = list(HOUR.finditer(text, day.end, day.end + 60))
    if not hours:
        return day.printed
    rest = text[hours[-1].end() :]
    label = re.match(r"\s*\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?", rest)
    return text[day.start : hours[-1].end() + (label.end() if label else 0)].strip(EDGES)
