from django.contrib.syndication.views import Feed
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusterhub.clock.words import day_in_words, instant_in_words
from clusterhub.documents.tables import csv_lines
from clusterhub.funding.finding.listing import list_for_everyone
from clusterhub.funding.sheet import HEADER, sheet_row
from clusterhub.web.addresses import absolute

NEWEST, MOST_IN_SHEET = 50, 5000


class CallsFeed(Feed):
    """The newest calls of what the address asks for; for everyone the same."""

    feed_type = Atom1Feed

    def get_object(self, request):
        return request.GET

    def title(self):
        return _("Calls for applications")

    def subtitle(self):
        return _("New calls with their deadlines")

    def link(self):
        return reverse("funding:calls")

    def feed_url(self):
        return reverse("funding:feed")

    def items(self, query):
        return newest(query)

    def item_title(self, call):
        return call.title

    def item_description(self, call):
        return description_of(call)

    def item_guid(self, call):
        return f"urn:uuid:{call.uid}"

    def item_pubdate(self, call):
        return call.published_at

    def item_updateddate(self, call):
        return call.updated_at

    def item_categories(self, call):
        return [call.programme] if call.programme else []


@require_safe
def feed_json(request):
    """The same as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _("Calls for applications"),
        "home_page_url": absolute(f"{reverse('funding:calls')}{query}"),
        "feed_url": absolute(f"{request.path}{query}"),
        "items": [_item(call) for call in newest(request.GET)],
    }
    return JsonResponse(feed, content_type="application/feed+json")


@require_safe
def calls_csv(request):
    """What the address asks for as a table."""
    calls = list_for_everyone(request.GET)
    keys, _count = calls.keys(limit=MOST_IN_SHEET)
    content = csv_lines(HEADER, (sheet_row(call) for call in calls.rows(keys)))
    headers = {"Content-Disposition": 'attachment; filename="calls.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def newest(query):
    calls = list_for_everyone(query, sort="newest")
    keys, _count = calls.keys(limit=NEWEST)
    return calls.rows(keys)


def description_of(call):
    lines = [deadline_words(row) for row in call.deadlines.all()]
    words = [", ".join(lines), call.programme, Truncator(call.summary).chars(500)]
    return "\n".join(part for part in words if part)


def deadline_words(deadline):
    if deadline.is_day_only:
        return _("Closes on %(day)s") % {"day": day_in_words(deadline.day)}
    return _("Closes: %(when)s") % {
        "when": instant_in_words(deadline.closes_at, deadline.time_zone)
    }


def _item(call):
    return {
        "id": f"urn:uuid:{call.uid}",
        "url": absolute(call.get_absolute_url()),
        "title": call.title,
        "content_text": description_of(call) or call.title,
        "date_published": call.published_at.isoformat(),
        "date_modified": call.updated_at.isoformat(),
        "tags": [call.programme] if call.programme else [],
    }
