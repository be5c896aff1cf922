"""What somebody who registered is told by mail, one letter for each step that she has to know of."""

from datetime import datetime

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import translation

from clusterhub.clock.words import range_in_words
from clusterhub.events.calendars import event_calendar
from clusterhub.events.codes import code_of, in_groups
from clusterhub.events.emails.kinds import (
    AT_ONCE,
    BULK,
    NEWS,
    TEMPLATES,
    TRUE_WHILE,
    WITH_CALENDAR,
    folder_of,
    subject_of,
)
from clusterhub.events.emails.own_words import own_words
from clusterhub.events.links import stop_address, token_of
from clusterhub.events.models import Event, Registration, RegistrationStatus
from clusterhub.events.models.event import NEAR_FOR_CALENDAR
from clusterhub.events.models.registration import OVER
from clusterhub.letters.models import Priority
from clusterhub.letters.operations import Post
from clusterhub.letters.writing import Words
from clusterhub.web.addresses import absolute
from clusterhub.web.prepared import PreparedAmong

ABOUT = "events.registration"


def letter_about(verb, *, event_pk, registration_pk, email, once="", facts=None):
    return Post(
        to=email,
        kind=verb,
        about=(ABOUT, registration_pk),
        folder=folder_of(event_pk),
        once=once,
        facts=facts or {},
        is_bulk=verb in BULK,
        priority=Priority.SOMEBODY_WAITS if verb in AT_ONCE else None,
    )


def write_letters(letters):
    """The words of each letter by its number; none where what it tells is no longer true."""
    rows = _registrations({letter.about_id for letter in letters})
    events = _events({row.event_id for row in rows.values()})
    words, entries = {}, {}
    for letter in letters:
        registration = rows.get(letter.about_id)
        if registration is None or not _is_true(letter, registration):
            continue
        registration.event = events[registration.event_id]
        words[letter.pk] = words_for(registration, letter.kind, letter.facts, entries)
    return words


def events_for_letters():
    """Each event with all that its letters say of it."""
    return Event.objects.with_calendar().select_related("admission")


def _registrations(pks):
    rows = _of_numbers(pks)
    near = [row for row in rows if row.brought_by_id or row.organisation_id]
    prefetch_related_objects(near, "brought_by", "organisation")
    return {row.pk: row for row in rows}


def _events(pks):
    rows = _events_of_numbers(pks)
    prefetch_related_objects(rows, *NEAR_FOR_CALENDAR)
    return {row.pk: row for row in rows}


# In a rush the worker asks this for a few letters at a time.
_of_numbers = PreparedAmong(lambda pks: Registration.objects.filter(pk__in=pks).order_by())
_events_of_numbers = PreparedAmong(
    lambda pks: events_for_letters().prefetch_related(None).filter(pk__in=pks).order_by()
)


def _is_true(letter, registration):
    if letter.to_address != registration.email:
        return False  # It was corrected since: her link is not for whoever has the old address.
    if letter.is_bulk and not registration.wants_mail:
        return False
    if letter.kind in NEWS:
        return registration.status not in OVER
    return registration.status in TRUE_WHILE.get(letter.kind, RegistrationStatus.values)


def words_for(registration, verb, facts, entries):
    """One letter in the language of the registration. `entries` keeps what a batch shares."""
    with translation.override(registration.language):
        context = _context(registration, verb, facts)
        subject, context["own_words"] = own_words(registration, verb, context)
        return Words(
            subject or subject_of(verb, context["title"]),
            render_to_string(f"events/email/{TEMPLATES.get(verb, verb)}.txt", context),
            attachments=_entry(verb, registration, entries),
            stop_url=context["stop_url"] if verb in BULK else "",
        )


def _context(registration, verb, facts):
    event = registration.event
    until = _instant(facts.get("until")) or registration.keep_until
    if verb == "thanked":
        prefetch_related_objects([event], "links")
    return {
        "registration": registration,
        "event": event,
        "title": " ".join(event.title.split()),
        "when": _in_words(event.starts_at, event.ends_at, event),
        "until": _in_words(until, None, event) if until else "",
        "verb": verb,
        "session": _session(facts, event),
        "site": settings.SITE_NAME,
        "url": absolute(f"/r/{token_of(registration)}/"),
        "stop_url": stop_address(registration) if verb in BULK else "",
        "code": in_groups(code_of(registration)),
    }


def _entry(verb, registration, entries):
    """The calendar entry for whoever comes; made once for all of a batch."""
    event = registration.event
    has_one = verb in WITH_CALENDAR or verb in NEWS
    if not has_one or registration.status != RegistrationStatus.CONFIRMED:
        return ()
    key = (event.pk, translation.get_language())
    if key not in entries:
        entries[key] = (f"{event.slug}.ics", event_calendar(event), "text/calendar")
    return (entries[key],)


def _session(details, event):
    """What a letter about a session says: title, hour and room as they were when it happened."""
    starts_at = _instant(details.get("starts_at"))
    ends_at = _instant(details.get("ends_at"))
    when = _in_words(starts_at, ends_at, event) if starts_at else ""
    return {"title": details.get("title"), "when": when, "room": details.get("room")}


def _instant(text):
    return datetime.fromisoformat(text) if text else None


def _in_words(starts_at, ends_at, event):
    words = range_in_words(starts_at, ends_at, event.time_zone)
    return f"{words.day}, {words.event}"
