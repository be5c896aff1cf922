"""Deadlines in one's own agenda: of what one follows, and of what one still has to hand in."""

from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.tests.makers import (
    make_application,
    make_hosted,
    pass_deadline,
    submit,
)
from clusterhub.events.agenda import agenda_of
from clusterhub.events.feed_links import key_of
from clusterhub.events.operations.personal_feed import make_feed_address
from clusterhub.funding.operations.following import follow_call
from clusterhub.funding.tests.makers import make_call

pytestmark = pytest.mark.django_db


def titles(person):
    return [entry.title for entry in agenda_of(person)[0]]


def test_a_draft_stands_in_the_agenda_of_its_team_until_it_is_handed_in(client):
    application = make_application(title="Dry wood")
    anna = application.leader
    client.force_login(anna)

    page = client.get("/my/events/").text
    assert "Hand in: Dry wood" in page
    assert application.get_absolute_url() in page
    assert titles(make_user()) == []

    submit(application)
    assert titles(anna) == []


def test_what_can_be_handed_in_no_more_is_no_deadline():
    application = make_application(make_hosted())
    pass_deadline(application.hosted)

    assert titles(application.leader) == []


def test_deadlines_of_followed_calls_are_shown_and_clash_with_nothing():
    anna = make_user()
    calls = [make_call(title=title) for title in ("Wood", "Steel", "Glass")]
    for call in calls:
        follow_call(call, person=anna)
    calls[1].cancelled_at = timezone.now() - timedelta(hours=1)
    calls[1].save()
    calls[2].published_at = None
    calls[2].save()

    coming, _past = agenda_of(anna)

    assert [entry.title for entry in coming] == ["Deadline: Wood"]
    follow_call(make_call(title="Stone"), person=anna)  # Closes in the same minute.
    assert [entry.clashes for entry in agenda_of(anna)[0]] == [[], []]


def test_her_calendar_has_each_deadline_once_and_follows_it():
    application = make_application()
    anna, call = application.leader, application.hosted.call
    follow_call(call, person=anna)
    key = key_of(make_feed_address(anna))

    answer = Client().get("/my/agenda.ics", {"key": key})
    entries = icalendar.Calendar.from_ical(answer.text).walk("VEVENT")

    deadline = call.deadlines.get()
    assert {str(entry["UID"]) for entry in entries} == {
        str(application.uid),
        f"{call.uid}-{deadline.pk}",
    }
    assert {entry["DTSTART"].dt for entry in entries} == {deadline.closes_at.replace(microsecond=0)}
    call.deadlines.update(closes_at=deadline.closes_at + timedelta(days=1))
    moved = Client().get("/my/agenda.ics", {"key": key}, headers={"If-None-Match": answer["ETag"]})
    assert moved.status_code == 200


def test_only_the_day_is_shown_where_only_the_day_is_known(client):
    anna = make_user()
    call = make_call(closes_at=timezone.localdate() + timedelta(days=20))
    follow_call(call, person=anna)
    client.force_login(anna)

    page = client.get("/my/events/").text

    assert call.deadlines.get().is_day_only
    assert f'datetime="{call.deadlines.get().day.isoformat()}"' in page
