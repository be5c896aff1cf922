from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from clusterhub.activity.models import Entry
from clusterhub.funding.models import DeadlineChange
from clusterhub.funding.operations import (
    ClosesBeforeItOpens,
    add_deadline,
    move_deadline,
    set_deadline,
    update_call,
)
from clusterhub.funding.tests.makers import make_call

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
SEPTEMBER = date(2026, 9, 28)
NOVEMBER = datetime(2026, 11, 7, 17, tzinfo=BRUSSELS)


def test_a_moved_deadline_keeps_what_it_was_and_where_the_news_came_from(client):
    call = make_call(closes_at=SEPTEMBER)

    move_deadline(
        call.deadlines.get(), closes_at=NOVEMBER, by=None, source="the talk of 11 October"
    )

    deadline = call.deadlines.get()
    text = client.get(call.get_absolute_url()).content.decode()
    listed = client.get(reverse("funding:calls")).content.decode()
    data = client.get(reverse("funding:call-json", args=[call.slug])).json()
    assert deadline.closes_at == NOVEMBER
    assert deadline.moved_from() == ["28 September 2026"]
    assert "was <s>28 September 2026</s>" in text
    assert "the talk of 11 October" in text
    assert "was <s>28 September 2026</s>" in listed
    assert data["deadlines"][0]["closes_at"] == "2026-11-07T17:00:00+01:00"
    assert data["deadlines"][0]["changes"][0]["was_at"] == "2026-09-29T00:00:00+02:00"
    assert Entry.objects.about(call).filter(verb="moved a deadline of").count() == 1


def test_a_deadline_moved_to_where_it_is_does_not_move():
    call = make_call(closes_at=NOVEMBER)
    sequence = call.sequence

    move_deadline(call.deadlines.get(), closes_at=NOVEMBER.astimezone(UTC), by=None)
    set_deadline(call, closes_at=NOVEMBER, by=None)
    add_deadline(call, closes_at=NOVEMBER, by=None)

    call.refresh_from_db()
    assert call.sequence == sequence
    assert call.deadlines.count() == 1
    assert not DeadlineChange.objects.exists()


def test_the_sequence_rises_with_every_change_that_calendars_show():
    call = make_call(closes_at=SEPTEMBER)
    numbers = [call.sequence]

    def note():
        call.refresh_from_db()
        numbers.append(call.sequence)

    set_deadline(call, closes_at=NOVEMBER, by=None)
    note()
    add_deadline(call, closes_at=NOVEMBER + timedelta(days=90), label="second", by=None)
    note()
    update_call(call, by=None, title="Another title")
    note()
    update_call(call, by=None, summary="More words")
    note()

    assert [after - before for before, after in pairwise(numbers)] == [
        1,
        1,
        1,
        0,
    ]


def test_a_call_never_closes_before_it_opens():
    call = make_call(closes_at=NOVEMBER, opens_at=NOVEMBER - timedelta(days=30))

    with pytest.raises(ClosesBeforeItOpens):
        add_deadline(call, closes_at=NOVEMBER - timedelta(days=30), label="x", by=None)
    with pytest.raises(ClosesBeforeItOpens):
        move_deadline(call.deadlines.get(), closes_at=SEPTEMBER, by=None)
    with pytest.raises(ClosesBeforeItOpens):
        update_call(call, by=None, opens_at=NOVEMBER)

    assert call.deadlines.get().closes_at == NOVEMBER


@pytest.mark.parametrize("closes_at", [datetime(2026, 1, 1), "2026-01-01"])
def test_a_deadline_without_a_zone_is_refused(closes_at):
    call = make_call(closes_at=None)

    with pytest.raises((ValueError, TypeError)):
        add_deadline(call, closes_at=closes_at, by=None)
    with pytest.raises(ValueError, match="time zone"):
        add_deadline(call, closes_at=NOVEMBER, time_zone="CEST", by=None)
