"""Who sits where in which slot: the list for those who lead people to their tables."""

from dataclasses import dataclass

from django.utils import timezone

from clusterhub.matchmaking import day_hours
from clusterhub.matchmaking.models import Meeting, MeetingReport, TableName
from clusterhub.matchmaking.place_words import names_of_tables, place_in_words, who_in_words

OF_PEOPLE = [f"{side}__registration__organisation" for side in ("a", "b")]


@dataclass(frozen=True)
class Seated:
    """One meeting on the floor; `lateness` and `missing` are what the two have said."""

    place: str
    people: tuple
    late: tuple = ()  # (name, minutes)
    missing: tuple = ()  # Names.


def floor_of(matchmaking, slots, now=None):
    """{slot's key: [Seated]} of these slots, by table, then stands, then online. Three statements."""
    now = now or timezone.now()
    rows = Meeting.objects.placed().filter(matchmaking=matchmaking, slot__in=slots)
    rows = rows.select_related("slot", "stand__organisation", *OF_PEOPLE)
    meetings = sorted(rows.order_by(), key=_order)
    said = {}
    for report in MeetingReport.objects.filter(meeting__in=[each.pk for each in meetings]):
        said.setdefault(report.meeting_id, {})[report.participant_id] = report
    names = names_of_tables(matchmaking.pk, TableName.objects)
    floor = {slot.pk: [] for slot in slots}
    for each in meetings:
        floor[each.slot_id].append(_seated(each, said.get(each.pk, {}), names))
    return floor


def _order(meeting):
    is_elsewhere = meeting.table is None
    stand = meeting.stand.stand if meeting.stand else ""
    return is_elsewhere, meeting.table or 0, meeting.stand is None, stand, meeting.pk


def _seated(meeting, said, names):
    late, missing = [], []
    for own, other in ((meeting.a, meeting.b), (meeting.b, meeting.a)):
        report = said.get(own.pk)
        if report and day_hours.is_late(report, meeting.slot):
            late.append((own.registration.name, report.late_minutes))
        if report and report.other_missing_at:
            missing.append(other.registration.name)
    return Seated(
        place=place_in_words(meeting, names),
        people=(who_in_words(meeting.a), who_in_words(meeting.b)),
        late=tuple(late),
        missing=tuple(missing),
    )


def slot_now(slots, now=None):
    """The slot that is on, else the next, else the last; None where there are none."""
    now = now or timezone.now()
    coming = next((slot for slot in slots if slot.ends_at > now), None)
    return coming or (slots[-1] if slots else None)
