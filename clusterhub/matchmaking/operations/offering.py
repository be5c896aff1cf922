"""Times that have come free are offered by letter to those whose meeting has none: either may take one.

A time that comes free is a row, written with what freed it. The worker looks at these rows a while
later, so that what is called off in one go is offered in one letter; nobody gets a second one within
twenty hours, and what came free meanwhile is offered with the next.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from clusterhub.letters.operations import post_many
from clusterhub.matchmaking.emails.freed import letter_of_freed, write_freed
from clusterhub.matchmaking.free_times import may_take_times, times_of, waiting_at
from clusterhub.matchmaking.models import FreedTime, Matchmaking, MeetingSlot, Participant
from clusterhub.matchmaking.operations.placing import lock_meetings

SETTLED_AFTER = timedelta(minutes=30)
PAUSE = timedelta(hours=20)


def offer_freed(now=None):
    """Of all events to come; how many letters these are."""
    now = now or timezone.now()
    rows = Matchmaking.objects.filter(slots__freed__at__lte=now - SETTLED_AFTER).distinct()
    return sum(_offer_at(pk, now) for pk in rows.values_list("pk", flat=True))


@transaction.atomic
def _offer_at(pk, now):
    matchmaking = lock_meetings(pk)
    rows = FreedTime.objects.filter(slot__matchmaking=pk)
    freed = dict(rows.values_list("slot", "at"))
    is_for_people = may_take_times(matchmaking) and matchmaking.event.starts_at > now
    people = _concerned(matchmaking, freed, now) if is_for_people else {}
    letters, later = _letters(people, freed, now)
    told = [pk for pk, _letter in letters]
    Participant.objects.filter(pk__in=told).update(times_offered_at=now)
    if not later and freed:
        rows.filter(at__lte=max(freed.values())).delete()
    return post_many(write_freed, [letter for _pk, letter in letters])


def _concerned(matchmaking, freed, now):
    """{participant: keys of the freed slots in which one of her meetings could be held}."""
    slots = MeetingSlot.objects.filter(pk__in=freed, starts_at__gt=now)
    meetings = list(waiting_at(matchmaking.pk))
    times, people, found = times_of(matchmaking, meetings, slots), {}, {}
    for meeting in meetings:
        for each in (meeting.a, meeting.b):
            if each.registration.wants_mail and meeting.pk in times:
                people[each.pk] = each
                found.setdefault(each.pk, set()).update(slot.pk for slot in times[meeting.pk])
    return {people[pk]: slots for pk, slots in found.items()}


def _letters(people, freed, now):
    """[(participant's key, letter)], and whether somebody has to wait for hers."""
    letters, later = [], False
    for participant, slots in people.items():
        last = participant.times_offered_at
        new = [slot for slot in slots if last is None or freed[slot] > last]
        if not new:
            continue
        if last is not None and last > now - PAUSE:
            later = True
            continue
        letters.append((participant.pk, letter_of_freed(participant, new, now)))
    return letters, later
