"""The meetings of one participant, as her own page shows them: in a fixed number of statements."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from clusterhub.clock.zones import zone_info
from clusterhub.matchmaking import day_hours
from clusterhub.matchmaking.models import Meeting, MeetingReport, Participant, TableName
from clusterhub.matchmaking.place_words import (
    names_of_tables,
    organisation_of,
    other_of,
    place_in_words,
    who_in_words,
)
from clusterhub.matchmaking.rooms import is_online, is_room_open, opens_at, room_address
from clusterhub.matchmaking.slot_words import day_of, hours_of

OF_PEOPLE = [
    f"{side}__registration__{more}" for side in ("a", "b") for more in ("organisation", "country")
]

OF_WAITING = [f"{side}__registration__organisation" for side in ("a", "b")]


@dataclass(frozen=True)
class OwnMeeting:
    """One meeting as one of the two sees it."""

    meeting: Meeting
    me: Participant
    other: Participant
    place: str
    is_online: bool
    own: MeetingReport  # Not stored where she has said nothing.
    theirs: MeetingReport  # Of it she is told what is for her, and nothing else.
    now: datetime

    @property
    def slot(self):
        return self.meeting.slot

    @property
    def hours(self):
        return hours_of(self.slot, self.me.registration.event.time_zone)

    @property
    def day(self):
        return day_of(self.slot, self.me.registration.event.time_zone)

    @property
    def name(self):
        return self.other.registration.name

    @property
    def organisation(self):
        return organisation_of(self.other.registration)

    @property
    def country(self):
        country = self.other.registration.country
        return country.name if country else ""

    @property
    def phase(self):
        return day_hours.phase(self.slot, self.now)

    @property
    def may_be_late(self):
        return day_hours.may_be_late(self.slot, self.now)

    @property
    def may_be_missed(self):
        return day_hours.may_be_missed(self.slot, self.now)

    @property
    def may_have_an_outcome(self):
        return day_hours.may_have_an_outcome(self.slot, self.now)

    @property
    def my_lateness(self):
        return self.own.late_minutes if day_hours.is_late(self.own, self.slot) else 0

    @property
    def their_lateness(self):
        return self.theirs.late_minutes if day_hours.is_late(self.theirs, self.slot) else 0

    @property
    def opens_at(self):
        return opens_at(self.meeting)

    @property
    def is_room_open(self):
        return self.is_online and is_room_open(self.meeting, self.now)

    @property
    def has_address(self):
        return bool(room_address(self.meeting))

    @property
    def their_address(self):
        """Her address, if she gave it; for nothing else is it read here."""
        return self.other.registration.email if self.theirs.shares_contact else ""


def own_meetings(participant, now=None, only=None):
    """Those with a time, soonest first. Three statements."""
    now = now or timezone.now()
    rows = Meeting.objects.placed().filter(Q(a=participant) | Q(b=participant))
    if only is not None:
        rows = rows.filter(pk=only)
    rows = rows.select_related("slot", "stand__organisation", "matchmaking", *OF_PEOPLE)
    meetings = list(rows.order_by("slot__starts_at", "pk"))
    said = {
        (report.meeting_id, report.participant_id): report
        for report in MeetingReport.objects.filter(meeting__in=meetings)
    }
    names = names_of_tables(participant.matchmaking_id, TableName.objects)
    return [_shown(each, participant, said, names, now) for each in meetings]


def _shown(meeting, participant, said, names, now):
    other = other_of(meeting, participant.pk)
    return OwnMeeting(
        meeting=meeting,
        me=participant,
        other=other,
        place=place_in_words(meeting, names),
        is_online=is_online(meeting),
        own=said.get((meeting.pk, participant.pk)) or MeetingReport(),
        theirs=said.get((meeting.pk, other.pk)) or MeetingReport(),
        now=now,
    )


def waiting_meetings(participant):
    """Meetings that both want and that have no time yet: [(key, with whom)]. One statement."""
    rows = Meeting.objects.living().filter(Q(a=participant) | Q(b=participant), slot=None)
    rows = rows.select_related(*OF_WAITING).order_by("pk")
    return [(each.pk, who_in_words(other_of(each, participant.pk))) for each in rows]


def next_of(meetings):
    """What she should go to now: the one that is on, else the next to come."""
    return next((each for each in meetings if each.phase != "past"), None)


def by_day(meetings, zone):
    """[(day, meetings)] by the clocks at the event."""
    days = {}
    for each in meetings:
        day = each.slot.starts_at.astimezone(zone_info(zone)).date()
        days.setdefault(day, []).append(each)
    return list(days.items())
