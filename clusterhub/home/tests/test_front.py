from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.models import EventStatus
from clusterhub.events.tests.makers import make_event, make_past_event, make_speaker
from clusterhub.funding.operations import add_deadline
from clusterhub.funding.tests.makers import make_call
from clusterhub.news.tests.makers import make_news

pytestmark = pytest.mark.django_db
FRONT = "home:front"


def text_of(client):
    return client.get(reverse(FRONT)).content.decode()


def test_the_next_talk_stands_first_and_past_ones_do_not_stand_here(client):
    make_event(title="In two months", starts_at=timezone.now() + timedelta(days=60))
    make_event(title="Next week", starts_at=timezone.now() + timedelta(days=7))
    make_past_event(title="Long ago")

    text = text_of(client)

    assert text.index("Next week") < text.index("In two months")
    assert "Long ago" not in text


def test_calls_stand_in_the_order_in_which_they_close_each_once(client):
    now = timezone.now()
    later = make_call(title="Closes later", closes_at=now + timedelta(days=20))
    make_call(title="Closes soon", closes_at=now + timedelta(days=2))
    make_call(title="Closed", closes_at=now - timedelta(days=2))
    add_deadline(later, closes_at=now + timedelta(days=30), label="second", by=None)

    text = text_of(client)

    assert text.index("Closes soon") < text.index("Closes later")
    assert text.count("Closes later") == 1
    assert ">Closed<" not in text


def test_a_call_that_was_halted_does_not_close_soon(client):
    now = timezone.now()
    make_call(title="Runs on", suspended_at=now - timedelta(days=2), resumed_at=now)
    make_call(title="Cancelled later", cancelled_at=now + timedelta(days=1))
    for moment in ("suspended_at", "cancelled_at", "spent_at", "results_at"):
        make_call(title=f"Gone {moment}", **{moment: now})

    text = client.get("/").content.decode()

    assert "Runs on" in text
    assert "Cancelled later" in text
    assert "Gone" not in text


def test_drafts_stay_hidden_from_visitors(client):
    make_event(title="Secret draft", status=EventStatus.DRAFT)
    make_event(title="Shown")

    text = text_of(client)

    assert "Shown" in text
    assert "Secret draft" not in text


def test_an_empty_site_says_what_will_be_here(client):
    assert "No talk is announced yet" in text_of(client)


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_the_front_page_needs_eight_queries_for_any_number_of_rows(
    client, count, is_signed_in, django_assert_max_num_queries
):
    for number in range(count):
        make_speaker(make_event())
        make_call(closes_at=timezone.now() + timedelta(days=number + 1))
        make_news(title=f"News {number}")
    if is_signed_in:
        client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    text_of(client)

    with django_assert_max_num_queries(8):
        text_of(client)
