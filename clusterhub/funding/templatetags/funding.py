"""The line of a call in a list."""

from django import template
from django.utils import timezone

from clusterhub.clock.closing import days_left
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
        is_closing_soon=call.is_closing_soon(now),
        kind=CallKind(call.kind),
        programme=call.programme,
        partnership=call.partnership,
        is_published=call.published_at is not None,
        closing=deadline and days_left(deadline.when, now, deadline.time_zone),
        moved_from=tuple(deadline.moved_from()) if deadline else (),
    )
