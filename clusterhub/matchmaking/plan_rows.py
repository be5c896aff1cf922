"""The plan that people see, as rows for files: in a fixed number of statements."""

from itertools import groupby
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from clusterhub.matchmaking.models import Meeting, Participant, TableName
from clusterhub.matchmaking.place_words import (
    names_of_tables,
    other_of,
    place_in_words,
    who_in_words,
)
from clusterhub.matchmaking.slot_words import day_of, hours_of

OF_PEOPLE = [f"{side}__registration__organisation" for side in ("a", "b")]
A_FILE = 100  # People in one PDF: a page takes some forty milliseconds.


class Row(NamedTuple):
    """One meeting of somebody, or at one table."""

    day: str
    hours: str
    words: tuple


class Sheet(NamedTuple):
    """A page of paper: whose it is, and what happens there by day."""

    title: str
    days: list  # [(day, [(hours, *words)])]


def meetings_of(matchmaking):
    """All that are to be, with people, slot and stand; those without a time last."""
    rows = Meeting.objects.living().filter(matchmaking=matchmaking)
    rows = rows.select_related("slot", "stand__organisation", *OF_PEOPLE)
    return sorted(rows.order_by(), key=_order)


def calendar_of(participant):
    """Hers that have an hour, also those that were cancelled: calendars take these out."""
    rows = Meeting.objects.filter(Q(a=participant) | Q(b=participant), slot__isnull=False)
    return rows.select_related("slot", "stand__organisation", *OF_PEOPLE).order_by("pk")


def _order(meeting):
    if meeting.slot is None:
        return True, 0, 0, meeting.pk
    return False, meeting.slot.starts_at.timestamp(), meeting.table or 10**6, meeting.pk


def participants_of(matchmaking):
    """Who takes part, in the order of names."""
    rows = Participant.objects.present().filter(matchmaking=matchmaking)
    return rows.select_related("registration__organisation").order_by("registration__name", "pk")


def sheets_of_people(matchmaking, participants, zone):
    """A sheet for each of them; who meets nobody has an empty one."""
    names = names_of_tables(matchmaking.pk, TableName.objects)
    keys = {each.pk for each in participants}
    found = {key: [] for key in keys}
    for meeting in meetings_of(matchmaking):
        for own in keys & {meeting.a_id, meeting.b_id} if meeting.slot else ():
            words = (place_in_words(meeting, names), who_in_words(other_of(meeting, own)))
            found[own].append(_row(meeting, zone, words))
    return [Sheet(who_in_words(each), _days(found[each.pk])) for each in participants]


def sheets_of_tables(matchmaking, zone):
    """A sheet for each table at which somebody sits, then for each stand."""
    names = names_of_tables(matchmaking.pk, TableName.objects)
    found = {}
    for meeting in meetings_of(matchmaking):
        if meeting.slot and (meeting.table or meeting.stand_id):
            key = (meeting.table is None, meeting.table or 0, meeting.stand_id or 0)
            place = place_in_words(meeting, names)
            words = (who_in_words(meeting.a), who_in_words(meeting.b))
            found.setdefault((*key, place), []).append(_row(meeting, zone, words))
    return [Sheet(key[-1], _days(rows)) for key, rows in sorted(found.items())]


def _row(meeting, zone, words):
    return Row(day_of(meeting.slot, zone), hours_of(meeting.slot, zone), words)


def _days(rows):
    days = groupby(rows, key=lambda row: row.day)
    return [(day, [(row.hours, *row.words) for row in found]) for day, found in days]


def heads_of_table():
    return [
        _("Starts"), _("Ends"), _("Day"), _("Hours"), _("Where"), _("Table"),
        _("Name"), _("Organisation"), _("Takes part"),
        _("Name of the other one"), _("Organisation of the other one"), _("The other one takes part"),
        _("Locked"),
    ]  # fmt: skip


def table_rows(matchmaking, zone):
    """Every meeting that is to be; without a time the first six cells are empty."""
    names = names_of_tables(matchmaking.pk, TableName.objects)
    for meeting in meetings_of(matchmaking):
        slot, when = meeting.slot, [""] * 6
        if slot:
            instants = [slot.starts_at.isoformat(), slot.ends_at.isoformat()]
            place = place_in_words(meeting, names)
            when = [*instants, day_of(slot, zone), hours_of(slot, zone), place, meeting.table or ""]
        locked = _("yes") if meeting.is_locked else ""
        yield [*when, *_cells(meeting.a), *_cells(meeting.b), locked]


def _cells(participant):
    registration = participant.registration
    body = registration.organisation or registration.organisation_name
    return [registration.name, str(body or ""), str(registration.get_mode_display())]
