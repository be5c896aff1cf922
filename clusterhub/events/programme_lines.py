"""The lines of a programme page, written by hand: a thousand of them in a tenth of a second.

Every word that somebody typed goes through `escape`: that of the standard library, since Django's
says the same in six times the time.
"""

from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from clusterhub.clock.words import day_in_words, hour_in_words, label_of, weekday_in_words
from clusterhub.clock.zones import zone_city, zone_info
from clusterhub.events.conference_days import conference_days
from clusterhub.events.models import SessionFormat, SpeakerPart, TrackColour
from clusterhub.events.programme_record import instant
from clusterhub.events.session_addresses import KEY, session_path
from clusterhub.web.addresses import page_address
from clusterhub.web.parts import kept_article

MOST_KEPT = 60  # Sessions of a day; more of them fill memory with what few ask for.


@dataclass
class Day:
    """One day of a conference; `day` is None for what has no hour yet."""

    day: date | None
    words: str
    label: str
    sessions: list


def days_of(record, event):
    """The sessions by conference day; those without an hour come last."""
    zone = zone_info(event.time_zone)
    hours = [
        tuple(each and each.astimezone(zone) for each in _instants(session))
        for session in record["sessions"]
    ]
    days = {}
    for day, session in zip(conference_days(hours), record["sessions"], strict=True):
        days.setdefault(day, []).append(session)
    ordered = sorted(days.items(), key=lambda each: (each[0] is None, each[0] or date.min))
    return [_day(day, sessions, event, len(days)) for day, sessions in ordered]


def _day(day, sessions, event, count):
    if day is None:
        words = _("Without an hour yet") if count > 1 else ""
        return Day(None, words, "", sessions)
    label = label_of(instant(sessions[0]["starts_at"]), event.time_zone)
    return Day(day, weekday_in_words(day), label, sessions)


def _instants(session):
    return instant(session["starts_at"]), instant(session["ends_at"])


class Lines:
    """Writes the lines of one programme for one reader; what is said often is worked out once."""

    def __init__(self, event, record, reader_zone=None):
        self.slug, self.zone = event.slug, zone_info(event.time_zone)
        shown = reader_zone and reader_zone != event.time_zone
        self.reader = zone_info(reader_zone) if shown else None
        self.reader_city = escape(zone_city(reader_zone)) if shown else ""
        self.differs = False  # Whether any line so far says an hour of the reader's own.
        self.colours = {track["name"]: track["colour"] for track in record["tracks"]}
        self.formats = {value: escape(str(label)) for value, label in SessionFormat.choices}
        self.parts = {value: escape(str(label)) for value, label in SpeakerPart.choices}
        self.cancelled = escape(_("Cancelled"))
        self.where_you_are = escape(_("in %(city)s"))
        self.known_hours = {}

    def write(self, sessions):
        """The lines of a day. They are kept by all that they say: a change elsewhere writes none anew."""
        if len(sessions) > MOST_KEPT:
            return self._written(sessions)[0]
        said = (self.slug, self.zone.key, self.reader and self.reader.key, self.colours, sessions)
        lines, differs = kept_article(("programme", *said), lambda: self._written(sessions))
        self.differs = self.differs or differs
        return lines

    def _written(self, sessions):
        """The lines, and whether any of them says an hour of the reader's own."""
        before, self.differs = self.differs, False
        lines = mark_safe("".join(self.line(session) for session in sessions))
        differs, self.differs = self.differs, before or self.differs
        return lines, differs

    def line(self, session):
        path = session_path(self.slug, session["uid"], session["title"])
        state = " is-cancelled" if session["cancelled"] else ""
        mark = (
            f'<p><span class="badge" data-state="danger">{self.cancelled}</span></p>'
            if state
            else ""
        )
        return (
            f'<li class="programme__part{state}" id="s-{escape(session["uid"][:KEY])}">'
            f'<div class="programme__hours">{self.hours(session)}</div><div>'
            f'<h3 class="programme__title"><a href="{escape(path)}">'
            f"{escape(session['title'])}</a></h3>{mark}"
            f"{self.facts(session)}{self.people(session['people'])}</div></li>"
        )

    def hours(self, session):
        starts, ends = _instants(session)
        if starts is None:
            return ""
        there = self._range(starts, ends, self.zone)
        if self.reader is None:
            return there
        here = self._range(starts, ends, self.reader)
        if here == there:
            return there
        self.differs = True
        other = starts.astimezone(self.reader).date()
        if other != starts.astimezone(self.zone).date():
            here = f"{escape(day_in_words(other))}, {here}"
        words = f"{here} {self.where_you_are % {'city': self.reader_city}}"
        return f'{there}<span class="programme__zone">{words}</span>'

    def _range(self, starts, ends, zone):
        words = self._hour(starts.astimezone(zone))
        return f"{words} – {self._hour(ends.astimezone(zone))}" if ends else words

    def _hour(self, local):
        key = (local.hour, local.minute)
        if key not in self.known_hours:
            self.known_hours[key] = escape(hour_in_words(local))
        return self.known_hours[key]

    def facts(self, session):
        facts = []
        if track := session["track"]:
            colour = self.colours.get(track, "")
            kind = f' data-kind="{escape(colour)}"' if colour != TrackColour.INK else ""
            facts.append(f'<span class="programme__track"{kind}>{escape(track)}</span>')
        if words := self.formats.get(session["format"]):
            facts.append(f"<span>{words}</span>")
        if session["room"]:
            facts.append(f"<span>{escape(session['room'])}</span>")
        return f'<p class="programme__facts">{"".join(facts)}</p>' if facts else ""

    def people(self, people):
        if not people:
            return ""
        return f'<p class="programme__people">{"; ".join(map(self.person, people))}</p>'

    def person(self, person):
        name = escape(person["person"])
        if person["slug"]:
            path = escape(page_address("directory:person", person["slug"]))
            name = f'<a href="{path}">{name}</a>'
        part = self.parts.get(person["part"], "")
        as_what = f" ({part})" if part and person["part"] != SpeakerPart.SPEAKER else ""
        body = f", {escape(person['organisation'])}" if person["organisation"] else ""
        return f"{name}{as_what}{body}"
