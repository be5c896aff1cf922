"""The line of a call in a list."""

from django import template
from django.utils import timezone

from clusterhub.clock.closing import days_left
from clusterhub.clock.words import day_in_words
from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.funding.models import CallKind
from clusterhub.web.parts import kept_part

register = template.Library()


@register.simple_tag
def call_row(call):
    """One line. Lists are read far more than changed, so the same words are rendered once."""
    now = timezone.now()
    deadline = call.next_deadline(now)
    return kept_part(
        "funding/_row.html",
        url=call.get_absolute_url(),
        title=call.title,
        status=call.status(now),
        kind=CallKind(call.kind),
        programme=call.programme,
        partnership=call.partnership,
        is_published=call.published_at is not None,
        opens=_opens(call, now),
        closing=deadline and days_left(deadline.when, now, deadline.time_zone),
        moved_from=tuple(deadline.moved_from()) if deadline else (),
    )


def _opens(call, now):
    """The day on which it will open, or "" where it is open or nothing is known."""
    is_ahead = call.opens_at and call.opens_at > now
    return (
        day_in_words(call.opens_at.astimezone(zone_info(DEFAULT_ZONE)).date()) if is_ahead else ""
    )
