"""Meetings in the agenda and in the calendar of who has them."""

from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.agenda import agenda_of
from clusterhub.events.feed_links import key_of
from clusterhub.events.models import Session
from clusterhub.events.operations.personal_feed import make_feed_address
from clusterhub.events.tests.makers import make_registration
from clusterhub.matchmaking.models import TableName
from clusterhub.matchmaking.operations.placing import place
from clusterhub.matchmaking.tests.rows import (
    link_of,
    make_matchmaking,
    make_meeting,
    make_participant,
)

pytestmark = pytest.mark.django_db


def make_anna(matchmaking):
    anna = make_user()
    registration = make_registration(matchmaking.event, attendee=anna, email=anna.email)
    return anna, make_participant(matchmaking, registration=registration)


def test_a_meeting_with_a_time_stands_in_the_agenda_of_both_and_of_nobody_else(client):
    matchmaking = make_matchmaking()
    anna, hers = make_anna(matchmaking)
    bo, his = make_anna(matchmaking)
    meeting, _without_time = (
        make_meeting(hers, his),
        make_meeting(make_participant(matchmaking), hers),
    )
    slot = matchmaking.slots.first()
    place(meeting, slot)
    TableName.objects.create(matchmaking=matchmaking, number=1, name="by the window")

    client.force_login(anna)
    page = client.get("/my/events/").text

    assert page.count("Meeting: ") == 1
    assert f"Meeting: {his.registration.name}" in page
    assert "Table 1, by the window" in page
    assert link_of(hers) in page
    assert len([e for e in agenda_of(bo)[0] if e.appointment]) == 1
    assert not [e for e in agenda_of(make_anna(matchmaking)[0])[0] if e.appointment]


def test_a_meeting_clashes_with_a_session_of_the_same_event_and_not_with_the_event():
    matchmaking = make_matchmaking()
    anna, hers = make_anna(matchmaking)
    meeting, slot = make_meeting(hers, make_participant(matchmaking)), matchmaking.slots.first()
    place(meeting, slot)
    hours = {"starts_at": slot.starts_at, "ends_at": slot.ends_at}
    session = Session.objects.create(event=matchmaking.event, number=1, title="Keynote", **hours)
    hers.registration.session_places.create(session=session, placed_at=timezone.now())

    entries = agenda_of(anna, now=slot.starts_at - timedelta(hours=1))[0]

    clashes = {
        bool(e.appointment): [other.title for other in e.clashes] for e in entries if e.is_inside
    }
    assert clashes[True] == ["Keynote"]
    assert [e.clashes for e in entries if not e.is_inside] == [[]]


def test_her_calendar_follows_a_meeting_under_the_uid_that_letters_give_it():
    matchmaking = make_matchmaking()
    anna, hers = make_anna(matchmaking)
    meeting = make_meeting(hers, make_participant(matchmaking))
    first, second = list(matchmaking.slots.all())[:2]
    place(meeting, first)
    key = key_of(make_feed_address(anna))
    before = Client().get("/my/agenda.ics", {"key": key})
    assert "/r/" not in before.content.decode().replace("\r\n ", "")  # Programs of others read it.
    place(meeting, second)
    after = Client().get("/my/agenda.ics", {"key": key}, headers={"If-None-Match": before["ETag"]})

    starts = [_entry(each, meeting)["DTSTART"].dt for each in (before, after)]
    assert starts == [first.starts_at, second.starts_at]
    assert _entry(after, meeting)["SEQUENCE"] > _entry(before, meeting)["SEQUENCE"]


def _entry(answer, meeting):
    entries = icalendar.Calendar.from_ical(answer.text).walk("VEVENT")
    return {str(entry["UID"]): entry for entry in entries}[str(meeting.uid)]


def test_the_agenda_needs_as_many_statements_for_many_meetings(django_assert_num_queries):
    for count in (1, 3):
        matchmaking = make_matchmaking(slots=3)
        anna, hers = make_anna(matchmaking)
        for slot in list(matchmaking.slots.all())[:count]:
            place(make_meeting(hers, make_participant(matchmaking)), slot)
        with django_assert_num_queries(7):
            agenda_of(anna)
