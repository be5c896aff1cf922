"""Calls along a year, in a month, side by side, in other sites, and as data for others."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.funding.money import money_words
from clusterhub.funding.month import Month, month_asked
from clusterhub.funding.operations import add_deadline
from clusterhub.funding.tests.makers import make_call
from clusterhub.funding.timeline import WIDTH, Timeline

pytestmark = pytest.mark.django_db


def page(client, name, query=""):
    return unescape(client.get(reverse(f"funding:{name}") + query).content.decode())


@time_machine.travel(datetime(2030, 3, 15, 12, tzinfo=UTC), tick=False)
def test_a_timeline_shows_what_is_ahead_with_every_cut_off(client):
    call = make_call(title="Vouchers", closes_at=date(2030, 4, 30))
    add_deadline(call, closes_at=date(2030, 9, 30), label="second", by=None)
    make_call(title="Later", opens_at=datetime(2030, 6, 1, tzinfo=UTC), closes_at=date(2032, 1, 1))
    make_call(title="Over", closes_at=date(2030, 3, 1))
    make_call(title="Hidden", is_published=False)

    html = page(client, "timeline")
    [bar, later] = client.get(reverse("funding:timeline")).context["timeline"].bars

    assert "Vouchers" in html and "Over" not in html and "Hidden" not in html
    assert (bar.starts, len(bar.ticks), bar.opens_later) == ("0", 2, False)
    assert (later.opens_later, int(later.starts) + int(later.length)) == (True, WIDTH)


def test_a_call_without_a_deadline_runs_to_the_end_of_the_line():
    call = make_call(closes_at=None, opens_at=timezone.now() - timedelta(days=3))

    [bar] = Timeline([call]).bars

    assert (bar.starts, bar.length, bar.ticks, bar.deadline) == ("0", str(WIDTH), (), None)


def test_a_deadline_stands_on_its_last_day_in_its_own_zone(client):
    make_call(title="Midnight", closes_at=date(2031, 3, 30))
    make_call(
        title="Canaries",
        closes_at=datetime(2031, 3, 31, 23, 30, tzinfo=UTC),
        deadline={"time_zone": "Europe/Brussels"},
    )

    response = client.get(reverse("funding:months"), {"month": "2031-04"})
    march = client.get(reverse("funding:months"), {"month": "2031-03"}).context["month"]

    [first] = response.context["month"].days()
    assert [call.title for call, _deadline in first.closing] == ["Canaries"]
    assert [day.day.day for day in march.days()] == [30]
    assert (march.before, march.after) == ("2031-02", "2031-04")


@pytest.mark.parametrize("month", ["2031-13", "x", "1999-12", "20311-1", "٢٠٣١-٠١"])
def test_a_month_that_is_none_is_the_present_one(client, month):
    assert month_asked(month) == month_asked("")
    assert client.get(reverse("funding:months"), {"month": month}).status_code == 200


@pytest.mark.parametrize(("name", "weeks"), [("2027-02", 4), ("2026-11", 6), ("2024-02", 5)])
def test_a_leaf_of_a_calendar_has_whole_weeks_from_monday(name, weeks):
    month = Month(name, [])

    assert len(month.weeks) == weeks
    assert {len(week) for week in month.weeks} == {7}
    assert {week[0].day.weekday() for week in month.weeks} == {0}


def test_calls_stand_side_by_side_and_drafts_only_for_editors(client):
    one = make_call(title="One", programme="SMP", max_eur=Decimal(60_000), rate=Decimal("75.00"))
    two = make_call(title="Two", is_published=False)
    query = f"?call={one.slug}&call={two.slug}&call={one.slug}&call=nothing"

    seen = client.get(reverse("funding:compare") + query)
    sign_in(client, "editor")
    by_editor = client.get(reverse("funding:compare") + query)

    assert [each["call"].title for each in seen.context["calls"]] == ["One"]
    assert [each["call"].title for each in by_editor.context["calls"]] == ["One", "Two"]
    rows = dict(seen.context["rows"])
    assert rows["For one project"] == ["up to €60,000"]
    assert rows["Share that is paid"] == ["75 %"]
    assert "Budget" not in rows


def test_five_calls_are_one_too_many_to_compare(client):
    query = "&".join(f"call={make_call().slug}" for _each in range(5))

    response = client.get(f"{reverse('funding:compare')}?{query}")

    assert len(response.context["calls"]) == 4
    assert response.context["suggested"] == []


def test_only_the_embedded_list_may_stand_in_a_frame(client):
    call = make_call(title="Vouchers")
    make_call(title="Hidden", is_published=False)
    sign_in(client, "editor")

    framed = client.get(reverse("funding:embedded"))
    plain = client.get(reverse("funding:embedding"))

    html = framed.content.decode()
    assert "Vouchers" in html and "Hidden" not in html
    assert "<script" not in html and call.get_absolute_url() in html
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors 'none'" in plain["Content-Security-Policy"]
    assert plain["X-Frame-Options"] == "DENY"


def test_what_is_to_be_pasted_stays_text_whatever_the_address_says(client):
    html = client.get(reverse("funding:embedding"), {"q": '"><script>x</script>'}).content.decode()

    assert "<script>x" not in html


def test_the_feed_as_json_and_the_table_say_what_the_list_says(client):
    call = make_call(title="=Vouchers", closes_at=date(2031, 1, 31), programme="SMP")
    make_call(title="Other", programme="LIFE")
    make_call(title="Hidden", is_published=False, programme="SMP")
    sign_in(client, "editor")

    feed = client.get(reverse("funding:feed-json"), {"programme": "SMP"})
    table = client.get(reverse("funding:calls-csv"), {"programme": "SMP"})

    data = json.loads(feed.content)
    assert [item["id"] for item in data["items"]] == [f"urn:uuid:{call.uid}"]
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["feed_url"].endswith("feed.json?programme=SMP")
    [row] = csv.DictReader(table.content.decode("utf-8-sig").splitlines())
    assert row["title"] == "'=Vouchers"  # No spreadsheet takes it for a formula.
    assert (row["deadlines"], row["status"]) == ("2031-01-31", "open")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, ""),
        ("0", ""),
        ("5000", "€5,000"),
        ("1234.50", "€1,234.50"),
        ("1500000", "€1.5 million"),
        ("42000000", "€42 million"),
        ("1234567", "€1,234,567"),
    ],
)
def test_amounts_are_as_short_as_they_may_be(amount, words):
    with translation.override("en-gb"):
        assert money_words(amount and Decimal(amount)) == words


@pytest.mark.parametrize("name", ["timeline", "months", "embedded", "feed-json", "calls-csv"])
def test_each_look_costs_the_same_for_any_number_of_calls(
    client, name, django_assert_max_num_queries
):
    costs = []
    for number in (1, 8):
        for _each in range(number):
            make_call(programme="SMP")
        client.get(reverse(f"funding:{name}"))
        with django_assert_max_num_queries(8) as captured:
            client.get(reverse(f"funding:{name}"))
        costs.append(len(captured))

    assert len(set(costs)) == 1
