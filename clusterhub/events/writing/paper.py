"""The programme as a document to print: a heading a day, a block a session."""

from clusterhub.clock.zones import zone_city, zone_info
from clusterhub.documents.blocks import Cover, Document, Heading, Paragraph, PersonLine
from clusterhub.documents.dialect import Run, print_inline
from clusterhub.events.writing.frame import hour, local

MOST_WITH_TEXT = 300  # A booklet of more sessions holds titles only.


def to_document(frame, words):
    """`words` are {"day": day -> text, "programme", "cancelled", "later", "formats": {…}, …}: all
    that is to be translated, and when the event is, in words."""
    blocks, has_texts = [], len(frame.record["sessions"]) <= MOST_WITH_TEXT
    for day, sessions in _all_days(frame):
        blocks.append(Heading(2, _text(words["day"](day) if day else words["later"])))
        for session, starts, ends in sessions:
            blocks += _session(session, starts, ends, words, has_texts)
    cover = Cover(
        kind_label=words["programme"],
        title=frame.title,
        when_printed=words["when"],
        organisers=(frame.site_name,),
        note=words["note"].format(city=zone_city(frame.zone), address=frame.url),
    )
    return Document(frame.title, words["language"], cover, tuple(blocks))


def _all_days(frame):
    """With what is cancelled, and at the end what has no hour."""
    rules, found = zone_info(frame.zone), {}
    days = {each[0]["uid"]: day for day, sessions in frame.days() for each in sessions}
    for session in frame.record["sessions"]:
        starts, ends = local(session["starts_at"], rules), local(session["ends_at"], rules)
        day = days.get(session["uid"]) or (starts.date() if starts else None)
        found.setdefault(day, []).append((session, starts, ends))
    return sorted(found.items(), key=lambda each: (each[0] is None, each[0]))


def _session(session, starts, ends, words, has_texts):
    hours = hour(starts) if starts else ""
    hours += f" – {hour(ends)}" if ends else ""
    title = f"{hours}  {session['title']}" if hours else session["title"]
    yield Heading(3, _text(title))
    facts = [words["cancelled"]] if session["cancelled"] else []
    facts += [words["formats"].get(session["format"], ""), session["room"], session["track"]]
    if line := " · ".join(fact for fact in facts if fact):
        yield Paragraph(_text(line, italic=True))
    for person in session["people"]:
        more = ", ".join(part for part in (person["role"], person["organisation"]) if part)
        runs = [Run(person["person"], bold=True), *([Run(f", {more}")] if more else [])]
        yield PersonLine(print_inline(runs))
    if has_texts:
        yield from (Paragraph(_text(line)) for line in _paragraphs(session["description"]))


def _paragraphs(text):
    return [" ".join(part.split()) for part in text.split("\n") if part.strip()]


def _text(words, italic=False):
    return print_inline([Run(" ".join(words.split()), italic=italic)])
