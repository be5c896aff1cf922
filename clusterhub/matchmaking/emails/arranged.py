"""Letters that the organiser's help brings: put together, invited; and that a meeting is no more."""

from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from clusterhub.clock import content_lines as lines
from clusterhub.clock.words import range_in_words
from clusterhub.events.links import stop_address
from clusterhub.letters.models import Priority
from clusterhub.matchmaking.calendars import CANCEL, document
from clusterhub.matchmaking.emails.to_people import post_to, readers, words_to
from clusterhub.matchmaking.models import Meeting
from clusterhub.matchmaking.place_words import other_of, who_in_words

NEAR = ("request", "a__registration__organisation", "b__registration__organisation")


def letter_of_arranged(meeting, participant):
    facts = {"meeting": meeting.pk, "to": participant.pk}
    return post_to("meeting arranged", participant.registration, facts=facts)


def letter_of_invitation(registration):
    once = f"meetings-invited-{registration.pk}"
    return post_to(
        "meetings invited", registration, once=once, is_bulk=True, priority=Priority.BULK
    )


def letter_of_loss(meeting, other):
    facts = {
        "uid": str(meeting.uid),
        "sequence": meeting.sequence + 1,
        "hours": [meeting.slot.starts_at.isoformat(), meeting.slot.ends_at.isoformat()],
    }
    return post_to("meeting is off", other.registration, facts=facts)


def write_arranged(letters):
    rows = Meeting.objects.living().select_related(*NEAR)
    found = rows.in_bulk([letter.facts["meeting"] for letter in letters])
    words = {}
    for letter, registration in readers(letters):
        if meeting := found.get(letter.facts["meeting"]):
            other = who_in_words(other_of(meeting, letter.facts["to"]))
            facts = {"who": other, "note": meeting.request.note}
            subject = _("You meet %(who)s: %(title)s") % {"who": other, "title": "%s"}
            words[letter.pk] = words_to(registration, "arranged.txt", subject, facts)
    return words


def write_invitations(letters):
    words = {}
    for letter, registration in readers(letters):
        if not registration.wants_mail or hasattr(registration, "participant"):
            continue
        stop = stop_address(registration)
        facts = {"stop": stop, "intro": registration.event.matchmaking.intro}
        subject = _("Whom do you want to meet? %s")
        words[letter.pk] = words_to(registration, "invited.txt", subject, facts, stop_url=stop)
    return words


def write_losses(letters):
    words = {}
    for letter, registration in readers(letters):
        starts, ends = (datetime.fromisoformat(each) for each in letter.facts["hours"])
        when = range_in_words(starts, ends, registration.event.time_zone)
        facts = {"when": f"{when.day}, {when.event}"}
        file = document(_gone(letter.facts, starts, ends, registration), CANCEL)
        subject = _("A meeting is cancelled: %s")
        words[letter.pk] = words_to(
            registration, "loss.txt", subject, facts,
            attachments=(("meetings.ics", file, "text/calendar"),),
        )  # fmt: skip
    return words


def _gone(facts, starts, ends, registration):
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return [
        "BEGIN:VEVENT",
        f"UID:{facts['uid']}",
        f"SEQUENCE:{facts['sequence']}",
        f"DTSTAMP:{lines.utc(starts)}",
        f"DTSTART:{lines.utc(starts)}",
        f"DTEND:{lines.utc(ends)}",
        f"SUMMARY:{lines.text(_('Meeting'))}",
        "STATUS:CANCELLED",
        f"ORGANIZER;CN={lines.quoted(name or settings.SITE_NAME)}:mailto:{lines.uri(address)}",
        f"ATTENDEE;CN={lines.quoted(registration.name)}:mailto:{lines.uri(registration.email)}",
        "END:VEVENT",
    ]
