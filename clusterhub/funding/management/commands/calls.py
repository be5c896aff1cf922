import json
from datetime import datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count
from django.utils import timezone

from clusterhub.clock.moments import local_to_instant
from clusterhub.clock.words import instant_in_words
from clusterhub.funding.models import Call, CallStatus

AT_ONCE = 500


class Command(BaseCommand):
    help = "Prints the published calls, with their status now or at another instant."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="a JSON object for each call")
        parser.add_argument("--on", metavar="INSTANT", default="",
                            help="the status as of 2026-07-01T12:00+02:00; without an offset it is "
                            "read in the site's zone")  # fmt: skip
        parser.add_argument("--status", default="", choices=["", *CallStatus.values])
        parser.add_argument("--drafts", action="store_true", help="those not published, too")

    def handle(self, *, on, status, drafts, **options):
        now = instant_of(on) if on else timezone.now()
        rows = Call.objects.all() if drafts else Call.objects.public()
        if status:
            rows = rows.filter(pk__in=Call.objects.in_status(status, now).order_by().values("pk"))
        rows = rows.with_list().annotate(copy_count=Count("copies")).order_by("identifier", "pk")
        say = as_json if options["json"] else as_line
        for call in rows.iterator(chunk_size=AT_ONCE):
            self.stdout.write(say(call, now))


def instant_of(text):
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.utcoffset() is None:
            return local_to_instant(moment, settings.TIME_ZONE).instant
    except (ValueError, OverflowError):
        raise CommandError(
            f"“{text}” is no instant; write it like 2026-07-01T12:00+02:00.", returncode=2
        ) from None
    return moment


def as_json(call, now):
    said = {
        "identifier": call.identifier,
        "title": call.title,
        "programme": call.programme,
        "status": call.status(now).value,
        "cut_offs": [deadline.closes_there.isoformat() for deadline in call.deadlines.all()],
        "budget_eur": plain(call.budget_eur),
        "min_eur": plain(call.min_eur),
        "max_eur": plain(call.max_eur),
        "copies": call.copy_count,
    }
    return json.dumps(said, ensure_ascii=False)


def as_line(call, now):
    deadline = call.next_deadline(now)
    when = instant_in_words(deadline.closes_at, deadline.time_zone) if deadline else "–"
    return f"{call.status(now):<13} {when:<36} {call.identifier:<40} {call.title}"


def plain(amount):
    """Whole euros as such; None where nothing is stated."""
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)
