"""What one of the two says of their meeting, on the day and after it, and the way into its room."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clusterhub.documents.characters import Cleaner
from clusterhub.events.operations.text import web_address
from clusterhub.letters.operations import post
from clusterhub.matchmaking import day_hours
from clusterhub.matchmaking.emails.day import LATE, LINK, letter_to, write_day_letters
from clusterhub.matchmaking.models import Meeting, MeetingOutcome, MeetingReport
from clusterhub.matchmaking.operations.refusals import MeetingRefusal
from clusterhub.matchmaking.place_words import other_of
from clusterhub.matchmaking.rooms import is_online, is_room_open, opens_at, room_address

LONGEST_NOTE = 5000


class DayRefusal(MeetingRefusal):
    """What cannot be said of this meeting, or not now."""


class NoSuchMeeting(DayRefusal):
    """It was cancelled or lost its time, or she is none of the two."""


class NotNow(DayRefusal):
    """Too early or too late for it."""


class NoAddress(DayRefusal):
    """What was typed leads nowhere on the web, or nobody has named a room yet."""


class NoRoomNeeded(DayRefusal):
    """Both are on site."""


class RoomShut(DayRefusal):
    def __init__(self, opens_at=None):
        self.opens_at = opens_at  # None: it is over.
        super().__init__()


@transaction.atomic
def say_late(meeting, participant, *, minutes, now=None):
    """Tell the other one at once; 0 takes it back."""
    now = now or timezone.now()
    meeting, report = _begin(meeting, participant)
    if not day_hours.may_be_late(meeting.slot, now):
        raise NotNow
    before = report.late_minutes if day_hours.is_late(report, meeting.slot) else 0
    if before == minutes:
        return report
    _write(report, late_minutes=minutes or None, late_at=now if minutes else None)
    if minutes:
        _tell_other(LATE, meeting, participant, minutes=minutes)
    return report


@transaction.atomic
def say_missing(meeting, participant, *, is_missing=True, now=None):
    """The other one did not come, or came after all."""
    now = now or timezone.now()
    meeting, report = _begin(meeting, participant)
    if not day_hours.may_be_missed(meeting.slot, now):
        raise NotNow
    if is_missing == (report.other_missing_at is not None):
        return report
    was_held = report.outcome not in ("", MeetingOutcome.NOT_HELD)
    facts = {"other_missing_at": now if is_missing else None}
    if not is_missing and report.outcome == MeetingOutcome.NOT_HELD:
        facts["outcome"] = ""
    elif is_missing and not was_held:
        facts["outcome"] = MeetingOutcome.NOT_HELD
    return _write(report, **facts)


@transaction.atomic
def note_outcome(meeting, participant, *, outcome, now=None):
    """What came of it, as she sees it; "" takes it back. Who notes something met after all."""
    now = now or timezone.now()
    meeting, report = _begin(meeting, participant)
    if not day_hours.may_have_an_outcome(meeting.slot, now):
        raise NotNow
    facts = {"outcome": outcome, "noted_at": now if outcome else None}
    if outcome not in ("", MeetingOutcome.NOT_HELD):
        facts["other_missing_at"] = None
    return _write(report, **facts)


@transaction.atomic
def write_note(meeting, participant, *, note):
    """Words for herself alone."""
    _meeting, report = _begin(meeting, participant)
    return _write(report, note=Cleaner().clean(note).strip()[:LONGEST_NOTE])


@transaction.atomic
def share_contact(meeting, participant, *, is_shared):
    """The other one reads her address from now on, or no longer."""
    _meeting, report = _begin(meeting, participant)
    return _write(report, shares_contact=is_shared)


@transaction.atomic
def set_link(meeting, participant, *, url):
    """Either of the two says where they meet online; empty goes back to the organiser's way."""
    meeting, _report = _begin(meeting, participant)
    if not is_online(meeting):
        raise NoRoomNeeded
    link = web_address(url)
    if url.strip() and not link:
        raise NoAddress
    if link == meeting.link:
        return meeting
    meeting.link = link
    meeting.save(update_fields=["link"])
    if link:
        _tell_other(LINK, meeting, participant)
    return meeting


@transaction.atomic
def join_room(meeting, participant, *, now=None):
    """Note that she is there, and give the address; nobody else gets it, and nobody before its time."""
    now = now or timezone.now()
    meeting, report = _begin(meeting, participant)
    if not is_online(meeting):
        raise NoRoomNeeded
    if not is_room_open(meeting, now):
        raise RoomShut(opens_at(meeting) if now < opens_at(meeting) else None)
    address = room_address(meeting)
    if not address:
        raise NoAddress
    if report.joined_at is None:
        _write(report, joined_at=now)
    return address


def _begin(meeting, participant):
    """The meeting as it is now, and her report on it; the two who report take turns."""
    rows = Meeting.objects.placed().filter(Q(a=participant) | Q(b=participant))
    # Alone: on PostgreSQL a neighbour that may be missing cannot be locked with it.
    locked = rows.select_for_update(no_key=True).filter(pk=meeting.pk).order_by()
    if not locked.values_list("pk", flat=True):
        raise NoSuchMeeting
    related = ("slot", "matchmaking", "a__registration", "b__registration")
    meeting = rows.select_related(*related).get(pk=meeting.pk)
    report = MeetingReport.objects.filter(meeting=meeting, participant=participant).first()
    return meeting, report or MeetingReport(meeting=meeting, participant=participant)


def _write(report, **facts):
    for name, value in facts.items():
        setattr(report, name, value)
    report.save(update_fields=list(facts) if report.pk else None)
    return report


def _tell_other(kind, meeting, participant, **facts):
    other = other_of(meeting, participant.pk)
    post(write_day_letters, letter_to(other, kind, meeting, **facts))
