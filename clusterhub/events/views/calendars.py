"""Calendar files. A program asks every few hours, so most answers are "not modified"."""

from datetime import UTC

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from clusterhub.activity.kept import kept_for_visitors
from clusterhub.clock.content_lines import CONTENT_TYPE
from clusterhub.events import subscriptions
from clusterhub.events.calendars import Feed, event_calendar, kept_feed
from clusterhub.events.models import Event


@require_safe
@kept_for_visitors
def calendar(request):
    return _feed(request, subscriptions.to_everything(), "events")


@require_safe
@kept_for_visitors
def series_calendar(request, slug):
    return _feed(request, subscriptions.to_series(slug), slug)


@require_safe
@kept_for_visitors
def topic_calendar(request, slug):
    return _feed(request, subscriptions.to_topic(slug), slug)


@require_safe
def event_ics(request, slug):
    event = get_object_or_404(Event.objects.visible_to(request.user).with_calendar(), slug=slug)
    etag = f'"{event.uid.hex}-{event.sequence}-{int(event.updated_at.timestamp() * 1_000_000)}"'
    headers = _headers(slug, etag, event.updated_at, "attachment")
    headers["Cache-Control"] = "private, no-cache" if event.is_draft else "no-cache"
    since = int(event.updated_at.timestamp())
    return _conditional(request, headers, lambda: event_calendar(event), since)


def _feed(request, subscription, file_name):
    freshness = subscription.events.freshness()
    etag = subscription.fingerprint(freshness, "calendar")
    headers = _headers(file_name, etag, freshness["changed_at"], "inline")
    headers["Cache-Control"] = "public, max-age=300"
    feed = Feed(subscription.name, subscription.path, subscription.description)
    latest = subscription.events.order_by("-starts_at", "-pk")[: subscriptions.LARGEST]
    return _conditional(request, headers, lambda: kept_feed(latest, feed))


def _headers(file_name, etag, changed_at, disposition):
    headers = {
        "ETag": etag,
        "Content-Disposition": f'{disposition}; filename="{file_name}.ics"',
        "Access-Control-Allow-Origin": "*",
    }
    if changed_at:
        headers["Last-Modified"] = http_date(changed_at.astimezone(UTC).timestamp())
    return headers


def _conditional(request, headers, build, since=None):
    """304 where the program already has it; the calendar is only built when it is sent.

    Of a feed only the ETag is compared: an event that leaves it does not make it any newer.
    """
    response = HttpResponse(content_type=CONTENT_TYPE, headers=headers)
    answer = get_conditional_response(request, headers["ETag"], since, response)
    if answer is response:
        response.content = build()
    return answer
