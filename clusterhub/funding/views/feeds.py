from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from clusterhub.clock.words import day_in_words, instant_in_words
from clusterhub.funding.forms import CallFilters, offers
from clusterhub.funding.models import Call

NEWEST = 50


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
        public = Call.objects.public()
        rows = CallFilters(query, offers(public)).apply(public).with_list()
        return rows.order_by("-published_at", "-pk")[:NEWEST]

    def item_title(self, call):
        return call.title

    def item_description(self, call):
        lines = [f"{deadline_words(row)}" for row in call.deadlines.all()]
        words = [", ".join(lines), call.programme, Truncator(call.summary).chars(500)]
        return "\n".join(part for part in words if part)

    def item_guid(self, call):
        return f"urn:uuid:{call.uid}"

    def item_pubdate(self, call):
        return call.published_at

    def item_updateddate(self, call):
        return call.updated_at

    def item_categories(self, call):
        return [call.programme] if call.programme else []


def deadline_words(deadline):
    if deadline.is_day_only:
        return _("Closes on %(day)s") % {"day": day_in_words(deadline.day)}
    return _("Closes: %(when)s") % {
        "when": instant_in_words(deadline.closes_at, deadline.time_zone)
    }
