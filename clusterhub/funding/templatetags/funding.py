"""The line of a call in a list."""

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from clusterhub.clock.closing import days_left
from clusterhub.clock.words import day_in_words
from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.funding.models import CallKind
from clusterhub.web.parts import kept_part
from clusterhub.web.templatetags.web import icon

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


@register.simple_tag
def month_row(call, deadline):
    """One deadline on a leaf of a calendar. There may be a thousand, too many for a template each."""
    there = deadline.closes_there
    hour = _("hour not known") if deadline.is_day_only else f"{there:%H:%M}"
    facts = [(each,) for each in (hour, deadline.label, call.programme) if each]
    return format_html(
        '<li class="row" data-kind="funding"><div class="row__body"><h4 class="row__title">{} <a href="{}">'
        '{}</a></h4><div class="row__facts">{}</div></div></li>',
        icon("funding"),
        call.get_absolute_url(),
        call.title,
        format_html_join("", "<span>{}</span>", facts),
    )
