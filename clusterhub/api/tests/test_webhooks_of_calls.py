"""News of calls is told to programs by the machinery that tells of registrations."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.api.models import Webhook, WebhookDelivery
from clusterhub.api.operations.webhook_calls import query_to_keep
from clusterhub.api.operations.webhooks import end_webhook, make_webhook, run_webhooks
from clusterhub.api.tests.receiving import receiver
from clusterhub.funding.operations import (
    move_deadline,
    publish_call,
    set_moment,
    update_call,
    withdraw_call,
)
from clusterhub.funding.tests.makers import make_call

__all__ = ["receiver"]
pytestmark = pytest.mark.django_db
DESK = "/account/webhooks/"


def run_after(now=None, **passed):
    with time_machine.travel((now or timezone.now()) + timedelta(**passed), tick=False):
        run_webhooks()


def said(receiver):
    return [json.loads(body) for _headers, body in receiver.calls]


def test_new_changed_moved_and_closed_calls_are_told_once_and_signed(receiver):
    begin = timezone.now()
    with time_machine.travel(begin - timedelta(days=1)):
        known = make_call(title="Timber vouchers", programme="Wood")
    make_webhook(url=receiver.url, by=make_user(), query="programme=Wood")
    make_call(title="Steel vouchers", programme="Steel")
    make_call(title="More timber", programme="Wood")
    deadline = known.deadlines.get()
    move_deadline(deadline, closes_at=deadline.closes_at + timedelta(days=3), by=None, source="Web")
    update_call(known, by=None, budget_eur=5000)
    update_call(known, by=None, summary="A comma more.")  # Alters nothing that anybody does.
    deadline.refresh_from_db()

    run_after(seconds=10)
    run_after(seconds=20)
    run_after(deadline.closes_at, seconds=10)

    told = said(receiver)
    assert sorted((one["title"], one["what"]) for one in told if one["call"] != known.slug) == [
        ("More timber", "closed"),
        ("More timber", "new"),
    ]
    own = [one for one in told if one["call"] == known.slug]
    assert [one["what"] for one in own] == ["changed", "deadline moved", "closed"]
    assert (own[0]["field"], own[0]["is"]) == ("budget_eur", "5000")
    assert own[1]["source"] == "Web" and own[1]["is"] == deadline.closes_at.isoformat()
    assert (own[0]["status"], own[2]["status"]) == ("open", "closed")
    assert all("ClusterHub-Signature" in headers for headers, _body in receiver.calls)
    assert len({one["id"] for one in told}) == len(told)


def test_a_webhook_of_one_call_hears_of_no_other_and_waits_until_it_is_taken(receiver):
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        mine, other = make_call(title="Mine"), make_call(title="Other")
    make_webhook(url=receiver.url, by=make_user(), call=mine)
    now = timezone.now()
    for call in (mine, other):
        set_moment(call, moment="suspended_at", at=now, by=None)
    receiver.status = 500

    run_after(seconds=10)
    receiver.status = 200
    run_after(seconds=90)

    assert [(one["call"], one["field"]) for one in said(receiver)] == [
        (mine.slug, "suspended_at"),
        (mine.slug, "suspended_at"),
    ]
    assert WebhookDelivery.objects.get().tries == 2


def test_drafts_withdrawn_calls_and_ended_webhooks_are_silent(receiver):
    webhook = make_webhook(url=receiver.url, by=make_user(), query="")
    draft = make_call(is_published=False)
    run_after(seconds=10)
    publish_call(draft, by=None)
    receiver.status = 500
    run_after(seconds=20)
    first = len(receiver.calls)
    withdraw_call(draft, by=None)
    run_after(seconds=120)
    end_webhook(webhook, by=webhook.owner)
    make_call()
    run_after(seconds=200)

    assert (first, len(receiver.calls)) == (1, 1)
    assert not WebhookDelivery.objects.filter(next_at__isnull=False).exists()


def test_everybody_makes_one_by_the_address_of_a_list_or_of_a_public_call(client, receiver):
    call, draft = make_call(), make_call(is_published=False)
    client.force_login(make_user())

    def post(calls, event=""):
        answer = client.post(DESK, {"event": event, "calls": calls, "address": receiver.url})
        return answer.status_code

    assert post(f"https://hub.example/calls/{call.slug}/") == 201
    assert post("/calls/?programme=Wood&status=open&sort=money") == 201
    assert post("/calls/") == 201
    page = client.get(DESK).content.decode()
    assert [
        *Webhook.objects.order_by("pk").values_list("call", "query"),
    ] == [(call.pk, None), (None, "programme=Wood"), (None, "")]
    assert "Calls: Wood" in page and "All calls" in page and call.title in page
    assert client.get(f"{DESK}{Webhook.objects.first().pk}/").status_code == 200
    assert [post(f"/calls/{draft.slug}/"), post("/calls/?colour=red"), post("")] == [422] * 3
    assert post("/calls/", event="clean-steel") == 422


def test_a_webhook_is_about_one_thing():
    facts = {"owner": make_user(), "url": "https://hooks.example/"}
    moments = {"made_at": timezone.now(), "read_until": timezone.now()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Webhook.objects.create(**facts, **moments)
    assert query_to_keep("topic=water&status=open&within=30&q=wood") == "q=wood&topic=water"


def test_reading_for_many_webhooks_costs_the_news_once(django_assert_max_num_queries):
    owner = make_user()
    for _ in range(8):
        make_webhook(url="https://hooks.example/", by=owner, query="programme=Wood")

    Webhook.objects.update(read_until=timezone.now(), made_at=timezone.now() - timedelta(days=1))
    with django_assert_max_num_queries(60):  # Per webhook the mark moves on; nothing else.
        run_after(seconds=10)
