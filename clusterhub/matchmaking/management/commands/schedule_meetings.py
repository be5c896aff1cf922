import json
import signal
import sys

from django.core.management.base import BaseCommand

from clusterhub.matchmaking.scheduler import BadInput, Problem, read_text, schedule


class Command(BaseCommand):
    requires_system_checks = []  # It reads a file and no database.
    help = (
        "Makes the best schedule of meetings that a JSON file of slots, participants and meetings "
        "allows, and prints it as JSON; docs/guides/matchmaking-schedule.md. Ctrl-C prints the best "
        "so far."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="a JSON file in UTF-8, or - for the standard input")

    def handle(self, *, file, **options):
        try:
            problem = Problem(read_text(_content(file)))
        except BadInput as refusal:
            self._refuse(str(refusal))
        except OSError as error:
            self._refuse(f"The file cannot be read: {error.strerror}.")
        for name in problem.options.unknown:
            self.stderr.write(f"There is no option {json.dumps(name)[:60]}; it was left out.")
        with _Patience(self.stderr) as patience:
            made = schedule(problem, patience.on_progress)
        self._say(made)
        self.stdout.write(json.dumps(made.as_data(), indent=1))

    def _refuse(self, sentence):
        self.stderr.write(sentence)
        sys.exit(2)

    def _say(self, made):
        count = len(made.scheduled)
        self.stderr.write(
            f"{_figure(made.value)} of at most {_figure(made.bound)}: {count:,} of "
            f"{count + len(made.unscheduled):,} meetings, {made.idle_slots:,} idle slots, "
            f"{made.table_changes:,} changes of table."
        )
        if made.is_cut:
            self.stderr.write(
                'It was stopped before it was done; with "moves" instead of "seconds" any machine '
                "makes the same schedule."
            )


class _Patience:
    """Shows how far it is where somebody watches, and hears Ctrl-C and a polite kill."""

    def __init__(self, stream):
        self.stream, self.is_enough, self.before, self.stage = stream, False, {}, None

    def __enter__(self):
        for name in (signal.SIGINT, signal.SIGTERM):
            self.before[name] = signal.signal(name, self._enough)
        return self

    def __exit__(self, *error):
        for name, handler in self.before.items():
            signal.signal(name, handler)

    def _enough(self, *signal_and_frame):
        self.is_enough = True

    def on_progress(self, now):
        if self.stream.isatty() and (now.stage, int(now.done * 10)) != self.stage:
            self.stage = now.stage, int(now.done * 10)
            self.stream.write(f"{now.stage} {now.done:.0%}: {_figure(now.value)}")
        return self.is_enough


def _content(file):
    if file == "-":
        return sys.stdin.buffer.read()
    with open(file, "rb") as source:
        return source.read()


def _figure(number):
    return f"{number:,}" if isinstance(number, int) else f"{number:,.2f}"
