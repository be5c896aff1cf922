"""What goes wrong on the organiser's side is a sentence on the page, and nothing is lost by it."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from clusterhub.events.tests.makers import at, make_admission, make_event, make_organiser
from clusterhub.matchmaking.jobs import make_schedule
from clusterhub.matchmaking.models import SILENT, Meeting, MeetingSlot, Schedule, SlotOff
from clusterhub.matchmaking.operations import scheduling
from clusterhub.matchmaking.operations.placing import place_and_tell
from clusterhub.matchmaking.slot_words import hours_of
from clusterhub.matchmaking.tests.rows import (
    link_of,
    make_matchmaking,
    make_meeting,
    make_participant,
)

ZONE = "Europe/Brussels"


def page_of(matchmaking, name, *numbers):
    return reverse(f"matchmaking:{name}", args=[matchmaking.event.slug, *numbers])


def words_of(response):
    return " ".join(response.content.decode().split())


def shown_schedule(client, matchmaking):
    """Made, and as the organiser sees it."""
    client.force_login(make_organiser(matchmaking.event))
    row = scheduling.ask_for_schedule(matchmaking, options={"seed": 1, "moves": 200}, by=None)
    make_schedule.func(row.pk)
    row.refresh_from_db()
    return row, words_of(client.get(page_of(matchmaking, "desk-schedule", row.number)))


@pytest.mark.django_db
def test_nobody_is_available(client):
    matchmaking = make_matchmaking(slots=2)
    a, b = make_participant(matchmaking), make_participant(matchmaking)
    make_meeting(a, b)
    SlotOff.objects.bulk_create(
        SlotOff(participant=each, slot=slot) for each in (a, b) for slot in matchmaking.slots.all()
    )

    row, words = shown_schedule(client, matchmaking)

    assert (row.state, row.result["value"], row.result["bound"]) == ("done", 0, 0)
    assert "One of the two is available in no slot." in words
    assert "100.0 %" in words.replace("100,0", "100.0")


@pytest.mark.django_db
def test_everybody_wants_one_person(client):
    matchmaking = make_matchmaking(slots=2)
    star = make_participant(matchmaking, name="Stella")
    for _ in range(5):
        make_meeting(make_participant(matchmaking), star)

    row, words = shown_schedule(client, matchmaking)

    assert (row.result["value"], row.result["bound"]) == (2, 2)
    assert words.count("One of the two has other meetings in all slots.") == 3


@pytest.mark.django_db
def test_without_tables_only_those_meet_who_need_none(client):
    matchmaking = make_matchmaking(slots=2, tables=0)
    a, b = make_participant(matchmaking), make_participant(matchmaking)
    online = make_participant(matchmaking, mode="online")
    make_meeting(a, b)
    make_meeting(a, online)

    row, words = shown_schedule(client, matchmaking)

    assert row.result["value"] == 1
    assert "There are no tables in the slots that would do." in words


@pytest.mark.django_db
def test_where_no_worker_runs_the_page_says_so_after_a_minute(client):
    matchmaking = make_matchmaking()
    make_meeting(make_participant(matchmaking), make_participant(matchmaking))
    client.force_login(make_organiser(matchmaking.event))
    row = scheduling.ask_for_schedule(matchmaking, options={}, by=None)
    page = page_of(matchmaking, "desk-schedule", row.number)

    at_first = words_of(client.get(page))
    Schedule.objects.filter(pk=row.pk).update(made_at=timezone.now() - 2 * SILENT)
    later = words_of(client.get(page))

    assert ("You may leave this page" in at_first, "No worker has taken it up" in later) == (
        True,
        True,
    )
    assert "The schedule that people see stays as it is." in later


@pytest.mark.pure
@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (at(2030, 6, 5, 7, 0), at(2030, 6, 5, 7, 20), "9:00 – 9:20"),
        (at(2030, 10, 27, 0, 40), at(2030, 10, 27, 1, 0), "2:40 CEST – 2:00 CET"),
        (at(2030, 10, 27, 1, 40), at(2030, 10, 27, 2, 0), "2:40 CET – 3:00 CET"),
        (at(2030, 3, 31, 0, 40), at(2030, 3, 31, 1, 0), "1:40 CET – 3:00 CEST"),
    ],
)
def test_hours_of_a_night_with_two_clocks_carry_their_labels(starts, ends, words):
    assert hours_of(MeetingSlot(starts_at=starts, ends_at=ends), ZONE) == words


def make_night(starts_at, ends_at):
    event = make_event(format="hybrid", starts_at=starts_at, ends_at=ends_at, time_zone=ZONE)
    make_admission(event, places={"on_site": None, "online": None})
    return make_matchmaking(event=event, slots=0)


PATTERN = {"minutes": "30", "pause": "0", "tables": "1"}
AUTUMN = (at(2030, 10, 26, 22, 30), at(2030, 10, 27, 6, 0), "2030-10-27")
SPRING = (at(2030, 3, 30, 23, 30), at(2030, 3, 31, 6, 0), "2030-03-31")


IN_AUTUMN = [
    *("1:00 – 1:30", "1:30 CEST – 2:00 CEST", "2:00 CEST – 2:30 CEST", "2:30 CEST – 2:00 CET"),
    *("2:00 CET – 2:30 CET", "2:30 CET – 3:00 CET", "3:00 – 3:30", "3:30 – 4:00"),
]
IN_SPRING = ["1:00 – 1:30", "1:30 CET – 3:00 CEST", "3:00 – 3:30", "3:30 – 4:00"]


@pytest.mark.django_db
@pytest.mark.parametrize(("night", "hours"), [(AUTUMN, IN_AUTUMN), (SPRING, IN_SPRING)])
def test_slots_over_a_clock_change_are_told_apart_and_none_is_made_twice(client, night, hours):
    starts_at, ends_at, day = night
    matchmaking = make_night(starts_at, ends_at)
    client.force_login(make_organiser(matchmaking.event))
    page = page_of(matchmaking, "desk-slots")
    typed = PATTERN | {"days": [day], "starts": "01:00", "ends": "04:00"}

    client.post(page, typed)
    again = client.post(page, typed)

    slots = list(matchmaking.slots.all())
    assert [hours_of(slot, ZONE) for slot in slots] == hours
    assert again.status_code == 422 and "which is there already" in words_of(again)
    words = words_of(client.get(page))
    assert [each for each in hours if each not in words] == []


@pytest.mark.django_db
def test_an_hour_that_does_not_exist_or_exists_twice_is_said(client):
    sentences = []
    for (starts_at, ends_at, day), hour in ((SPRING, "02:30"), (AUTUMN, "02:30")):
        matchmaking = make_night(starts_at, ends_at)
        client.force_login(make_organiser(matchmaking.event))
        typed = PATTERN | {"days": [day], "starts": hour, "ends": "05:00"}
        answer = client.post(page_of(matchmaking, "desk-slots"), typed)
        sentences.append(words_of(answer))
        assert (answer.status_code, matchmaking.slots.count()) == (422, 0)

    assert "put forward" in sentences[0] and "exists twice" in sentences[1]


@pytest.mark.django_db
def test_two_in_two_zones_read_one_moment(client, django_capture_on_commit_callbacks):
    matchmaking = make_matchmaking(slots=1)
    matchmaking.event.time_zone = ZONE
    matchmaking.event.save(update_fields=["time_zone"])
    anna = make_participant(matchmaking, name="Anna")
    otto = make_participant(matchmaking, name="Otto", mode="online")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        place_and_tell(make_meeting(anna, otto), matchmaking.slots.get())
    slot = matchmaking.slots.get()
    client.cookies["time_zone"] = "Asia/Tokyo"

    there = words_of(client.get(link_of(otto, "schedule/")))
    starts = {
        event["DTSTART"].dt
        for who in (anna, otto)
        for event in Calendar.from_ical(
            client.get(link_of(who, "schedule.ics")).content
        ).walk("VEVENT")
    }  # fmt: skip

    assert starts == {slot.starts_at}
    assert "where you are (Tokyo)" in there and "Hours are those of Brussels." in there
    assert all("(Brussels)" in letter.body for letter in mail.outbox) and len(mail.outbox) == 2
    to_otto = next(one for one in mail.outbox if one.to == [otto.registration.email])
    room = f"schedule/{Meeting.objects.get().pk}/room/"
    assert room in to_otto.body
    assert room in to_otto.attachments[0][1].replace("\r\n ", "")
