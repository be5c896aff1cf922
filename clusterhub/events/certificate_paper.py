"""The certificate of attendance as a page of paper."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from clusterhub.clock.words import day_in_words, range_in_words
from clusterhub.events.models import AttendanceMode
from clusterhub.web.addresses import absolute


def certificate_html(name, attended, code):
    event = attended.event
    when = range_in_words(event.starts_at, event.ends_at, event.time_zone)
    context = {
        "name": name,
        "event": event,
        "title": " ".join(event.title.split()),
        "when": f"{when.day}, {when.event}",
        "days": [day_in_words(day) for day in attended.days],
        "mode": AttendanceMode(attended.mode).label,
        "code": code,
        "url": absolute(reverse("events:certificates")),
        "site": settings.SITE_NAME,
        "language": get_language(),
    }
    return render_to_string("events/certificate.html", context)
