"""The booklet of an event: its programme, and who of its participants agreed to stand in it."""

from itertools import groupby

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clusterhub.clock.words import day_in_words, hour_in_words, range_in_words
from clusterhub.directory.names import fold
from clusterhub.documents.blocks import (
    Cover,
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    PersonLine,
)
from clusterhub.documents.dialect import Run, print_inline
from clusterhub.events.programme_record import instant, programme_record


def booklet_of(event, people):
    """A document for `documents.writing`. `people` are participants."""
    when = range_in_words(event.starts_at, event.ends_at, event.time_zone)
    cover = Cover(
        series=event.series.name if event.series else settings.SITE_NAME,
        kind_label=_("Programme and participants"),
        title=event.title,
        when_printed=", ".join(part for part in (when.day, when.event, event.place) if part),
        note=_("Made on %s. Here stand only those who agreed to it.")
        % day_in_words(timezone.localdate()),
    )
    blocks = (*_programme(event), *_participants(people))
    return Document(event.title, language=get_language(), cover=cover, blocks=blocks)


def _programme(event):
    sessions = [one for one in programme_record(event)["sessions"] if not one["cancelled"]]
    if not sessions:
        return
    yield Heading(2, _("Programme"))
    for session in sessions:
        yield Heading(3, _plain(session["title"]))
        if words := _when(session, event):
            yield Paragraph(_plain(words))
        for person in session["people"]:
            parts = (person["person"], person["role"], person["organisation"])
            yield PersonLine(_plain(", ".join(part for part in parts if part)))
    yield PageBreak()


def _when(session, event):
    if not session["starts_at"]:
        return session["room"]
    there = instant(session["starts_at"]).astimezone(event.starts_there.tzinfo)
    parts = (day_in_words(there.date()), hour_in_words(there), session["room"])
    return ", ".join(part for part in parts if part)


def _participants(people):
    yield Heading(2, _("Participants"))
    if not people:
        yield Paragraph(_plain(_("Nobody has agreed to stand here.")))
    for letter, group in groupby(people, key=lambda person: fold(person.name)[:1].upper()):
        yield Heading(3, _plain(letter or "–"))
        yield ListBlock(ordered=False, items=tuple(_line(person) for person in group))


def _line(person):
    more = ", ".join(part for part in (person.organisation, person.country) if part)
    runs = [Run(person.name, bold=True)] + ([Run(f", {more}")] if more else [])
    return print_inline(runs)


def _plain(text):
    return print_inline([Run(text)])
