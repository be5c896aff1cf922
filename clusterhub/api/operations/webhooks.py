"""Webhooks: what happened to registrations and calls is told to programs, signed, until they take it.

The steps of registrations are the list of what there is to tell. They are read a moment after they
were written, and ten minutes back each time: on PostgreSQL a step may become visible after one that
is younger. Nothing is told twice, since each step has one delivery for each webhook.
"""

import json
import time
from datetime import timedelta
from random import shuffle

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.activity.operations import record_activity
from clusterhub.api.models import Webhook, WebhookDelivery
from clusterhub.api.operations.webhook_calls import call_payload, read_calls
from clusterhub.api.webhook_signing import HEADER, secret_of, signature
from clusterhub.events.models import RegistrationStep
from clusterhub.events.permissions import can_see_people
from clusterhub.web import fetching

SETTLES_IN = timedelta(seconds=5)
READ_AGAIN = timedelta(minutes=10)
# After the first try; the last one is two days later.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440)]
OFF_AFTER = timedelta(days=3)
LEASE = timedelta(minutes=2)
AT_ONCE = 200
# Seconds: who answers slowly keeps neither the others waiting nor what else is done by the clock.
LONGEST_ONE, LONGEST_RUN = 10, 30
MOST_WEBHOOKS = 10


class TooManyWebhooks(Exception):
    """Some of this person's webhooks should be ended first."""


@transaction.atomic
def make_webhook(event=None, *, url, by, call=None, query=None):
    """Tell `url` from now on of an event's registrations, of a call, or of all calls that fit a
    query; NotToBeFetched for an address that we never ask."""
    fetching.look_at(url)
    is_hers = event is None or can_see_people(by, event)
    if not is_hers or (call is not None and call.published_at is None):
        raise PermissionDenied
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # Two clicks count each other's.
    if Webhook.objects.living().filter(owner=by).count() >= MOST_WEBHOOKS:
        raise TooManyWebhooks
    now = timezone.now()
    about = {"event": event, "call": call, "query": query}
    made = Webhook.objects.create(owner=by, url=url, made_at=now, read_until=now, **about)
    record_activity("made a webhook for", _target(made), by=by)
    return made


@transaction.atomic
def end_webhook(webhook, *, by):
    """Nothing is told any more; twice changes nothing."""
    _demand_owner(webhook, by)
    if Webhook.objects.filter(pk=webhook.pk, ended_at=None).update(ended_at=timezone.now()):
        record_activity("ended a webhook for", _target(webhook), by=by)


@transaction.atomic
def switch_on(webhook, *, by):
    """Try again after it was put off; what happened meanwhile is told, too."""
    _demand_owner(webhook, by)
    off = Webhook.objects.filter(pk=webhook.pk, ended_at=None, off_at__isnull=False)
    if off.update(off_at=None, failing_since=None):
        record_activity("switched on a webhook for", _target(webhook), by=by)


@transaction.atomic
def change_secret(webhook, *, by):
    """From now on calls are signed with another secret; the old one proves nothing any more."""
    _demand_owner(webhook, by)
    webhook.refresh_from_db(from_queryset=Webhook.objects.select_for_update(no_key=True))
    webhook.secret_version += 1
    webhook.save(update_fields=["secret_version"])
    record_activity("changed the secret of a webhook for", _target(webhook), by=by)
    return webhook


def _demand_owner(webhook, by):
    if by is None or webhook.owner_id != by.pk:
        raise PermissionDenied


def _target(webhook):
    return webhook.event or webhook.call or webhook


def run_webhooks(now=None):
    """Write down what is to be told, then tell it."""
    now = now or timezone.now()
    rows = list(Webhook.objects.living().select_related("event", "owner"))
    for webhook in rows:
        if webhook.event_id:
            _read_steps(webhook, now)
    of_calls = [webhook for webhook in rows if not webhook.event_id]
    read_calls(of_calls, now, until=now - SETTLES_IN, read_again=READ_AGAIN)
    end = time.monotonic() + LONGEST_RUN
    living = list(Webhook.objects.living())
    shuffle(living)  # Nobody stands behind the same slow one each time.
    for webhook in living:
        _tell(webhook, now, min(end, time.monotonic() + LONGEST_ONE))
        if time.monotonic() >= end:
            return


def _tell(webhook, now, until):
    """In order, until one is not taken: then the rest waits as long as that one. What is not told
    by `until` is told in the next run."""
    due = WebhookDelivery.objects.filter(webhook=webhook, next_at__lte=now).order_by("step", "pk")
    for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]):
        if not _deliver(pk, now) or time.monotonic() >= until:
            return


@transaction.atomic
def _read_steps(webhook, now):
    until = now - SETTLES_IN
    if not can_see_people(webhook.owner, webhook.event):  # She runs this event no more.
        Webhook.objects.filter(pk=webhook.pk).update(off_at=now)
        return
    since = max(webhook.made_at, webhook.read_until - READ_AGAIN)
    steps = RegistrationStep.objects.filter(event=webhook.event, at__gt=since, at__lte=until)
    known = WebhookDelivery.objects.filter(webhook=webhook).order_by()
    waits = known.filter(next_at__isnull=False).aggregate(first=Min("next_at"))["first"]
    rows = [  # In order: behind what was not taken yet.
        WebhookDelivery(webhook=webhook, step_id=pk, next_at=max(now, waits or now))
        for pk in steps.exclude(pk__in=known.values("step"))
        .order_by("pk")
        .values_list("pk", flat=True)
    ]
    WebhookDelivery.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    if until > webhook.read_until:
        Webhook.objects.filter(pk=webhook.pk).update(read_until=until)


def _deliver(pk, now):
    """Who moves `next_at` first has it; the call itself is made outside of any transaction.
    False when it was not taken."""
    leased = WebhookDelivery.objects.filter(pk=pk, next_at__lte=now)
    if not leased.update(next_at=now + LEASE):
        return True
    rows = WebhookDelivery.objects.select_related("webhook", "step__registration__event", "call")
    delivery = rows.filter(pk=pk).first()
    if delivery is None:  # Its person was forgotten in between.
        return True
    told = payload(delivery)
    if told is None:  # A call that was withdrawn meanwhile.
        WebhookDelivery.objects.filter(pk=pk).delete()
        return True
    body = json.dumps(told, separators=(",", ":")).encode()
    moment = int(timezone.now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "ClusterHub-Webhook/1",
        HEADER: signature(secret_of(delivery.webhook), moment, body),
    }
    try:
        status = fetching.post(delivery.webhook.url, body, headers)
    except (fetching.NotToBeFetched, fetching.NoAnswer) as refusal:
        return _note(delivery, now, is_taken=False, answer=str(refusal))
    return _note(delivery, now, is_taken=200 <= status < 300, answer=str(status))


def payload(delivery):
    """What is told: who it is only by number. Whoever may know more asks the API."""
    if delivery.call_id:
        return call_payload(delivery)
    step, registration = delivery.step, delivery.step.registration
    return {
        "id": str(delivery.uid),
        "event": registration.event.slug,
        "what": step.verb,
        "at": step.at.isoformat(),
        "registration": {
            "id": str(registration.uid),
            "status": registration.status,
            "mode": registration.mode,
        },
    }


@transaction.atomic
def _note(delivery, now, *, is_taken, answer):
    webhook = Webhook.objects.select_for_update(no_key=True).get(pk=delivery.webhook_id)
    tries = delivery.tries + 1
    pause = PAUSES[tries - 1] if tries <= len(PAUSES) else None
    WebhookDelivery.objects.filter(pk=delivery.pk).update(
        tries=tries,
        answer=answer[:200],
        taken_at=now if is_taken else None,
        next_at=None if is_taken or pause is None else now + pause,
    )
    webhook.failing_since = None if is_taken else webhook.failing_since or now
    if not is_taken:
        others = WebhookDelivery.objects.filter(webhook=webhook)
        wait = now + (pause or PAUSES[0])
        others.filter(next_at__lt=wait).update(next_at=wait)
        if now - webhook.failing_since >= OFF_AFTER:
            webhook.off_at = now
    webhook.save(update_fields=["failing_since", "off_at"])
    return is_taken
