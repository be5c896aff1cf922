"""The way back: a summary's record as a document that reads as the same record."""

from clusterhub.documents.dialect import Run, print_inline
from clusterhub.documents.refusals import CannotRead
from clusterhub.summaries.reading import read_lines
from clusterhub.summaries.reading.agenda import moderators_on
from clusterhub.summaries.reading.headings import SERIES
from clusterhub.summaries.reading.lines import HEADING, as_lines
from clusterhub.summaries.reading.people import (
    Person,
    looks_like_person,
    parse_person,
    split_people,
)


def to_lines(record):
    """The logical lines of a summary, in the order in which the series prints its parts."""
    lines = [*_front(record), *_agenda(record)]
    if _is_one_text(record):
        return [*lines, *_text(record["sections"][0]), *_key_messages(record)]
    lines += _key_messages(record)
    for section in record["sections"]:
        lines += _section(section)
    return lines


def _front(record):
    lines = [f"# {_plain(record['title'])}", "Summary", SERIES]
    words = record["time_as_printed"]
    for time_lines in (
        [words],
        [words, _held_on(record)],
        [f"Printed time: {words}", _held_on(record)],
    ):
        if words and _says_the_same(lines + time_lines, record):
            return lines + time_lines
    return [*lines, _held_on(record)]


def _says_the_same(lines, record):
    try:
        read = read_lines(lines)
    except CannotRead:
        return False
    keys = ("title", "time_as_printed", "starts_at", "ends_at", "sections")
    return [read[key] for key in keys] == [record[key] for key in keys[:-1]] + [[]]


def _held_on(record):
    """Where the cover's words alone do not say it: corrected days, hours without a zone."""
    starts, ends = record["starts_at"], record["ends_at"]
    held = f"Held on {starts[:10]}"
    if len(starts) > 10:
        hours = f"{starts[11:16]} – {ends[11:16]}" if ends else starts[11:16]
        held += f", {hours} Brussels time"
    return held


def _agenda(record):
    lines = _moderators(record["moderators"])
    if not record["agenda"]:
        return lines
    lines = ["## Agenda of the meeting", *lines]
    for item in record["agenda"]:
        lines.append(f"{item['number']}. {_plain(item['title'])}")
        lines += [_plain(person_line(person)) for person in item["speakers"]]
    return lines


def _moderators(people):
    if not people:
        return []
    together = "Moderation: " + " and ".join(person_line(person) for person in people)
    read = moderators_on(_line(together))
    if read is not None and [person.as_json() for person in read] == people:
        return [_plain(together)]
    return [_plain(f"Moderation: {person_line(person)}") for person in people]


def _key_messages(record):
    if not record["key_messages"]:
        return []
    return ["## Key messages", *(f"- {message}" for message in record["key_messages"])]


def _is_one_text(record):
    sections = record["sections"]
    return len(sections) == 1 and sections[0]["title"] is None


def _section(section):
    number, title = section["number"], _plain(section["title"] or "")
    heading = f"## {number}. {title}" if number is not None else f"## {title}"
    return [heading, *(_speaker(person) for person in section["speakers"]), *_text(section)]


def _speaker(person):
    line = person_line(person)
    return _plain(line if looks_like_person(line) else f"Speaker: {line}")


def _text(section):
    lines = [line.strip() for line in section["text"].splitlines()]
    return [_lowered(line) for line in lines if line]


def _lowered(line):
    """Headings inside a section stand below the section's own."""
    found = HEADING.fullmatch(line)
    return f"### {found[2]}" if found and len(found[1]) < 3 else line


def person_line(person):
    """A person on one line, in the first wording that reads back as the same person."""
    name, role, organisation = person["name"], person["role"], person["organisation"]
    also = f" (also: {'; '.join(person['also'])})" if person.get("also") else ""
    wordings = [
        ", ".join(part for part in (name, role, organisation) if part),
        f"{name} ({organisation or role})",
        f"{name}, representing {organisation}",
        f"{name}, in the role of {role}",
        f"{name}, in the role of {role}, representing {organisation}",
    ]
    wanted = Person(name, role, organisation, tuple(person.get("also", ())))
    for wording in wordings:
        line = wording + also
        if parse_person(line) == wanted and len(split_people(line)) == 1:
            return line
    return wordings[0] + also


def _plain(text):
    return print_inline([Run(text)])


def _line(text):
    return as_lines([text])[0]
