"""What the other one of a meeting is told on the day; and what both are asked half a year later."""

from hashlib import sha256

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusterhub.clock.words import range_in_words
from clusterhub.events.emails.kinds import folder_of
from clusterhub.events.emails.registration import ABOUT
from clusterhub.events.links import stop_address, token_of
from clusterhub.letters.models import Priority
from clusterhub.letters.operations import Post
from clusterhub.letters.writing import Words
from clusterhub.matchmaking.models import Meeting, Participant
from clusterhub.web.addresses import absolute

LATE, LINK, LATER = "meeting: late", "meeting: link", "meetings: what came of them"


def letter_to(participant, kind, meeting, **facts):
    """One of the two is told; the same of the same hour only once."""
    registration = participant.registration
    told = "-".join(str(each) for each in facts.values())
    link = f"-{hash_of(meeting.link)}" if kind == LINK else ""
    return Post(
        to=registration.email,
        kind=kind,
        about=(ABOUT, registration.pk),
        folder=folder_of(participant.matchmaking_id),
        once=f"{kind}-{meeting.pk}.{meeting.slot_id}-{participant.pk}-{told}{link}",
        facts={"meeting": meeting.pk, "slot": meeting.slot_id, **facts},
        priority=Priority.SOMEBODY_WAITS,
    )


def write_day_letters(letters):
    """The words of each by its number; none where the meeting moved or was cancelled meanwhile."""
    related = ("slot", "matchmaking__event", "a__registration", "b__registration")
    meetings = Meeting.objects.placed().select_related(*related)
    rows = meetings.in_bulk([letter.facts["meeting"] for letter in letters])
    words = {}
    for letter in letters:
        meeting = rows.get(letter.facts["meeting"])
        if meeting is None or meeting.slot_id != letter.facts["slot"]:
            continue
        two = {each.registration_id: each.registration for each in (meeting.a, meeting.b)}
        to = two.pop(letter.about_id, None)
        if to is not None and to.email == letter.to_address:
            words[letter.pk] = _of_the_day(letter, meeting, to, next(iter(two.values())))
    return words


def _of_the_day(letter, meeting, to, other):
    event = meeting.matchmaking.event
    with translation.override(to.language):
        when = range_in_words(meeting.slot.starts_at, meeting.slot.ends_at, event.time_zone)
        context = {
            "to": to,
            "other": " ".join(other.name.split()),
            "when": f"{when.day}, {when.event}",
            "table": meeting.table,
            "title": " ".join(event.title.split()),
            "url": absolute(f"/r/{token_of(to)}/meetings/schedule/{meeting.pk}/"),
            "site": settings.SITE_NAME,
        }
        if letter.kind == LATE:
            context["minutes"] = minutes = letter.facts["minutes"]
            words = ngettext(
                "%(name)s is %(n)d minute late", "%(name)s is %(n)d minutes late", minutes
            )
            subject = words % {"name": context["other"], "n": minutes}
            return Words(subject, render_to_string("matchmaking/email/day_late.txt", context))
        subject = _("Where you meet %s") % context["other"]
        return Words(subject, render_to_string("matchmaking/email/day_link.txt", context))


def letter_later(participant, registration):
    """Once in a life: what has come of her meetings?"""
    return Post(
        to=registration.email,
        kind=LATER,
        about=(ABOUT, registration.pk),
        folder=folder_of(participant.matchmaking_id),
        once=f"{LATER}-{participant.pk}",
        is_bulk=True,
    )


def write_letters_later(letters):
    rows = Participant.objects.select_related("registration", "matchmaking__event")
    by_registration = {
        each.registration_id: each
        for each in rows.filter(registration__in=[letter.about_id for letter in letters])
    }
    words = {}
    for letter in letters:
        participant = by_registration.get(letter.about_id)
        registration = participant and participant.registration
        if not registration or not registration.wants_mail:
            continue
        if registration.email == letter.to_address:
            words[letter.pk] = _later(registration, participant.matchmaking.event)
    return words


def _later(registration, event):
    with translation.override(registration.language):
        url = absolute(f"/r/{token_of(registration)}/")
        context = {
            "to": registration,
            "title": " ".join(event.title.split()),
            "day": range_in_words(event.starts_at, event.ends_at, event.time_zone).day,
            "url": url,
            "stop_url": stop_address(registration),
            "site": settings.SITE_NAME,
        }
        return Words(
            _("What has come of your meetings? %s") % context["title"],
            render_to_string("matchmaking/email/day_later.txt", context),
            stop_url=context["stop_url"],
        )


def hash_of(address):
    """A short mark of an address, so that another one is told anew."""
    return sha256(address.encode()).hexdigest()[:12]
