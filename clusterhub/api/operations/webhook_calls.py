"""What there is to tell webhooks of calls: the news that followers are told, and what has closed.

What is new is looked up once for all webhooks that were read up to the same moment, and only what
is new is compared with what they ask for.
"""

from django.db import transaction
from django.db.models import Min
from django.http import QueryDict

from clusterhub.api.models import Webhook, WebhookDelivery
from clusterhub.funding.finding.matching import Sieve
from clusterhub.funding.finding.wanted import CallsWanted
from clusterhub.funding.models import CallChange, CallStatus, Deadline, DeadlineChange
from clusterhub.funding.models.call import Call
from clusterhub.funding.news import happened_between
from clusterhub.web.addresses import absolute

# A call that leaves these is news, too: they say what somebody sees, not what she is told of.
PASSING = ("status", "within", "month", "sort")


def query_to_keep(text):
    """What the address of a list asks for, without what passes; "" is every call."""
    wanted = CallsWanted.from_query(QueryDict(text))
    for name in PASSING:
        wanted = wanted.without(name)
    return wanted.as_query()


def read_calls(webhooks, now, *, until, read_again):
    """Write down what is to be told each of these webhooks; what it has been told is not."""
    found = {}
    for webhook in webhooks:
        since = max(webhook.made_at, webhook.read_until - read_again)
        if since not in found:
            news = _news_between(since, until)
            found[since] = news, Sieve(news) if news else None
        news, sieve = found[since]
        _keep(webhook, _of(webhook, news, sieve, now) if news else {}, now, until)


def _news_between(since, until):
    """{call: set of what happened to it}."""
    found = happened_between(since, until)
    over = Deadline.objects.filter(closes_at__gt=since, closes_at__lte=until).order_by()
    calls = Call.objects.public().filter(pk__in=over.values("call"))
    for pk in calls.in_status(CallStatus.CLOSED, until).values_list("pk", flat=True):
        last = over.filter(call=pk).latest("closes_at").closes_at
        found[pk].add(f"closed:{last:%Y%m%d%H%M%S}")
    return found


def _of(webhook, news, sieve, now):
    if webhook.call_id:
        return {webhook.call_id: news[webhook.call_id]} if webhook.call_id in news else {}
    return {pk: news[pk] for pk in sieve.fitting(webhook.query, now)}


@transaction.atomic
def _keep(webhook, news, now, until):
    told = WebhookDelivery.objects.filter(webhook=webhook).order_by()
    known = set(told.filter(call__in=news).values_list("call_id", "what")) if news else set()
    fresh = sorted((pk, what) for pk, whats in news.items() for what in whats)
    fresh = [each for each in fresh if each not in known]
    if fresh:  # In order: behind what was not taken yet.
        waits = told.filter(next_at__isnull=False).aggregate(first=Min("next_at"))["first"]
        rows = [
            WebhookDelivery(webhook=webhook, call_id=pk, what=what, next_at=max(now, waits or now))
            for pk, what in fresh
        ]
        WebhookDelivery.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    if until > webhook.read_until:
        Webhook.objects.filter(pk=webhook.pk).update(read_until=until)


def call_payload(delivery):
    """What is told of a call, as it stands when it is told; None when nobody may see it any more."""
    call, (kind, _colon, number) = delivery.call, delivery.what.partition(":")
    if call.published_at is None:
        return None
    return {
        "id": str(delivery.uid),
        "call": call.slug,
        "what": delivery.verb,
        **_details(kind, number),
        "identifier": call.identifier,
        "title": call.title,
        "status": call.status().value,
        "deadlines": [
            {"closes_at": row.closes_there.isoformat(), "stage": row.stage, "label": row.label}
            for row in call.deadlines.all()
        ],
        "page": absolute(call.get_absolute_url()),
        "api_url": absolute(f"/api/v1/calls/{call.slug}"),
    }


def _details(kind, number):
    if kind == "moved":
        row = DeadlineChange.objects.filter(pk=number).select_related("deadline").first()
        if row:
            facts = {"was": row.was_at.isoformat(), "is": row.deadline.closes_at.isoformat()}
            return {"at": row.noted_at.isoformat(), "source": row.source, **facts}
    if kind == "changed" and (row := CallChange.objects.filter(pk=number).first()):
        facts = {"field": row.field, "was": row.was, "is": row.is_now}
        return {"at": row.noted_at.isoformat(), "source": row.source, **facts}
    return {}
