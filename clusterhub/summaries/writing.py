"""The way back: a summary's record as a document that reads as the same record."""

from dataclasses import replace

from clusterhub.documents.blocks import (
    Cover,
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    PersonLine,
    cover_lines,
    logical_lines,
)
from clusterhub.documents.dialect import Run, print_inline
from clusterhub.documents.refusals import CannotRead
from clusterhub.summaries.reading import read_lines
from clusterhub.summaries.reading.agenda import moderators_on
from clusterhub.summaries.reading.lines import as_lines
from clusterhub.summaries.reading.lists import (
    HEADINGS,
    NOTHING,
    figure_line,
    figures_in,
    topic_line,
    topics_in,
)
from clusterhub.summaries.reading.people import (
    Person,
    looks_like_person,
    parse_person,
    split_people,
)


def to_document(record):
    """A record as a document; reading it in any format gives the record back, findings aside."""
    cover = _cover(record)
    blocks = [PageBreak(), *_agenda(record)]
    if _is_one_text(record):
        blocks += [*_text(record["sections"][0]), *_key_messages(record)]
    else:
        blocks += _key_messages(record)
        for section in record["sections"]:
            blocks += _section(section)
    blocks += _lists(record)
    return Document(title=record["title"], cover=cover, blocks=tuple(blocks))


def to_lines(record):
    """The logical lines of the document, in the order in which the series prints its parts."""
    return logical_lines(to_document(record))


def _cover(record):
    """The printed words alone where they say when the talk was, else with a line that does."""
    words, held = record["time_as_printed"] or "", _held_on(record)
    for when, note in ((words, ""), (words, held), (f"Printed time: {words}", held)):
        cover = Cover(record["series"], "Summary", record["title"], when, note=note)
        if words and _says_the_same(cover, record):
            return cover
    return Cover(record["series"], "Summary", record["title"], note=held)


def _says_the_same(cover, record):
    try:
        read = read_lines([line for _, line in cover_lines(cover)], "", (record["series"],))
    except CannotRead:
        return False
    keys = ("title", "time_as_printed", "starts_at", "ends_at")
    return all(read[key] == record[key] for key in keys) and not read["sections"]


def _held_on(record):
    """Where the cover's words do not say it: a corrected day, an hour that moved."""
    starts, ends = record["starts_at"], record["ends_at"]
    held = f"Held on {starts[:10]}"
    if len(starts) > 10:
        hours = f"{starts[11:16]} – {ends[11:16]}" if ends else starts[11:16]
        held += f", {hours} Brussels time"
    return held


def _agenda(record):
    moderators = _moderators(record["moderators"])
    if not record["agenda"]:
        return moderators
    blocks = [Heading(2, "Agenda of the meeting"), *moderators]
    for item in record["agenda"]:
        blocks.append(ListBlock(True, (_plain(item["title"]),), item["number"]))
        blocks += [PersonLine(_plain(person_line(person))) for person in item["speakers"]]
    return blocks


def _moderators(people):
    if not people:
        return []
    together = "Moderation: " + " and ".join(person_line(person) for person in people)
    read = moderators_on(as_lines([_plain(together)])[0])
    if read is not None and [person.as_json() for person in read] == people:
        return [PersonLine(_plain(together))]
    return [PersonLine(_plain(f"Moderation: {person_line(person)}")) for person in people]


def _key_messages(record):
    if not record["key_messages"]:
        return []
    return [Heading(2, "Key messages"), ListBlock(False, tuple(record["key_messages"]))]


def _lists(record):
    """Figures and topics, where they are not just those that reading the text finds again."""
    lines = as_lines([f"- {text}" for text in record["key_messages"]])
    for section in record["sections"]:
        lines += as_lines(section["text"].splitlines())
    blocks = []
    if record["figures"] != figures_in(lines):
        blocks += _list_part("figures", [figure_line(each) for each in record["figures"]])
    if record["topics"] != topics_in(lines):
        blocks += _list_part("topics", [topic_line(each) for each in record["topics"]])
    return blocks


def _list_part(name, items):
    body = ListBlock(False, tuple(items)) if items else Paragraph(NOTHING)
    return [Heading(2, HEADINGS[name]), body]


def _is_one_text(record):
    sections = record["sections"]
    return len(sections) == 1 and sections[0]["title"] is None


def _section(section):
    number, title = section["number"], _plain(section["title"] or "")
    heading = Heading(2, f"{number}. {title}" if number is not None else title)
    return [heading, *(_speaker(person) for person in section["speakers"]), *_text(section)]


def _speaker(person):
    line = person_line(person)
    return PersonLine(_plain(line if looks_like_person(line) else f"Speaker: {line}"))


def _text(section):
    """Headings inside a section stand below the section's own; lists keep their numbers."""
    blocks = []
    for line in as_lines(section["text"].splitlines()):
        if line.level:
            blocks.append(Heading(min(max(line.level, 3), 4), f"{line.mark} {line.text}".strip()))
        elif line.mark:
            _add_to_list(blocks, line)
        else:
            blocks.append(Paragraph(line.text))
    return blocks


def _add_to_list(blocks, line):
    is_ordered = line.ordinal is not None
    last = blocks[-1] if blocks else None
    follows = isinstance(last, ListBlock) and last.ordered == is_ordered
    if follows and line.ordinal in (None, last.start + len(last.items)):
        blocks[-1] = replace(last, items=(*last.items, line.text))
        return
    blocks.append(ListBlock(is_ordered, (line.text,), line.ordinal or 1))


def person_line(person):
    """A person on one line, in the first wording that reads back as the same person."""
    name, role, organisation = person["name"], person["role"], person["organisation"]
    also = f" (also: {'; '.join(person['also'])})" if person.get("also") else ""
    wordings = [
        ", ".join(part for part in (name, role, organisation) if part),
        f"{name} ({', '.join(part for part in (role, organisation) if part)})",
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
