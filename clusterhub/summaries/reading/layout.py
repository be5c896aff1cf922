"""The parts of a summary: front, agenda, key messages and sections, line by line."""

from dataclasses import dataclass, field, replace

from clusterhub.summaries.reading.agenda import Agenda, moderators_on, read_agenda
from clusterhub.summaries.reading.cover import LONGEST_FRONT, is_time_line
from clusterhub.summaries.reading.headings import (
    LONGEST_HEADING,
    SPEAKERS,
    AgendaTitles,
    is_familiar,
    is_footer,
    is_furniture,
    is_key_messages,
)
from clusterhub.summaries.reading.lines import is_bold_throughout
from clusterhub.summaries.reading.people import (
    is_name,
    looks_like_person,
    parse_person,
    split_people,
)
from clusterhub.summaries.reading.series import TALKS
from clusterhub.summaries.reading.words import fold_name


@dataclass
class Section:
    number: int | None
    title: str | None
    line: int = 0
    agenda_number: int | None = None
    speakers: list = field(default_factory=list)  # (Person, line number) each.
    lines: list = field(default_factory=list)


@dataclass
class Layout:
    front: list = field(default_factory=list)
    agenda: Agenda = field(default_factory=Agenda)
    moderators: list = field(default_factory=list)
    key_messages: list = field(default_factory=list)
    sections: list = field(default_factory=list)
    strays: list = field(default_factory=list)


def lay_out(lines, series=TALKS):
    """Every line in its part; what no rule places goes to `strays`."""
    agenda = read_agenda(lines)
    layout = Layout(agenda=agenda, moderators=list(agenda.moderators))
    rest = lines[: agenda.first] + lines[agenda.end :] if agenda.end else lines
    _Walk(layout, rest, agenda, series).run()
    layout.strays += agenda.strays
    return layout


class _Walk:
    """Goes through the lines outside the agenda once, always knowing in which part it is."""

    def __init__(self, layout, lines, agenda, series):
        self.layout, self.lines, self.series = layout, lines, series
        self.body_from = agenda.first if agenda.end else None
        self.titles = AgendaTitles(agenda.items)
        people = [*layout.moderators, *(each for item in agenda.items for each in item.speakers)]
        self.known = {fold_name(person.name) for person, _ in people}
        self.moderators = {fold_name(person.name) for person, _ in layout.moderators}
        self.section_level = self._find_section_level(agenda)
        self.has_bold_headings = not self.section_level and not agenda.items
        marked = [line for line in lines if line.level]
        self.marked_titles = {line.folded for line in marked} if self.section_level else set()
        self.has_marked_messages = any(is_key_messages(line) for line in marked)
        self.place, self.in_speakers = "front", False

    def run(self):
        for position, line in enumerate(self.lines):
            if position == self.body_from and self.place == "front":
                self.place = "between"
            if is_key_messages(line) and (line.level or not self.has_marked_messages):
                self.place = "key messages"
            elif self.place != "front" and is_footer(line, self.series):
                continue
            elif self._is_heading(position, line):
                self._begin_section(line)
            else:
                self._take(position, line)

    def _take(self, position, line):
        if self._is_moderation(line):
            return
        if self.place == "front":
            self.layout.front.append(line)
        elif self.place == "between":
            self.layout.strays.append(line)
        elif self.place == "key messages":
            is_lead_in = line.plain.endswith(":") and not line.mark
            into = self.layout.strays if is_lead_in else self.layout.key_messages
            into.append(line)
        else:
            self._add_to_section(line)

    def _is_moderation(self, line):
        people = moderators_on(line)
        if not people:
            return False
        for person in people:
            name = fold_name(person.name)
            if name not in self.moderators:
                self.moderators.add(name)
                self.layout.moderators.append((person, line.number))
        return True

    def _add_to_section(self, line):
        section = self.layout.sections[-1]
        people = self._speakers_on(line) if self.in_speakers else None
        if people:
            section.speakers += [(person, line.number) for person in people]
            return
        self.in_speakers = False
        if line.level:
            line = replace(line, level=min(max(line.level - self.section_level, 1) + 2, 4))
        section.lines.append(line)

    def _speakers_on(self, line):
        if line.level or line.ordinal is not None or len(line.plain) > 400:
            return None
        if found := SPEAKERS.fullmatch(line.plain):
            return split_people(found["people"])
        person = parse_person(line.plain)
        if person is None or line.plain.endswith((".", "!", "?", ":")):
            return None
        if fold_name(person.name) in self.known or looks_like_person(line.plain):
            people = split_people(line.plain)
            several = len(people) > 1 and all(is_name(each.name) for each in people)
            return people if several else [person]
        return None

    def _begin_section(self, line):
        agenda_number = self.titles.exact(line) or self.titles.near(line)
        if agenda_number:
            self.titles.use(agenda_number)
        last = self.layout.sections[-1].number if self.layout.sections else 0
        number = line.ordinal or agenda_number or last + 1
        self.layout.sections.append(Section(number, line.plain, line.number, agenda_number))
        self.place, self.in_speakers = "section", True

    def _is_heading(self, position, line):
        if (len(line.plain) > LONGEST_HEADING and not line.level) or line.mark == "-":
            return False
        if self.place == "front" and self._is_of_the_cover(position, line):
            return False
        if self.section_level and line.level:
            is_title = self.place == "front" and line.level < self.section_level
            return line.level <= self.section_level and not is_title
        if self.titles.exact(line) is not None and line.folded not in self.marked_titles:
            return self.place != "front" or line.ordinal is not None
        if line.level or (self.place == "front" and not self._starts_body(line)):
            return False
        if line.ordinal is not None:
            return self._is_numbered_heading(position, line)
        if self.section_level:
            return False
        is_bold = self.has_bold_headings and is_bold_throughout(line)
        return is_bold or is_familiar(line)

    def _is_of_the_cover(self, position, line):
        if len(self.layout.front) > LONGEST_FRONT:
            return False
        before_agenda = self.body_from is not None and position < self.body_from
        is_known = is_furniture(line, self.series) or is_time_line(line, self.series)
        return before_agenda or is_known

    def _starts_body(self, line):
        if self.has_bold_headings and is_bold_throughout(line):
            return any(not self._is_of_the_cover(0, each) for each in self.layout.front)
        return line.ordinal == 1 or is_familiar(line)

    def _is_numbered_heading(self, position, line):
        """ "2. Panel debate" among lists that are numbered as well."""
        if self.titles.near(line) is not None:
            return True
        sections = self.layout.sections
        expected = (sections[-1].number or 0) + 1 if sections else 1
        if line.ordinal != expected or self.section_level or len(line.plain) > 150:
            return False
        if line.plain.endswith((".", ";", ":", ",")) or "](" in line.text:
            return False
        before = self.lines[position - 1] if position else None
        after = self.lines[position + 1] if position + 1 < len(self.lines) else None
        if after is None or (after.is_item and after.ordinal == line.ordinal + 1):
            return False
        return before is None or not before.is_item or before.ordinal != line.ordinal - 1

    def _find_section_level(self, agenda):
        """The level of marked headings that begin a section; 0 when headings are not marked."""
        marked = [line for line in self.lines if line.level and not is_key_messages(line)]
        behind = agenda.items[-1].line if agenda.items else 0
        after_front = [line for line in marked if behind and line.number > behind]
        levels = [line.level for line in marked if self.titles.exact(line) is not None]
        levels = levels or [line.level for line in marked if line.mark and line.ordinal]
        levels = levels or [line.level for line in after_front]
        levels = levels or [line.level for line in marked[1:]]
        return min(levels, default=0)
