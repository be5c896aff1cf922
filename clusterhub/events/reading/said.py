"""What is said about a file: why it is refused, which row is left out, what was changed in reading.

Sentences are marked for translation here and translated by whoever shows them.
"""

from clusterhub.clock.doubts import SENTENCES
from clusterhub.documents.refusals import gettext_noop


class Said:
    """One remark: `code` for programs, `where` in the file, a sentence and what stands in it."""

    def __init__(self, code, where="", **values):
        self.code, self.where, self.values = code, where, values
        self.template = REMARKS[code]

    @property
    def words(self):
        return filled(self.template, self.values)

    @property
    def is_fault(self):
        """Whether something of the file was left out."""
        return self.code in FAULTS

    def __repr__(self):
        return f"Said({self.code!r}, {self.where!r}, {self.values!r})"


def filled(template, values):
    """The clock's own sentences are written with %, ours with braces."""
    return template % values if "%(" in template else template.format(**values)


class CannotRead(Exception):
    """The file is refused as a whole: `code` for programs, one sentence for the organiser."""

    def __init__(self, code, **values):
        self.code, self.values, self.template = code, values, REFUSALS[code]
        self.notes = []
        super().__init__(self.template.format(**values))

    def because(self, notes):
        """With what was said before nothing was left."""
        self.notes = list(notes)
        return self


REFUSALS = {
    "missing": gettext_noop("There is no such file."),
    "empty": gettext_noop("The file is empty."),
    "too-large": gettext_noop("The file is larger than {limit} MB."),
    "not-a-programme": gettext_noop(
        "This is no programme that can be read here: a schedule as XML or JSON, an export of Indico, "
        "a table (CSV, Excel), a calendar (iCalendar) or an event as JSON-LD."
    ),
    "other-dialect": gettext_noop("The file cannot be read as {dialect}."),
    "broken": gettext_noop("The file is damaged: its content could not be read to the end."),
    "entities": gettext_noop(
        "The file declares its own XML entities or document type, which no programme needs."
    ),
    "frame-broken": gettext_noop(
        "The frame of the file differs from what its kind requires in {count} ways: {breaks}."
    ),
    "no-columns": gettext_noop(
        "No column of titles was found. The first row names the columns; one of them is “title”."
    ),
    "no-sessions": gettext_noop("The file holds no session that could be read."),
    "too-many-sessions": gettext_noop("The file holds more than {limit} sessions."),
    "zone-needed": gettext_noop(
        "The hours in this file name no time zone. Say which one is meant, such as Europe/Brussels."
    ),
    "zone-unknown": gettext_noop(
        "Nobody knows the time zone “{zone}” that this file names. Say which one is meant."
    ),
    "too-complex": gettext_noop("The file is so complex that reading it was given up."),
    "no-event-title": gettext_noop(
        "The file does not say what the event is called; say it beside the file."
    ),
    "no-event-hours": gettext_noop("The file does not say when the event is."),
    "several-events": gettext_noop(
        "The file describes {count} events. A programme belongs to one event."
    ),
}

FAULTS = {
    "no-title": gettext_noop("It has no title."),
    "no-such-day": gettext_noop("“{printed}” is not a day of any calendar."),
    "no-such-hour": gettext_noop("“{printed}” is not an hour of any day."),
    "ends-before-start": gettext_noop("It ends before it starts ({printed})."),
    "same-key": gettext_noop("Another session of the file has the same key and the same start."),
    "recurs-too-often": gettext_noop(
        "It recurs by the hour, minute or second; a programme is not made of that."
    ),
    "too-many-occurrences": gettext_noop(
        "The file recurs more than {limit} times; what comes later was left out."
    ),
    "entry-broken": gettext_noop("This entry is damaged and cannot be read."),
    "row-broken": gettext_noop("This row is damaged: it has more cells than columns or an open quote."),
    "not-a-session": gettext_noop("Tasks, journals and the like were left out ({count})."),
    "microdata": gettext_noop("The page also describes an event as microdata, which is not read."),
    "several-people": gettext_noop(
        "The directory knows several people called {name}; she was left out until somebody says who."
    ),
    "too-many-people": gettext_noop("It names more than {limit} people; the rest was left out."),
}  # fmt: skip

REMARKS = FAULTS | {
    "frame": gettext_noop("The frame of the file is not as its kind requires: {what}."),
    "encoding": gettext_noop("The text is not UTF-8; it was read as {encoding}."),
    "cleaned": gettext_noop("Invisible or control characters were taken out ({count})."),
    "title-cut": gettext_noop("The title was cut to {limit} letters."),
    "text-cut": gettext_noop("The text was cut to {limit} letters."),
    "markup": gettext_noop("Markup (HTML) was turned into plain text ({count} texts)."),
    "unsafe-link": gettext_noop("A link that does not lead to the web was left out: {printed}."),
    "zone-of-event": gettext_noop(
        "The hours name no time zone; they are taken as the clocks of {zone} show them."
    ),
    "zone-replaced": gettext_noop(
        "Nobody knows the time zone “{named}”; its hours are taken as those of {zone}."
    ),
    "zone-contradicts": gettext_noop(
        "The file says {zone}, yet its hours carry other offsets ({offsets}). The offsets count."
    ),
    "time-gap": SENTENCES["time-gap"],
    "time-fold": SENTENCES["time-fold"],
    "past-midnight": gettext_noop("It ends on the next day, at {printed}."),
    "no-hours": gettext_noop("It has no hour and is taken over without one."),
    "whole-day": gettext_noop("It fills a whole day ({day}) and is taken over without hours."),
    "several-rooms": gettext_noop(
        "It is held in several rooms at once ({rooms}); they stand in its text."
    ),
    "rooms-share-key": gettext_noop("Rooms share one key ({rooms}); they are told apart by name."),
    "keys-repeat": gettext_noop(
        "Keys of the file repeat ({count}); day, start and room tell these sessions apart."
    ),
    "unknown-kinds": gettext_noop("Kinds of sessions that are unknown here stay empty: {kinds}."),
    "unknown-language": gettext_noop("“{printed}” is no language that is known here."),
    "weekday-no-track": gettext_noop("The column “{column}” holds weekdays, so it is no track."),
    "track-cleaned": gettext_noop("Words that are no track were taken out: {words}."),
    "authors-are-people": gettext_noop(
        "The file names no speakers; its authors are taken as speakers ({count} sessions)."
    ),
    "recurs-for-ever": gettext_noop(
        "It recurs without end; {count} occurrences until {day} were taken."
    ),
    "cancelled": gettext_noop("It is marked as cancelled."),
    "outside-event": gettext_noop(
        "Sessions lie outside the hours of the event ({count}). Is it the right file?"
    ),
    "kept-for-people": gettext_noop(
        "It is not in the file and stays, because people chose it ({count}); cancel it instead."
    ),
    "end-assumed": gettext_noop("The file names no end of the event; one hour is assumed."),
    "format-assumed": gettext_noop("The file does not say how it is held; on site is assumed."),
    "status-left": gettext_noop("The file says “{status}”; here it becomes a draft."),
    "image-left": gettext_noop("Pictures of the file are not fetched."),
    "columns-left": gettext_noop("Columns that are not used: {columns}."),
}
