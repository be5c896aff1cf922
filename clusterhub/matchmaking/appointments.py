"""Meetings with a time, for the agenda of who has them."""

from django.db.models import Q
from django.utils.translation import gettext as _

from clusterhub.accounts.appointments import Appointment
from clusterhub.events.links import token_of
from clusterhub.matchmaking.calendars import entry, hours_of
from clusterhub.matchmaking.models import Meeting, Participant, TableName
from clusterhub.matchmaking.place_words import other_of, place_in_words, who_in_words

PEOPLE = ("a__registration__organisation", "b__registration__organisation")


def own_meetings(person, since):
    """All of hers at all events, in three statements, or one where she has none."""
    hers = Participant.objects.present().filter(registration__attendee=person)
    own = {each.pk: each for each in hers.select_related("registration__event")}
    if not own:
        return []
    rows = Meeting.objects.placed().filter(Q(a__in=own) | Q(b__in=own), slot__ends_at__gte=since)
    rows = list(rows.select_related("slot", "stand__organisation", *PEOPLE))
    names = {}
    for name in TableName.objects.filter(matchmaking__in={each.matchmaking_id for each in rows}):
        names.setdefault(name.matchmaking_id, {})[name.number] = name.name
    return [
        _appointment(each, own.get(each.a_id) or own[each.b_id], names.get(each.matchmaking_id, {}))
        for each in rows
    ]


def _appointment(meeting, participant, names):
    registration = participant.registration
    event, who = registration.event, who_in_words(other_of(meeting, participant.pk))
    parts = (place_in_words(meeting, names), event.title)
    starts_at, ends_at = hours_of(meeting)
    return Appointment(
        title=_("Meeting: %s") % who,
        starts_at=starts_at,
        ends_at=ends_at,
        time_zone=event.time_zone,
        words=" · ".join(part for part in parts if part),
        address=f"/r/{token_of(registration)}/meetings/",
        # The calendar goes to programs of others: no word in it opens her registration.
        lines=tuple(entry(meeting, participant, names, (starts_at, ends_at), is_hers=False)),
        registration=registration,
    )
