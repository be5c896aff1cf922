"""The plan as files: names in every script, no formula, one UID for ever, and no secret of others."""

import csv
import io

import pytest
from django.urls import reverse
from icalendar import Calendar

from clusterhub.accounts.tests.makers import make_user
from clusterhub.activity.models import Entry
from clusterhub.documents.writing import pdf_problem
from clusterhub.events.links import CALENDAR, token_for, token_of
from clusterhub.events.tests.makers import make_organiser
from clusterhub.matchmaking.models import Meeting
from clusterhub.matchmaking.operations.placing import cancel, place
from clusterhub.matchmaking.plan_papers import sheets_html
from clusterhub.matchmaking.plan_rows import Sheet
from clusterhub.matchmaking.tests.on_the_day import make_pair
from clusterhub.matchmaking.tests.rows import (
    link_of,
    make_matchmaking,
    make_meeting,
    make_participant,
)

pytestmark = pytest.mark.django_db
NAMES = ("Łucja Wójcik", "Ζωή Παππά", "Зоя Ђурић", "陳小明", "نور الهدى", "זהבה כהן", "नेहा")
FORMULA = '=HYPERLINK("https://bad.example","x")'
TEXTS = ("desk-plan-csv", "desk-plan-calendar")


def page_of(matchmaking, name, *numbers):
    return reverse(f"matchmaking:{name}", args=[matchmaking.event.slug, *numbers])


def make_crowd(matchmaking, names):
    """The first meets all the others, one after the other."""
    first, *others = [make_participant(matchmaking, name=name) for name in names]
    for other, slot in zip(others, matchmaking.slots.all(), strict=False):
        place(make_meeting(first, other), slot)
    return first


def get(client, matchmaking, name, *numbers, **query):
    response = client.get(page_of(matchmaking, name, *numbers), query)
    assert response.status_code == 200, name
    return response


def test_the_table_has_every_name_and_no_formula(client):
    matchmaking = make_matchmaking(slots=7)
    first = make_crowd(matchmaking, [*NAMES, FORMULA])
    waits = make_meeting(make_participant(matchmaking, name="Anna"), first)
    client.force_login(make_organiser(matchmaking.event))

    text = get(client, matchmaking, "desk-plan-csv").content.decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text)))
    assert [row[9] for row in rows[1:]] == [*NAMES[1:], f"'{FORMULA}", NAMES[0]]
    assert {row[6] for row in rows[1:-1]} == {NAMES[0]}
    assert rows[-1][:7] == ["", "", "", "", "", "", "Anna"] and waits.slot is None
    assert [row[4] for row in rows[1:3]] == ["Table 1", "Table 1"]


def test_the_organisers_calendar_names_both_and_holds_no_secret(client):
    pair = make_pair(mode="online")
    client.force_login(make_organiser(pair.matchmaking.event))

    body = get(client, pair.matchmaking, "desk-plan-calendar").content
    hers = get(client, pair.matchmaking, "desk-person-calendar", pair.bo.pk).content

    event = Calendar.from_ical(body).walk("VEVENT")[0]
    assert "Anna Berg" in event["SUMMARY"] and "Bo Ek" in event["SUMMARY"]
    assert event["UID"] == Calendar.from_ical(hers).walk("VEVENT")[0]["UID"]
    for each in (pair.anna, pair.bo):
        assert token_of(each.registration) not in (body + hers).decode().replace("\r\n ", "")


def test_her_calendar_keeps_its_uid_counts_up_and_takes_out_what_is_off(client):
    pair = make_pair(mode="online", slots=3)
    page = link_of(pair.bo, "schedule.ics")

    def entry():
        events = Calendar.from_ical(client.get(page).content).walk("VEVENT")
        assert len(events) == 1
        return events[0]

    first = entry()
    place(pair.meeting, pair.matchmaking.slots.last())
    moved = entry()
    cancel(Meeting.objects.get())
    off = entry()

    assert first["UID"] == moved["UID"] == off["UID"]
    assert [each["SEQUENCE"] for each in (first, moved, off)] == [1, 2, 3]
    assert [each["STATUS"] for each in (first, moved, off)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]
    assert moved["DTSTART"].dt == pair.matchmaking.slots.last().starts_at
    room = f"schedule/{pair.meeting.pk}/room/"
    assert first["CONFERENCE"].endswith(room) and str(first["URL"]).endswith(room)
    assert "CONFERENCE" not in off and "room" not in off["DESCRIPTION"]


def test_two_at_a_table_have_no_room_in_their_calendar(client):
    pair = make_pair()

    body = client.get(link_of(pair.bo, "schedule.ics")).content.decode()

    assert "CONFERENCE" not in body and "/room/" not in body.replace("\r\n ", "")


def test_paper_escapes_what_people_wrote():
    bad = "<script>alert(1)</script>"

    page = sheets_html(
        [Sheet(bad, [(bad, [(bad, bad, bad)])]), Sheet("Anna", [])],
        title=bad, heads=[bad] * 3, empty="None", language="en",
    )  # fmt: skip

    assert "<script>" not in page
    assert page.count('<section class="sheet">') == 2 and "<p>None</p>" in page


def test_files_are_for_who_sees_people_and_the_trail_says_who_took_them(client):
    pair = make_pair()
    names = [("desk-files",), *((name,) for name in TEXTS)]
    names += [(name, pair.anna.pk) for name in ("desk-person-calendar",)]

    for user, expected in (
        (make_user(), 403),
        (make_organiser(pair.matchmaking.event, "door"), 403),
        (make_organiser(pair.matchmaking.event, "helper"), 403),
        (make_organiser(pair.matchmaking.event), 200),
    ):
        client.force_login(user)
        codes = {client.get(page_of(pair.matchmaking, *each)).status_code for each in names}
        assert codes == {expected}

    taken = Entry.objects.filter(verb="took the plan of meetings of")
    assert {each.details["file"] for each in taken} == {
        "plan.csv",
        "plan.ics",
        f"person-{pair.anna.pk}.ics",
    }
    other = make_pair().anna
    assert (
        client.get(page_of(pair.matchmaking, "desk-person-calendar", other.pk)).status_code == 404
    )


def test_every_file_is_linked_from_the_desk(client):
    pair = make_pair()
    client.force_login(make_organiser(pair.matchmaking.event))

    desk = client.get(page_of(pair.matchmaking, "desk")).content.decode()
    files = client.get(page_of(pair.matchmaking, "desk-files")).content.decode()
    person = client.get(page_of(pair.matchmaking, "desk-person", pair.anna.pk)).content.decode()
    own = client.get(link_of(pair.anna, "schedule/")).content.decode()

    for name in ("desk-files", "day-floor", "day-statistics"):
        assert page_of(pair.matchmaking, name) in desk
    for name in TEXTS + (() if pdf_problem() else ("desk-papers",)):
        assert page_of(pair.matchmaking, name) in files
    assert page_of(pair.matchmaking, "desk-person-calendar", pair.anna.pk) in person
    calendar = calendar_link_of(pair.anna)
    assert calendar in own
    assert link_of(pair.anna, "schedule.ics") not in own


def calendar_link_of(participant):
    return f"/r/{token_for(participant.registration, CALENDAR)}/meetings/schedule.ics"


def test_the_address_of_the_calendar_opens_nothing_else_and_older_ones_keep_working(client):
    pair = make_pair()

    new = client.get(calendar_link_of(pair.anna))
    old = client.get(link_of(pair.anna, "schedule.ics"))

    assert (new.status_code, old.status_code) == (200, 200)
    assert str(pair.meeting.uid) in new.content.decode()
    assert token_of(pair.anna.registration)[-20:] not in new.content.decode().replace("\r\n ", "")
    assert token_of(pair.anna.registration)[-20:] in old.content.decode().replace("\r\n ", "")
    other = calendar_link_of(pair.anna).replace("schedule.ics", "schedule/")
    assert client.get(other).status_code == 404


def test_files_cost_as_many_statements_for_any_number(client, django_assert_max_num_queries):
    matchmaking = make_matchmaking(slots=12)
    client.force_login(make_organiser(matchmaking.event))
    costs = []

    for more in (["A", "B"], [f"P{n}" for n in range(11)]):
        make_crowd(matchmaking, more)
        for name in (*TEXTS, "desk-files"):
            with django_assert_max_num_queries(16) as asked:
                get(client, matchmaking, name)
            costs.append(len(asked))

    assert costs[:3] == costs[3:]


def test_her_calendar_costs_the_same_with_ten_times_the_meetings(
    client, django_assert_max_num_queries
):
    costs = []
    for count in (1, 10):
        first = make_crowd(make_matchmaking(slots=12), [f"P{n}" for n in range(count + 1)])
        page = link_of(first, "schedule.ics")
        with django_assert_max_num_queries(8) as asked:
            assert client.get(page).content.count(b"BEGIN:VEVENT") == count
        costs.append(len(asked))

    assert costs[0] == costs[1]
