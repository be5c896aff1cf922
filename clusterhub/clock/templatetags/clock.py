"""Tags for hours, days and deadlines. The reader's zone is the one that the request knows."""

from datetime import datetime

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from clusterhub.clock.closing import days_left
from clusterhub.clock.words import doubt_in_words as in_words
from clusterhub.clock.words import range_in_words, weekday_in_words
from clusterhub.clock.zones import DEFAULT_ZONE, is_zone, zone_city, zone_info

register = template.Library()


@register.inclusion_tag("clock/_event_time.html", takes_context=True)
def event_time(context, starts_at, ends_at=None, zone=DEFAULT_ZONE):
    """Day and hours in the event's zone and in the reader's, both named."""
    reader_zone = reader_zone_of(context)
    return {"time": range_in_words(starts_at, ends_at, str(zone), reader_zone, as_html=True)}


@register.simple_tag(takes_context=True)
def event_words(context, starts_at, ends_at=None, zone=DEFAULT_ZONE):
    """The same in words: `.day`, `.event`, `.reader`. Use with `as`."""
    return range_in_words(starts_at, ends_at, str(zone), reader_zone_of(context))


@register.inclusion_tag("clock/_deadline.html", takes_context=True)
def deadline(context, closes_at, zone=DEFAULT_ZONE):
    """When it closes, how long that is, and the hour where the reader is."""
    reader = ""
    if isinstance(closes_at, datetime):
        reader = range_in_words(closes_at, None, str(zone), reader_zone_of(context)).reader
    return {"closing": days_left(closes_at, timezone.now(), str(zone)), "reader": reader}


@register.simple_tag
def closing_words(closes_at, zone=DEFAULT_ZONE):
    """`.words`, `.when`, `.datetime`, `.state`, `.days_left`, `.working_days`. Use with `as`."""
    return days_left(closes_at, timezone.now(), str(zone))


@register.simple_tag
def day(value, zone=DEFAULT_ZONE):
    """A date, or the date of an instant in a zone: "Wednesday 11 October 2023"."""
    local = _local_day(value, zone)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), weekday_in_words(local))


@register.filter
def date_parts(value, zone=DEFAULT_ZONE):
    """What a date block shows: `.day` (a date), `.weekday`, `.number`, `.month`, `.year`, `.iso`."""
    local = _local_day(value, zone)
    return {
        "day": local,
        "weekday": date_format(local, "l"),
        "number": local.day,
        "month": date_format(local, "F"),
        "year": local.year,
        "iso": local.isoformat(),
    }


@register.filter
def city(zone):
    return zone_city(str(zone))


@register.filter
def doubt_in_words(doubt):
    return in_words(doubt)


def reader_zone_of(context):
    """The name of the reader's zone, or None if nobody told us: then we do not claim to know.

    `request.reader_zone` says it. In mail and other templates without a request it is the active
    zone, if that is not merely this installation's own.
    """
    request = context.get("request")
    if hasattr(request, "reader_zone"):
        name = str(request.reader_zone or "")
    else:
        name = timezone.get_current_timezone_name()
        name = "" if name == settings.TIME_ZONE else name
    return name if is_zone(name) else None


def _local_day(value, zone):
    if isinstance(value, datetime):
        return value.astimezone(zone_info(str(zone))).date()
    return value
