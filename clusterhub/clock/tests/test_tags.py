from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone

pytestmark = pytest.mark.pure

STARTS = datetime(2023, 10, 11, 6, 30, tzinfo=UTC)


def render(text, reader_zone=None, **context):
    request = SimpleNamespace(reader_zone=reader_zone and ZoneInfo(reader_zone))
    context = {
        "request": request,
        "starts": STARTS,
        "ends": STARTS + timedelta(minutes=75),
    } | context
    return Template("{% load clock %}" + text).render(Context(context)).strip()


def test_a_page_shows_both_zones_with_their_instants():
    html = render("{% event_time starts ends 'Europe/Brussels' %}", "Europe/Helsinki")

    assert html.count("<time ") == 4
    assert 'datetime="2023-10-11T09:30:00+03:00">9:30</time>' in html
    assert "CEST (Brussels)" in html
    assert "EEST where you are (Helsinki)" in html


def test_a_page_does_not_claim_to_know_where_a_stranger_is():
    assert "where you are" not in render("{% event_time starts ends 'Europe/Helsinki' %}")


@pytest.mark.parametrize(("active", "is_said"), [("Asia/Tokyo", True), ("Europe/Brussels", False)])
def test_without_a_request_the_active_zone_counts_if_somebody_chose_it(active, is_said):
    with timezone.override(active):
        html = render("{% event_time starts ends 'Europe/Helsinki' %}", request=None)

    assert ("where you are" in html) is is_said


def test_words_can_be_kept_for_a_component():
    text = (
        "{% event_words starts ends 'Europe/Brussels' as hours %}{{ hours.day }}|{{ hours.event }}"
    )

    assert render(text) == "11 October 2023|8:30 – 9:45 CEST (Brussels)"


@time_machine.travel(datetime(2023, 10, 8, 12, tzinfo=UTC))
def test_a_deadline_shows_when_and_how_long():
    html = render("{% deadline starts 'Europe/Brussels' %}", "Europe/London")

    assert html == (
        '<span class="closing closing--soon">'
        '<time class="closing__when" datetime="2023-10-11T08:30:00+02:00">'
        "11 October 2023, 8:30 CEST (Brussels)</time> "
        '<span class="closing__reader">7:30 BST where you are (London)</span> '
        '<span class="closing__words">3 days left</span></span>'
    )


@time_machine.travel(datetime(2023, 10, 8, 12, tzinfo=UTC))
def test_a_deadline_without_an_hour_says_no_hour():
    text = "{% closing_words day as closing %}{{ closing.when }}, {{ closing.words }}"

    assert render(text, day=date(2023, 10, 9)) == "9 October 2023, closes tomorrow"
    assert "where you are" not in render("{% deadline day %}", "Asia/Tokyo", day=date(2023, 10, 9))


def test_a_day_is_that_of_the_given_zone():
    late = datetime(2023, 10, 10, 22, 30, tzinfo=UTC)

    assert render("{% day late %}", late=late) == (
        '<time datetime="2023-10-11">Wednesday 11 October 2023</time>'
    )
    assert "2023-10-10" in render("{% day late 'UTC' %}", late=late)


def test_a_date_block_gets_its_parts():
    text = "{% with parts=starts|date_parts %}{{ parts.weekday }} {{ parts.number }} {{ parts.month }} {{ parts.year }} {{ parts.iso }}{% endwith %}"

    assert render(text) == "Wednesday 11 October 2023 2023-10-11"


def test_a_zone_is_shown_by_its_city():
    assert render("{{ 'Europe/Chisinau'|city }}") == "Chișinău"


def test_of_several_days_each_is_named_once():
    html = render("{% event_time starts ends 'Europe/Brussels' %}", ends=STARTS + timedelta(days=1))

    assert html.count("11 October 2023") == html.count("12 October 2023") == 1
    assert "event-time__day" not in html
