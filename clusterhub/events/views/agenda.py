"""A person's own agenda: the page, and the calendar that her program asks for every few hours."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clusterhub.clock.content_lines import CONTENT_TYPE
from clusterhub.events.agenda import agenda_of, fingerprint, in_feed
from clusterhub.events.feed_links import feed_of, key_of
from clusterhub.events.links import token_of
from clusterhub.events.operations.personal_feed import end_feed, make_feed_address
from clusterhub.events.personal_calendar import agenda_calendar
from clusterhub.web.addresses import absolute


@never_cache
@require_safe
@login_required
def my_events(request):
    coming, past = agenda_of(request.user)
    feed = getattr(request.user, "personal_feed", None)
    address = f"{reverse('events:my-agenda')}?key={key_of(feed)}" if feed else ""
    context = {
        "coming": [
            (entry, entry.registration and token_of(entry.registration)) for entry in coming
        ],
        "past": [(entry, token_of(entry.registration)) for entry in past],
        "has_clashes": any(entry.clashes for entry in coming),
        "feed_url": absolute(address) if feed else "",
    }
    return render(request, "events/my_events.html", context)


@require_POST
@login_required
def agenda_address(request):
    if "end" in request.POST:
        end_feed(request.user)
        messages.success(request, _("The address leads nowhere any more."))
    else:
        make_feed_address(request.user)
        messages.success(request, _("This is your new address; an older one has ended."))
    return redirect("events:my-events")


@require_safe
def agenda_ics(request):
    """Without a session: whoever has the key reads it, so a wrong one tells nothing."""
    feed = feed_of(request.GET.get("key", "")[:80])
    if feed is None:
        raise Http404
    parts = in_feed(feed.person)
    more = (feed.version, settings.SITE_NAME, get_language())
    etag = f'"{fingerprint(*parts, more)}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "private, no-cache",
        "Content-Disposition": 'inline; filename="agenda.ics"',
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "same-origin",
    }
    response = HttpResponse(content_type=CONTENT_TYPE, headers=headers)
    answer = get_conditional_response(request, etag, None, response)
    if answer is response:
        name = _("My events: %s") % settings.SITE_NAME
        response.content = agenda_calendar(*parts, name)
    return answer
