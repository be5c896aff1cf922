import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from clusterhub.clock.zones import is_zone
from clusterhub.events.models import Event
from clusterhub.events.operations.import_events import import_event
from clusterhub.events.operations.import_judging import GONE, judge_programme
from clusterhub.events.operations.importing import import_programme
from clusterhub.events.reading import CannotRead, read_programme
from clusterhub.events.reading.sniffing import DIALECTS, LARGEST
from clusterhub.web.addresses import absolute

WORDS = {
    "new": "new",
    "changed": "changed",
    "gone": "not in the file",
    "same": "the same as before",
}
MOST_SAID = 30


class Command(BaseCommand):
    help = (
        "Takes over the programme of an event from a file: schedule XML or JSON (frab, pentabarf, "
        "pretalx), Indico export, CSV or Excel, iCalendar, JSON-LD. Safe to repeat: the same file "
        "once more changes nothing. Without --event and --new it only says what it reads."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        target = parser.add_mutually_exclusive_group()
        target.add_argument("--event", metavar="SLUG", help="whose programme it is")
        target.add_argument("--new", action="store_true", help="make a draft event of it")
        parser.add_argument("--title", default="", help="of a new event whose file names none")
        parser.add_argument("--zone", default="", help="of hours that name none: Europe/Brussels")
        parser.add_argument("--dialect", default="", choices=["", *DIALECTS],
                            help="refuse the file unless it is this")  # fmt: skip
        parser.add_argument("--anyway", action="store_true",
                            help="read it even if its frame is not as its kind requires")  # fmt: skip
        parser.add_argument("--replace", action="store_true",
                            help="take away the sessions that are not in the file")  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="say all, change nothing")
        parser.add_argument("--report", metavar="OUT.json", help="everything that was said")

    def handle(self, *, file, event, report, **options):
        event = self._event(event)
        zone = options["zone"] or (event.time_zone if event else "")
        if zone and not is_zone(zone):
            raise CommandError(f"{zone} is no time zone; such a name is Europe/Brussels.")
        try:
            read = read_programme(
                _content(file),
                asked_zone=zone,
                dialect=options["dialect"],
                anyway=options["anyway"],
            )
            event, judged = self._import(event, read, options)
        except CannotRead as refusal:
            self._refuse(refusal, report)
        self._say(read, judged)
        if event and not options["dry_run"]:
            self.stdout.write(absolute(event.get_absolute_url()))
        elif options["dry_run"]:
            self.stdout.write("Nothing was changed.")
        if report:
            _write(report, _as_data(read, judged))

    def _event(self, slug):
        if not slug:
            return None
        event = Event.objects.filter(slug=slug).first()
        if event is None:
            raise CommandError(f"There is no event {slug}.")
        return event

    def _import(self, event, read, options):
        if options["new"] and not options["dry_run"]:
            return import_event(read, by=None, title=options["title"])
        if event is None:
            return None, None
        if options["dry_run"]:
            return event, judge_programme(event, read)
        return event, import_programme(event, read=read, by=None, replaces=options["replace"])

    def _refuse(self, refusal, report):
        for note in refusal.notes[:MOST_SAID]:
            self.stderr.write(_line(note))
        if report:
            notes = [_note(note) for note in refusal.notes]
            _write(report, {"refused": refusal.code, "words": str(refusal), "notes": notes})
        raise CommandError(str(refusal))

    def _say(self, read, judged):
        notes = judged.notes if judged else read.notes
        for note in notes[:MOST_SAID]:
            (self.stderr if note.is_fault else self.stdout).write(_line(note))
        if len(notes) > MOST_SAID:
            self.stdout.write(
                f"… and {len(notes) - MOST_SAID} more; --report OUT.json has them all."
            )
        title = f" of “{read.title}”" if read.title else ""
        self.stdout.write(f"{len(read.sessions):,} sessions{title}, read as {read.dialect}")
        if not judged:
            return
        for verdict, count in judged.counts.items():
            if count:
                self.stdout.write(f"{count:,} {WORDS[verdict]}")
        for each in judged.of(GONE)[:MOST_SAID]:
            self.stdout.write(f"Not in the file: {each.title}")
        for meant in judged.names.open_questions().values():
            self.stdout.write(f"Several people are called {meant.name}.")


def _content(file):
    try:
        with open(file, "rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from error


def _line(note):
    return f"{note.where}: {note.words}" if note.where else note.words


def _note(note):
    return {"code": note.code, "where": note.where, "words": note.words, "left_out": note.is_fault}


def _as_data(read, judged):
    data = {
        "dialect": read.dialect,
        "title": read.title,
        "time_zone": read.zone,
        "days": read.days,
        "notes": [_note(note) for note in (judged.notes if judged else read.notes)],
        "sessions": [_session(session) for session in read.sessions],
    }
    if judged:
        verdicts = {id(each.read): each for each in judged.judged if each.read}
        for session, said in zip(read.sessions, data["sessions"], strict=True):
            said["verdict"] = verdicts[id(session)].verdict
            said["changed"] = [change.field for change in verdicts[id(session)].changes]
        data["counts"] = judged.counts
        data["gone"] = [each.title for each in judged.of(GONE)]
        data["new_people"] = judged.names.new_names()
    return data


def _session(session):
    hours = {"starts_at": session.starts, "ends_at": session.ends}
    return {
        "key": session.key,
        "title": session.title,
        "where": session.where,
        "room": session.room,
        "track": session.track,
        "people": [person.name for person in session.people or ()],
    } | {name: moment and moment.isoformat() for name, moment in hours.items()}


def _write(path, data):
    text = json.dumps(data, ensure_ascii=False, indent=2)
    try:
        Path(path).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
