from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from clusterhub.directory.models import Organisation, Person
from clusterhub.events.models import Event
from clusterhub.funding.models import Call
from clusterhub.summaries.models import EventSummary


class ListedSitemap(Sitemap):
    """The public rows of one model, as any visitor may see them."""

    limit = 5000

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.visible_to(AnonymousUser()).order_by("pk")

    def lastmod(self, row):
        return getattr(row, "updated_at", None)


class ListsSitemap(Sitemap):
    def items(self):
        return [
            "home:front",
            "events:coming",
            "events:past",
            "summaries:summaries",
            "directory:organisations",
            "directory:people",
            "funding:calls",
        ]

    def location(self, name):
        return reverse(name)


SITEMAPS = {
    "lists": ListsSitemap,
    "events": ListedSitemap(Event),
    "summaries": ListedSitemap(EventSummary),
    "organisations": ListedSitemap(Organisation),
    "people": ListedSitemap(Person),
    "calls": ListedSitemap(Call),
}
