from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Page, Paginator
from django.db.models import Max
from django.urls import reverse
from django.utils.functional import cached_property

from clusterhub.directory.models import Organisation, Person
from clusterhub.events.models import Event
from clusterhub.funding.models import Call
from clusterhub.summaries.models import EventSummary

AT_ONCE = 5000


class RangePaginator(Paginator):
    """Cuts rows by their numbers: the second page of 5,000 is rows 5,001 to 10,000.

    Nothing is counted and nothing skipped, which takes longer the more rows there are; a page has
    fewer rows where some are hidden or gone, and keeps those that it has.
    """

    @cached_property
    def num_pages(self):
        last = self.object_list.aggregate(last=Max("pk"))["last"] or 1
        return (last - 1) // self.per_page + 1

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows = self.object_list.filter(pk__gt=first, pk__lte=first + self.per_page)
        return Page(rows, number, self)


class ListedSitemap(Sitemap):
    """The public rows of one model, as any visitor may see them."""

    limit = AT_ONCE

    def __init__(self, model):
        self.model = model
        names = {field.name for field in model._meta.concrete_fields}
        self.columns = sorted(names & {"slug", "updated_at"})

    def items(self):
        rows = self.model.objects.visible_to(AnonymousUser())
        return rows.order_by("pk").only(*self.columns)

    @property
    def paginator(self):
        return RangePaginator(self.items(), self.limit)

    def lastmod(self, row):
        return getattr(row, "updated_at", None)

    def get_latest_lastmod(self):
        """Not said in the index: Django would read every row for it, at each visit."""
        return


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
