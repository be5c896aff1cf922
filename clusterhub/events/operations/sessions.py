"""One session at a time: added, changed, moved."""

from django.db import transaction
from django.db.models import Max

from clusterhub.events.models import Session, SessionLink, Speaker
from clusterhub.events.operations import changing
from clusterhub.events.operations.choosing import tell_choosers
from clusterhub.events.operations.refusals import (
    PersonNamedTwice,
    SessionChangedMeanwhile,
    SessionEndsBeforeItStarts,
)
from clusterhub.events.operations.text import one_line, several_lines, web_address

LINES = frozenset(["title", "language", "audience", "outside_key"])
COLUMNS = LINES | frozenset(
    ["description", "starts_at", "ends_at", "format", "track", "room", "interpretation"]
)
# A calendar that has the session takes these over only under a higher number.
SHOWN_IN_CALENDARS = frozenset(["title", "starts_at", "ends_at", "room_id"])
# Who comes has to know these.
TOLD = frozenset(["starts_at", "ends_at", "room_id"])


@transaction.atomic
def add_session(event, *, by, people=(), links=(), topics=(), **facts):
    """One more session, after the last; `links` are (kind, label, url, shown_from)."""
    event = changing.lock(event)
    session = Session(event=event, number=next_number(event))
    assign(session, facts)
    session.save(force_insert=True)
    set_people(session, people)
    set_links(session, links)
    session.topics.set(topics)
    changing.save(event, (), "added a session to", by=by, session=session.title)
    return session


def next_number(event):
    return (event.sessions.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def change_session(session, *, by, version=None, people=None, links=None, topics=None, **facts):
    """Change what is given and nothing else; `version` is what the editor saw, if it matters."""
    event = changing.lock(session.event)
    session = again(session, version)
    changed = assign(session, facts)
    if people is not None and set_people(session, people):
        changed.add("people")
    if links is not None and set_links(session, links):
        changed.add("links")
    if topics is not None and {*topics} != {*session.topics.all()}:
        session.topics.set(topics)
        changed.add("topics")
    if not changed:
        return session
    store(event, session, changed, by)
    changing.save(event, (), "changed a session of", by=by, session=session.title)
    return session


def move_session(session, *, starts_at, room, by, version=None):
    """To another hour or another room; it lasts as long as before."""
    length = session.ends_at - session.starts_at if session.starts_at and session.ends_at else None
    ends_at = starts_at + length if length else session.ends_at
    hours = {"starts_at": starts_at, "ends_at": ends_at, "room": room}
    return change_session(session, by=by, version=version, **hours)


def assign(session, facts):
    """Put typed facts into their columns and say which columns now differ."""
    if unknown := facts.keys() - COLUMNS:
        raise TypeError(f"not to be set on a session: {', '.join(sorted(unknown))}")
    changed = set()
    for name, value in facts.items():
        column = Session._meta.get_field(name).attname
        before = getattr(session, column)
        setattr(session, name, _tidy(name, value))
        if getattr(session, column) != before:
            changed.add(column)
    if session.starts_at and session.ends_at and session.ends_at <= session.starts_at:
        raise SessionEndsBeforeItStarts
    if changed & SHOWN_IN_CALENDARS and session.pk:
        session.sequence += 1
        changed.add("sequence")
    return changed


def _tidy(name, value):
    if name in LINES:
        return one_line(value)
    return several_lines(value) if name == "description" else value


def again(session, version=None):
    """As it is after the lock of its event."""
    session = Session.objects.select_related("event", "room").get(pk=session.pk)
    if version and version != session.version:
        raise SessionChangedMeanwhile(session)
    return session


def store(event, session, changed, by):
    columns = changed - {"people", "links", "topics"}
    session.save(update_fields=[*sorted(columns), "updated_at"])
    # Once versions are published, the next of them tells who comes.
    if changed & TOLD and not event.programme_number and not event.is_draft:
        tell_choosers(session, by=by)


def set_people(session, appearances):
    """Make the people of one session exactly these, in this order; whether anything changed."""
    known = {(row.person_id, row.part): row for row in session.speakers.all()}
    before = [_plain(row) for row in known.values()]
    named, rows = set(), []
    for position, appearance in enumerate(appearances):
        key = (appearance.person.pk, str(appearance.part))
        if key in named:
            raise PersonNamedTwice(appearance.person)
        named.add(key)
        row = known.pop(key, None) or Speaker(
            event_id=session.event_id, session=session, person=appearance.person, part=key[1]
        )
        for name, value in appearance.words().items():
            setattr(row, name, value)
        row.position = position
        rows.append(row)
    if [_plain(row) for row in rows] == before and not known:
        return False
    for row in rows:
        row.save()
    session.speakers.filter(pk__in=[row.pk for row in known.values()]).delete()
    return True


def _plain(row):
    return (
        row.person_id,
        str(row.part),
        row.role,
        row.organisation_id,
        row.organisation_as_printed,
    )


def set_links(session, links):
    """Make the links exactly these (kind, label, url, shown_from); whether anything changed."""
    wanted = [
        (str(kind), one_line(label), web_address(url), shown_from)
        for kind, label, url, shown_from in links
    ]
    wanted = [link for link in wanted if link[2]]
    if list(session.links.values_list("kind", "label", "url", "shown_from")) == wanted:
        return False
    session.links.all().delete()
    SessionLink.objects.bulk_create(
        SessionLink(
            session=session, position=position, kind=kind, label=label, url=url, shown_from=since
        )
        for position, (kind, label, url, since) in enumerate(wanted)
    )
    return True
