"""The headings that a summary of the series has, in the wordings that its authors use."""

import re

from clusterhub.summaries.reading import wordings
from clusterhub.summaries.reading.series import TALKS
from clusterhub.summaries.reading.words import fold, is_near

AGENDA = re.compile(
    r"(?:the |draft |meeting |event )?(?:agenda|programme)"
    r"(?: and speakers| of the (?:meeting|talk|event|session|webinar|day))?\s*:?",
    re.IGNORECASE,
)
KEY_MESSAGES = re.compile(
    r"(?:(?:the )?(?:key|main|core|take-?home)[ -](?:messages?|take-?aways?|points?|findings?|"
    r"conclusions?|learnings?|lessons?|insights?)"
    r"(?: (?:of|from|for) (?:the |this )?[\w ]{1,40})?|take-?aways?|at a glance|in brief|"
    r"in a nutshell)\s*:?",
    re.IGNORECASE,
)
MODERATION = re.compile(
    r"(?:moderat(?:ion|ors?|or\(s\)|ed)|chair(?:ed|person)?|host(?:ed|s)?|facilitat(?:ors?|ed|ion))"
    r"(?:\s+by\b\s*:?|\s*:|\s+[–—-])\s*(?P<people>.*)|moderat(?:ion|ors?|or\(s\))",
    re.IGNORECASE,
)
MODERATION_ELSEWHERE = re.compile(
    rf"(?:{wordings.CHAIR})(?:\s*:|\s+[–—-])\s*(?P<people>.*)", re.IGNORECASE
)
SPEAKERS = re.compile(
    r"(?:key ?note )?(?:speakers?|panell?ists?|presenters?|discussants?|contributors?|"
    r"(?:presented|presentation|input|keynote) by|"
    rf"{wordings.SPEAKERS})\s*:\s*(?P<people>.*)",
    re.IGNORECASE,
)
NEWS = re.compile(
    r"\b(?:news|announcements?|updates? from)\b"
    rf"|\b(?:{wordings.NEWS})\b",
    re.IGNORECASE,
)
FUNDING = re.compile(
    r"\b(?:funding|financ\w+|open calls?|calls? for (?:proposals|applications)|calls)\b"
    rf"|\b(?:{wordings.FUNDING})\b",
    re.IGNORECASE,
)
# Headings that stand alone on a line in the series even when no agenda announced them.
FAMILIAR = re.compile(
    r"(?:news from the (?:eccp|european cluster collaboration platform|platform)|panel (?:debate|"
    r"discussion)|(?:funding|financing) opportunities|open calls|questions and answers|q ?& ?a|"
    r"closing remarks|conclusions?|next steps|welcome(?: and introduction)?)",
    re.IGNORECASE,
)
FURNITURE = re.compile(
    r"(?:page )?\d{1,4}(?: ?(?:of|/|\|) ?\d{1,4})?|european cluster|collaboration platform|"
    r"(?:the )?european cluster collaboration platform(?: \(eccp\))?|eccp|"
    r"an initiative of the european union|#?eu ?clusters ?talks?|www\.clustercollaboration\.eu|"
    r"(?:event |meeting |talk |short )?summary(?: report| of the (?:talk|event|meeting))?|[-–—_*=. ]+",
    re.IGNORECASE,
)
# Furniture that also stands between paragraphs, at the foot of a page.
FOOTER = re.compile(
    r"page \d{1,4}(?: ?(?:of|/|\|) ?\d{1,4})?|an initiative of the european union|"
    r"#?eu ?clusters ?talks?|[-–—_*=. ]{3,}",
    re.IGNORECASE,
)
SUMMARY_SUFFIX = re.compile(r"\s*(?:[:–—|]|\s-)\s*(?:event )?summary\s*$", re.IGNORECASE)
HOURS_BEFORE = re.compile(r"\d{1,2}[:.h]\d\d(?:\s*[–-]\s*\d{1,2}[:.h]\d\d)?\s*[:–-]?\s+")
LONGEST_HEADING = 300
MOST_COMPARED = 100  # No agenda is longer.


def is_agenda(line):
    if len(line.plain) >= 80:
        return False
    return AGENDA.fullmatch(line.plain) is not None or _is_one_of(line, wordings.AGENDAS)


def is_key_messages(line):
    if line.mark == "-" or len(line.plain) >= 80:
        return False
    return bool(KEY_MESSAGES.fullmatch(line.plain)) or _is_one_of(line, wordings.KEY_MESSAGES)


def is_familiar(line):
    is_known = FAMILIAR.fullmatch(line.plain.rstrip(":")) is not None
    return is_known or (len(line.plain) < 80 and _is_one_of(line, wordings.FAMILIAR))


def is_furniture(line, series=TALKS):
    if series.is_line(line.plain):
        return True
    if len(line.plain) >= 80:
        return False
    return FURNITURE.fullmatch(line.plain) is not None or _is_one_of(line, wordings.KINDS)


def is_footer(line, series=TALKS):
    if series.is_line(line.plain):
        return True
    return len(line.plain) < 80 and FOOTER.fullmatch(line.plain) is not None


def _is_one_of(line, headings):
    """A heading is short and is no sentence."""
    return not line.plain.endswith(".") and line.folded in headings


class AgendaTitles:
    """Finds the agenda item that a heading repeats, each item once."""

    def __init__(self, agenda):
        self._open = [(item.number, fold(item.title)) for item in agenda if item.title]
        self._title_of = dict(self._open)
        self._by_title = {}
        without_hours = [
            (item.number, fold(HOURS_BEFORE.sub("", item.title)))
            for item in agenda
            if HOURS_BEFORE.match(item.title)
        ]
        for number, title in self._open + without_hours:
            self._by_title.setdefault(title, []).append(number)

    def exact(self, line):
        """The item's number when the line is its title, word for word."""
        numbers = self._by_title.get(line.folded) if self._fits(line) else None
        if not numbers:
            return None
        return line.ordinal if line.ordinal in numbers else numbers[0]

    def near(self, line):
        """The item's number when the line is its title but for a slip, or with words left out."""
        if not self._fits(line) or not self._by_title:
            return None
        words = line.folded
        for number, title in self._open[:MOST_COMPARED]:
            if not self._by_title.get(title):
                continue
            same_number = line.ordinal in (None, number)
            if same_number and (is_near(words, title) or _is_shortened(words, title)):
                return number
        return None

    def use(self, number):
        numbers = self._by_title.get(self._title_of.get(number), [])
        if number in numbers:
            numbers.remove(number)

    @staticmethod
    def _fits(line):
        return 0 < len(line.plain) <= LONGEST_HEADING


def _is_shortened(one, other):
    short, long = sorted((one, other), key=len)
    return len(short) >= 8 and f" {long} ".startswith(f" {short} ") and len(short.split()) > 1
