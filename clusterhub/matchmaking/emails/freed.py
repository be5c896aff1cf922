"""Times have come free for somebody's meetings that have none: one letter for all of them."""

from django.utils import timezone
from django.utils.translation import ngettext

from clusterhub.clock.words import range_in_words
from clusterhub.events.links import stop_address, token_of
from clusterhub.matchmaking.emails.to_people import post_to, readers, words_to
from clusterhub.matchmaking.free_times import may_take_times, times_of, waiting_at
from clusterhub.matchmaking.models import MeetingSlot
from clusterhub.matchmaking.place_words import other_of, who_in_words
from clusterhub.web.addresses import absolute

MOST_TIMES, MOST_MEETINGS = 3, 10


def letter_of_freed(participant, slots, now):
    return post_to(
        "meetings: times are free", participant.registration,
        once=f"meetings-freed-{participant.pk}-{now:%y%m%d%H%M%S}",
        facts={"slots": sorted(slots)}, is_bulk=True,
    )  # fmt: skip


def write_freed(letters):
    """What is free still, of meetings that wait still, while the event has not begun."""
    words, events = {}, {}
    for letter, registration in readers(letters):
        event, now = registration.event, timezone.now()
        is_late = event.starts_at <= now or not may_take_times(event.matchmaking)
        if is_late or not registration.wants_mail:
            continue
        if event.pk not in events:
            events[event.pk] = _waiting(event, letters, now)
        meetings, times = events[event.pk]
        lines = _lines(registration, meetings, times, set(letter.facts["slots"]))
        if lines:
            words[letter.pk] = _words(registration, lines)
    return words


def _waiting(event, letters, now):
    """The meetings that wait, and when they could be: read once for all letters of an event."""
    keys = {slot for letter in letters for slot in letter.facts["slots"]}
    slots = MeetingSlot.objects.filter(matchmaking=event.pk, pk__in=keys, starts_at__gt=now)
    meetings = list(waiting_at(event.pk))
    return meetings, times_of(event.matchmaking, meetings, slots)


def _lines(registration, meetings, times, offered):
    own, lines = registration.participant, []
    base = absolute(f"/r/{token_of(registration)}/meetings/schedule/")
    for meeting in meetings:
        free = [slot for slot in times.get(meeting.pk, ()) if slot.pk in offered]
        if own.pk in (meeting.a_id, meeting.b_id) and free:
            who = who_in_words(other_of(meeting, own.pk))
            hours = [_hours(slot, registration) for slot in free]
            lines.append(
                {
                    "who": who,
                    "hours": hours[:MOST_TIMES],
                    "more": max(len(hours) - MOST_TIMES, 0),
                    "url": f"{base}{meeting.pk}/time/",
                }
            )
    return lines[:MOST_MEETINGS]


def _hours(slot, registration):
    person = registration.attendee
    zone = person.time_zone if person else None
    words = range_in_words(slot.starts_at, slot.ends_at, registration.event.time_zone, zone or None)
    return f"{words.day}, {words.in_a_list}"


def _words(registration, lines):
    one = "A time has come free for your meeting: %s"
    subject = ngettext(one, "Times have come free for your meetings: %s", len(lines))
    stop = stop_address(registration)
    facts = {"lines": lines, "stop": stop}
    return words_to(
        registration, "freed.txt", subject, facts, page="schedule/", stop_url=stop
    )  # fmt: skip
