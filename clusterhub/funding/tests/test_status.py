from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from clusterhub.funding.models import Call, CallStatus, end_of_day
from clusterhub.funding.operations import add_deadline
from clusterhub.funding.tests.makers import make_call

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("month", [1, 7])
def test_a_call_is_open_to_the_second_before_and_closed_from_the_second_of_its_deadline(month):
    closes_at = datetime(2026, month, 14, 17, tzinfo=BRUSSELS)
    call = make_call(closes_at=closes_at)

    assert call.status(closes_at - timedelta(days=30)) == CallStatus.OPEN
    assert call.status(closes_at - SECOND) == CallStatus.CLOSING_SOON
    assert call.is_open(closes_at - SECOND)
    assert not call.is_open(closes_at)
    assert call.status(closes_at) == CallStatus.CLOSED
    assert call.status(closes_at + SECOND) == CallStatus.CLOSED


@pytest.mark.parametrize(
    ("day", "zone", "end"),
    [
        (date(2023, 9, 28), "Europe/Brussels", "2023-09-28T22:00:00+00:00"),
        (date(2023, 11, 7), "Europe/Brussels", "2023-11-07T23:00:00+00:00"),
        (date(2026, 3, 29), "Europe/Brussels", "2026-03-29T22:00:00+00:00"),
        (date(2026, 10, 25), "Europe/Brussels", "2026-10-25T23:00:00+00:00"),
        (date(2026, 10, 24), "Europe/Lisbon", "2026-10-24T23:00:00+00:00"),
        (date(2018, 11, 3), "America/Sao_Paulo", "2018-11-04T03:00:00+00:00"),
    ],
)
def test_a_day_ends_at_its_24_hours_in_its_own_zone(day, zone, end):
    assert end_of_day(day, zone).isoformat() == end


def test_a_day_only_deadline_knows_its_day():
    call = make_call(closes_at=date(2026, 10, 25))

    deadline = call.deadlines.get()

    assert deadline.is_day_only
    assert deadline.day == deadline.when == date(2026, 10, 25)
    assert call.is_open(datetime(2026, 10, 25, 23, 59, 59, tzinfo=BRUSSELS))
    assert call.status(datetime(2026, 10, 26, tzinfo=BRUSSELS)) == CallStatus.CLOSED


def instants():
    """Every quarter of an hour around both clock changes of 2026, and each deadline to the second."""
    for change in (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)):
        for step in range(-24, 25):
            yield change + step * timedelta(minutes=15)
        for days in (-8, -7, -6, -1, 1, 7, 8):
            for second in (-1, 0, 1):
                yield change + timedelta(days=days, seconds=second)


def test_rows_and_python_agree_on_the_status_at_every_instant_around_both_clock_changes():
    grid = list(instants())
    moments = [grid[at] for at in (0, 10, 24, 25, 40, 60, 80, 94, 95, 110)]
    for at, closes_at in enumerate(moments):
        call = make_call(closes_at=closes_at, title=f"Call {at}")
        if at % 2:
            add_deadline(call, closes_at=closes_at + timedelta(days=9), label="second", by=None)
    make_call(closes_at=None)
    make_call(closes_at=None, opens_at=moments[5])
    make_call(closes_at=moments[8], opens_at=moments[3])
    make_call(closes_at=date(2026, 3, 29), opens_at=moments[1])
    later = dict.fromkeys(("suspended_at", "spent_at", "results_at"), moments[7] + SECOND)
    for name, moment in (later | {"cancelled_at": moments[4]}).items():
        make_call(closes_at=moments[9], opens_at=moments[2], **{name: moment})
        make_call(closes_at=None, **{name: moment})
    make_call(closes_at=moments[9], suspended_at=moments[2], resumed_at=moments[6])
    make_call(closes_at=moments[8], opens_at=moments[3], suspended_at=moments[2])
    make_call(closes_at=moments[3], results_at=moments[5], cancelled_at=moments[6])
    calls = list(Call.objects.with_deadlines())
    seen = set()

    for now in [*grid, *moments, *(moment - SECOND for moment in moments)]:
        by_row = dict(Call.objects.with_status(now).values_list("pk", "status_now"))
        soon = set(Call.objects.closing_soon(now).values_list("pk", flat=True))
        opened = set(Call.objects.open(now).values_list("pk", flat=True))
        for call in calls:
            status = call.status(now)
            assert by_row[call.pk] == status, (call, now)
            assert (call.pk in opened) == call.is_open(now)
            assert (call.pk in soon) == call.is_closing_soon(now)
            seen.add(status)

    assert seen == set(CallStatus)


def test_a_reader_in_lisbon_sees_her_own_hour(client):
    call = make_call(closes_at=datetime(2026, 7, 14, 17, tzinfo=BRUSSELS))
    client.cookies["time_zone"] = "Europe/Lisbon"

    with time_machine.travel(datetime(2026, 7, 1, tzinfo=UTC), tick=False):
        text = client.get(call.get_absolute_url()).content.decode()

    assert "17:00 CEST (Brussels)" in text
    assert "16:00" in text
    assert "(Lisbon)" in text


def test_only_the_day_is_said_when_only_the_day_is_known(client):
    call = make_call(closes_at=date(2026, 7, 14))

    with time_machine.travel(datetime(2026, 7, 1, tzinfo=UTC), tick=False):
        text = client.get(call.get_absolute_url()).content.decode()
        data = client.get(reverse("funding:call-json", args=[call.slug])).json()

    assert "Only the day is known" in text
    assert "24:00 CEST" not in text
    assert data["deadlines"][0]["day"] == "2026-07-14"
    assert data["deadlines"][0]["is_day_only"] is True
    assert data["status"] == "open"
