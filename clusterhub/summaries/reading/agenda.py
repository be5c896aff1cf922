"""The agenda: where it begins and ends, its items, and who is announced for each."""

import re
from dataclasses import dataclass, field

from clusterhub.summaries.reading.headings import (
    HOURS_BEFORE,
    MODERATION,
    MODERATION_ELSEWHERE,
    SPEAKERS,
    is_agenda,
    is_key_messages,
)
from clusterhub.summaries.reading.lines import is_bold_throughout
from clusterhub.summaries.reading.people import (
    DASH,
    Person,
    is_name,
    looks_like_person,
    parse_person,
    split_people,
)
from clusterhub.summaries.reading.words import fold, is_near

IN_PASSING = re.compile(r"\bmoderat(?:or|ed by),? ((?:[^\s,;]{1,30}[ .,;]?){2,4})")
MODERATION_BEGINS = frozenset("mMcChHfFlLaApP")
PROSE = 220  # Longer lines are never part of an agenda, except titles with a number.


@dataclass
class Item:
    number: int
    title: str
    line: int
    speakers: list = field(default_factory=list)  # (Person, line number) each.


@dataclass
class Agenda:
    items: list = field(default_factory=list)
    moderators: list = field(default_factory=list)
    strays: list = field(default_factory=list)
    first: int = 0  # The lines it covers, as positions in the list of lines: [first, end).
    end: int = 0


def read_agenda(lines):
    """The agenda of a document, empty (and covering nothing) when it has none."""
    first = _beginning(lines)
    if first is None:
        return Agenda()
    agenda = Agenda(first=first)
    has_heading = is_agenda(lines[first])
    position = first + 1 if has_heading else first
    reader = _Reader(agenda, lines[first].level if has_heading else 0)
    while position < len(lines) and not reader.is_over(lines[position]):
        reader.take(lines[position])
        position += 1
    agenda.end = position
    return agenda


def moderators_on(line):
    """The people of a line "Moderation: …"; [] when it announces them for the lines below."""
    if len(line.plain) > PROSE or line.plain[:1] not in MODERATION_BEGINS:
        return None
    found = MODERATION.fullmatch(line.plain) or MODERATION_ELSEWHERE.fullmatch(line.plain)
    if found is None:
        return None
    people = split_people(found["people"] or "")
    if any(not is_name(person.name) for person in people) and not line.plain.split()[0].endswith(
        ":"
    ):
        return None
    return people


def moderators_in_passing(lines):
    """The first person whom a sentence calls the moderator, where no line announces one."""
    for line in lines:
        if found := IN_PASSING.search(line.plain):
            words = found[1].split()
            for count in (4, 3, 2):
                name = " ".join(words[:count]).rstrip(".,;:)")
                if len(words) >= count and is_name(name):
                    return [(Person(name), line.number)]
    return []


def _beginning(lines):
    for position, line in enumerate(lines):
        if is_agenda(line):
            return position
    for position, line in enumerate(lines[:200]):
        followers = lines[position + 1 : position + 4]
        first = next((each for each in followers if each.ordinal == 1), None)
        if first and moderators_on(line) is not None and _comes_again(first, lines[position + 5 :]):
            return position
    return None


def _comes_again(title, lines):
    words = title.folded
    return any(not line.is_item or line.ordinal == 1 for line in lines if line.folded == words)


class _Reader:
    def __init__(self, agenda, level):
        self.agenda, self.level = agenda, level
        self.has_numbers = self.has_headings = self.awaits_moderators = False
        self.titles, self.title_of = {}, {}

    def is_over(self, line):
        if is_key_messages(line) and not line.is_item:
            return True
        if line.level and self._closes(line):
            return True
        if line.mark != "-" and self._is_known(line):
            return True  # The first heading of the body repeats a title.
        if line.ordinal is not None:
            return self.has_numbers and line.ordinal == 1
        if line.level or line.mark or moderators_on(line) is not None:
            return False
        is_sentence = line.plain.endswith(".") and len(line.plain.split()) > 12
        return len(line.plain) > PROSE or (is_sentence and not looks_like_person(line.plain))

    def _closes(self, line):
        if self.level:
            return line.level <= self.level
        return bool(self.agenda.items) and not self.has_headings

    def _is_known(self, line):
        title = line.folded
        number = self.titles.get(title)
        if number is not None:
            return line.ordinal in (None, number)
        known = self.title_of.get(line.ordinal)
        return known is not None and is_near(known, title)

    def take(self, line):
        if (moderators := moderators_on(line)) is not None:
            self.agenda.moderators += [(person, line.number) for person in moderators]
            self.awaits_moderators = not moderators
        elif line.ordinal is not None:
            self.has_numbers = True
            self._add_item(line, line.ordinal)
        elif self.awaits_moderators and not self.agenda.items and self._is_person(line):
            self.agenda.moderators.append((parse_person(line.plain), line.number))
        elif self._is_person(line):
            self._add_speakers(line)
        elif self.has_numbers:
            self.agenda.strays.append(line)
        else:
            self._add_item(line, len(self.agenda.items) + 1)

    def _add_item(self, line, number):
        self.awaits_moderators = False
        self.has_headings = self.has_headings or bool(line.level)
        self.titles.setdefault(line.folded, number)
        self.title_of[number] = line.folded
        title, speakers = _speakers_behind(line.plain)
        speakers = [(person, line.number) for person in speakers]
        for known in (title, HOURS_BEFORE.sub("", title)):
            self.titles.setdefault(fold(known), number)
        self.agenda.items.append(Item(number, title, line.number, speakers))

    def _is_person(self, line):
        if line.level or (is_bold_throughout(line) and not looks_like_person(line.plain)):
            return False
        if SPEAKERS.fullmatch(line.plain) or looks_like_person(line.plain):
            return True
        person = parse_person(line.plain)
        if (not self.agenda.items and not self.awaits_moderators) or person is None:
            return False
        if is_name(person.name):
            return self.has_numbers or self.awaits_moderators or person.name == line.plain
        return self.has_numbers and person.name != line.plain and len(person.name.split()) < 6

    def _add_speakers(self, line):
        found = SPEAKERS.fullmatch(line.plain)
        if found:
            people = split_people(found["people"])
        else:
            people = _without_commas_lost(line.plain)
        target = self.agenda.items[-1].speakers if self.agenda.items else self.agenda.moderators
        target += [(person, line.number) for person in people]


def _speakers_behind(text):
    """(title, people) of "News – Nina Hoppmann, team member"; most titles name nobody."""
    for dash in DASH.finditer(text):
        people = split_people(text[dash.end() :])
        has_details = any(person.role or person.organisation for person in people)
        if has_details and all(is_name(person.name) for person in people):
            return text[: dash.start()], people
    return text, []


def _without_commas_lost(text):
    """One person a line is the rule; several only where each piece is a name in full."""
    people = split_people(text)
    if len(people) > 1 and all(is_name(person.name) for person in people):
        return people
    return [parse_person(text)]
