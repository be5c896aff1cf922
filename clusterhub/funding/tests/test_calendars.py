from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from clusterhub.clock.tests.reading_back import entries, golden, one
from clusterhub.funding import operations
from clusterhub.funding.calendars import calendar_of
from clusterhub.funding.models import Call, Deadline, end_of_day
from clusterhub.funding.operations import add_deadline, move_deadline
from clusterhub.funding.tests.makers import make_call

GOLDEN = Path(__file__).parent / "golden"
BRUSSELS = ZoneInfo("Europe/Brussels")
SEPTEMBER = date(2026, 9, 28)
NOVEMBER = datetime(2026, 11, 7, 17, tzinfo=BRUSSELS)
CHANGED = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)


def row(number, deadlines=(), **changes):
    """A call that was never stored, with its cut-offs."""
    facts = {
        "pk": number,
        "uid": UUID(int=number),
        "slug": f"call-{number}",
        "title": f"Call {number}",
        "updated_at": CHANGED,
    }
    call = Call(**(facts | changes))
    call._prefetched_objects_cache = {
        "deadlines": [Deadline(pk=number * 10 + n, **each) for n, each in enumerate(deadlines)]
    }
    return call


def around_the_changes():
    day = {"is_day_only": True, "time_zone": "Europe/Brussels"}
    return [
        row(
            1,
            [
                {"closes_at": datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), "label": "stage 1"},
                {"closes_at": datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "label": "stage 2"},
                {"closes_at": end_of_day(date(2026, 3, 29)), **day},
                {"closes_at": end_of_day(date(2026, 10, 25)), **day},
            ],
            title="Green, digital; and “new” \\ vouchers for small and medium-sized companies",
            programme="I3, strand 2a",
            identifier="I3-2026-INV2a",
            url="https://funding.example/calls?id=I3-2026,a;b",
            sequence=3,
        ),
        row(2, [{"closes_at": datetime(2026, 10, 25, 1, 30, tzinfo=UTC)}]),
        row(3),
    ]


def test_a_feed_around_both_clock_changes_is_the_golden_file(settings):
    settings.BASE_URL = "https://clusters.example"

    text = calendar_of(around_the_changes(), "Deadlines, of calls", reverse("funding:calls"))

    assert text == golden(GOLDEN / "calls.ics", text)
    assert [entry["DTSTART"].dt for entry in entries(text)] == [
        datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
        date(2026, 3, 29),
        date(2026, 10, 25),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ]


@pytest.mark.django_db
def test_each_cut_off_is_an_entry_that_keeps_its_name_when_it_moves(client):
    call = make_call(title="Green, digital; and\nnew", closes_at=SEPTEMBER)
    add_deadline(
        call, closes_at=datetime(2026, 7, 14, 17, tzinfo=BRUSSELS), label="stage 2", by=None
    )
    address = reverse("funding:call-ics", args=[call.slug])
    summer, day = entries(client.get(address).content)

    move_deadline(call.deadlines.get(is_day_only=True), closes_at=NOVEMBER, by=None)
    _summer, moved = entries(client.get(address).content)

    assert summer.decoded("dtstart") == datetime(2026, 7, 14, 15, tzinfo=UTC)
    assert str(summer["summary"]) == "Deadline: Green, digital; and\nnew (stage 2)"
    assert day.decoded("dtstart") == SEPTEMBER
    assert moved.decoded("dtstart") == datetime(2026, 11, 7, 16, tzinfo=UTC)
    assert (moved["uid"], moved["sequence"]) == (day["uid"], day["sequence"] + 1)
    assert moved["uid"] != summer["uid"]


@pytest.mark.django_db
def test_the_calendar_holds_what_the_address_asks_for_and_nothing_hidden(client):
    make_call(title="Vouchers for steel", kind="cascade")
    make_call(title="Grants")
    make_call(title="Hidden", is_published=False)
    make_call(title="Long over", closes_at=datetime(2020, 1, 1, tzinfo=UTC))

    def found(query):
        response = client.get(reverse("funding:calendar") + query)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        return {str(entry["summary"]) for entry in entries(response.content)}

    assert found("") == {"Deadline: Vouchers for steel", "Deadline: Grants"}
    assert found("?kind=cascade") == {"Deadline: Vouchers for steel"}


@pytest.mark.django_db
def test_nothing_in_a_title_ends_its_calendar_line(client):
    call = make_call(title="A\r\nEND:VEVENT\r\nX-EVIL:1\u2028B\x07")

    entry = one(client.get(reverse("funding:call-ics", args=[call.slug])).content)

    assert "X-EVIL" not in entry


@pytest.mark.django_db
def test_a_calendar_out_of_memory_is_true_after_every_change(client):
    call = make_call(title="Dry wood")
    address = reverse("funding:calendar")

    def asked():
        return client.get(address).content.decode()

    first, again = asked(), asked()
    operations.update_call(call, title="Wet wood", by=None)
    renamed = asked()
    later = call.deadlines.get().closes_at + timedelta(days=3)
    operations.move_deadline(call.deadlines.get(), closes_at=later, by=None)
    moved = asked()
    operations.withdraw_call(call, by=None)
    withdrawn = asked()

    assert first == again and "Dry wood" in first
    assert "Wet wood" in renamed and "Dry wood" not in renamed
    assert f"{later:%Y%m%d}" in moved and f"{later:%Y%m%d}" not in renamed
    assert "BEGIN:VEVENT" not in withdrawn
