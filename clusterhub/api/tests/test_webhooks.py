"""What happens to registrations is told to programs: signed, until they take it, never inwards."""

import hashlib
import hmac
import json
import time
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.api.models import Webhook, WebhookDelivery
from clusterhub.api.operations import webhooks
from clusterhub.api.operations.webhooks import (
    PAUSES,
    change_secret,
    end_webhook,
    make_webhook,
    run_webhooks,
    switch_on,
)
from clusterhub.api.tests.receiving import receiver
from clusterhub.api.webhook_signing import secret_of, signature
from clusterhub.events.operations import cancel_registration
from clusterhub.events.operations.door import undo_scan
from clusterhub.events.operations.forgetting import erase_registration
from clusterhub.events.tests.door_makers import make_door, make_event_today, see
from clusterhub.events.tests.makers import make_admission, make_registration
from clusterhub.web import fetching
from clusterhub.web.fetching import NotToBeFetched

__all__ = ["receiver"]
pytestmark = pytest.mark.django_db
DESK = "/account/webhooks/"


def team():
    return make_user(roles=[Role.EVENT_TEAM])


def listening(receiver, **changes):
    event = make_admission(places=3).event
    return make_webhook(event, by=team(), url=receiver.url, **changes), event


def run_after(**passed):
    """The job, so much later."""
    with time_machine.travel(timezone.now() + timedelta(**passed), tick=False):
        run_webhooks()


def said(receiver):
    return [json.loads(body) for _headers, body in receiver.calls]


def test_a_webhook_is_signed_and_says_what_happened_without_a_name(receiver):
    webhook, event = listening(receiver)
    anna = make_registration(event, name="Anna Lind")

    run_webhooks()
    too_early = len(receiver.calls)
    run_after(seconds=10)
    run_after(seconds=20)

    ((headers, body),) = receiver.calls
    parts = dict(part.split("=") for part in headers["ClusterHub-Signature"].split(","))
    signed = f"{parts['t']}.".encode() + body
    expected = hmac.new(secret_of(webhook).encode(), signed, hashlib.sha256).hexdigest()
    told = json.loads(body)
    assert too_early == 0
    assert parts["v1"] == expected
    assert (told["event"], told["what"]) == (event.slug, "confirmed")
    assert told["registration"] == {"id": str(anna.uid), "status": "confirmed", "mode": "on_site"}
    assert "Anna" not in body.decode()
    assert WebhookDelivery.objects.get().taken_at is not None


def test_each_webhook_has_a_secret_of_its_own(receiver):
    first, _event = listening(receiver)
    second, _event = listening(receiver)

    assert secret_of(first) != secret_of(second)


def test_a_webhook_is_repeated_until_taken_and_in_order(receiver):
    _webhook, event = listening(receiver)
    anna = make_registration(event)
    receiver.status = 500
    run_after(seconds=10)
    cancel_registration(anna, by=None)
    run_after(seconds=20)
    while_failing = len(receiver.calls)
    receiver.status = 204
    run_after(seconds=90)

    delivery = WebhookDelivery.objects.order_by("pk").first()
    assert while_failing == 1  # The second one waits behind the first.
    assert [each["what"] for each in said(receiver)] == ["confirmed", "confirmed", "cancelled"]
    assert (delivery.tries, delivery.answer) == (2, "204")
    assert Webhook.objects.get().failing_since is None


def test_after_three_days_without_an_answer_it_is_put_off_until_switched_on(receiver):
    webhook, event = listening(receiver)
    make_registration(event)
    make_registration(event)
    receiver.status = 503
    hours = 0.01
    for pause in (*PAUSES, timedelta(hours=48)):  # The first one is given up, the second tried.
        run_after(hours=hours)
        hours += pause / timedelta(hours=1) + 0.01
    run_after(hours=hours)
    webhook.refresh_from_db()
    off, tried = webhook.off_at, len(receiver.calls)
    run_after(hours=hours + 30)
    while_off = len(receiver.calls)
    receiver.status = 200
    switch_on(webhook, by=webhook.owner)
    run_after(hours=hours + 31)

    webhook.refresh_from_db()
    assert off is not None
    assert (tried, while_off, len(receiver.calls)) == (9, 9, 10)
    assert (webhook.off_at, webhook.failing_since) == (None, None)


def test_an_answer_that_drips_is_cut_off(receiver, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 1)
    receiver.drips = True
    began = time.monotonic()

    assert fetching.post(receiver.url, b"{}", {}) == 200
    assert time.monotonic() - began < 6  # Of the ten seconds that it takes.


def test_one_webhook_takes_a_part_of_a_run_and_goes_on_in_the_next(receiver, monkeypatch):
    monkeypatch.setattr(webhooks, "LONGEST_ONE", 0)
    _webhook, event = listening(receiver)
    for _ in range(3):
        make_registration(event)
    counts = []

    for seconds in (10, 20, 30):
        run_after(seconds=seconds)
        counts.append(len(receiver.calls))

    assert counts == [1, 2, 3]


def test_a_redirect_is_not_followed(receiver):
    _webhook, event = listening(receiver)
    make_registration(event)
    receiver.status, receiver.location = 307, "https://hooks.example/inner"

    run_after(seconds=10)

    assert len(receiver.calls) == 1
    assert WebhookDelivery.objects.get().answer == "307"
    assert WebhookDelivery.objects.get().taken_at is None


def test_a_webhook_never_reaches_an_inner_address(client):
    event, person = make_admission(places=3).event, team()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    for address in ("http://hooks.example/", "https://hooks.example:22/", "https://a@b.example/"):
        answer = client.post(DESK, {"event": event.slug, "address": address})
        assert answer.status_code == 422
        with pytest.raises(NotToBeFetched):
            make_webhook(event, url=address, by=person)
    make_webhook(event, url="https://127.0.0.1/told", by=person)
    make_registration(event)
    run_after(seconds=10)

    delivery = WebhookDelivery.objects.get()
    assert (delivery.answer, delivery.taken_at) == ("inner", None)


def test_who_runs_the_event_no_more_is_told_no_more(receiver):
    webhook, event = listening(receiver)
    webhook.owner.role_grants.update(revoked_at=timezone.now())
    make_registration(event)

    run_after(seconds=10)

    webhook.refresh_from_db()
    assert (receiver.calls, webhook.off_at is not None) == ([], True)


def test_what_was_erased_is_told_no_more(receiver):
    _webhook, event = listening(receiver)
    receiver.status = 500
    anna = make_registration(event)
    run_after(seconds=10)

    erase_registration(anna)
    run_after(seconds=90)

    assert len(receiver.calls) == 1
    assert not WebhookDelivery.objects.exists()


def test_an_ended_webhook_is_silent(receiver):
    webhook, event = listening(receiver)
    make_registration(event)
    end_webhook(webhook, by=webhook.owner)

    run_after(seconds=10)

    assert receiver.calls == []


def test_everybody_keeps_her_own_webhooks(client, receiver):
    webhook, event = listening(receiver)
    stranger, member = team(), make_user()
    one = f"{DESK}{webhook.pk}/"
    seen = {}
    for who, user in (("owner", webhook.owner), ("stranger", stranger), ("member", member)):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        made = client.post(DESK, {"event": event.slug, "address": receiver.url}).status_code
        seen[who] = (client.get(one).status_code, client.get(DESK).status_code, made)
        if who != "owner":
            assert client.post(f"{one}end/").status_code == 404
            assert client.post(f"{one}secret/").status_code == 404
    client.logout()

    assert seen == {
        "owner": (200, 200, 201),
        "stranger": (404, 200, 201),
        "member": (404, 200, 422),
    }
    assert client.get(DESK).status_code == 302
    assert Webhook.objects.get(pk=webhook.pk).ended_at is None


def test_a_secret_is_shown_once_and_another_one_signs_from_then_on(client, receiver):
    event, person = make_admission(places=3).event, team()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    made = client.post(DESK, {"event": event.slug, "address": receiver.url})
    webhook = Webhook.objects.get()
    old, one = secret_of(webhook), f"{DESK}{webhook.pk}/"

    later = client.get(one).content.decode()
    changed = client.post(f"{one}secret/")

    webhook.refresh_from_db()
    new = secret_of(webhook)
    assert old in made.content.decode()
    assert "whsec_" not in later
    assert (changed.status_code, new in changed.content.decode()) == (201, True)
    assert old not in changed.content.decode()
    assert "whsec_" not in client.get(one).content.decode()
    assert made["Cache-Control"] == changed["Cache-Control"]
    assert "no-store" in changed["Cache-Control"]
    make_registration(event)
    run_after(seconds=10)
    ((headers, body),) = receiver.calls
    moment = int(headers["ClusterHub-Signature"].split(",")[0].removeprefix("t="))
    assert headers["ClusterHub-Signature"] == signature(new, moment, body)


def test_only_its_owner_changes_a_secret(receiver):
    webhook, _event = listening(receiver)

    with pytest.raises(PermissionDenied):
        change_secret(webhook, by=team())
    assert Webhook.objects.get().secret_version == 1


def test_the_eleventh_webhook_is_too_many(client, receiver):
    event, person = make_admission(places=3).event, team()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    typed = {"event": f"/events/{event.slug}/", "address": receiver.url}
    codes = [client.post(DESK, typed).status_code for _ in range(11)]

    assert codes == [201] * 10 + [422]


def test_check_ins_are_told_and_so_is_what_was_taken_back(receiver):
    event = make_event_today()
    door, anna = make_door(event), make_registration(event)
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        make_webhook(event, by=team(), url=receiver.url)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        scan = see(door, anna)
        undo_scan(door, client_id=uuid4(), undoes=scan.client_id, said_at=timezone.now())

    run_after(minutes=3)

    assert [one["what"] for one in said(receiver)] == ["checked in", "check-in taken back"]
