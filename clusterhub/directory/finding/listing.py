"""One page of the directory's list: rows, counts beside the filters, chips. Needs no index."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import QueryDict

from clusterhub.directory import areas
from clusterhub.directory.finding import asking
from clusterhub.directory.finding.facets import ALWAYS, MORE, Facet, facets_of, words_for
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.models import ClusterMember, Organisation
from clusterhub.web.parts import kept_offers

PER_PAGE = 25
MOST_PAGES = 400
# By these the database can narrow, too, when there is no index.
WITHOUT_INDEX = ("kind", "country", "ecosystem", "region", "member_of")
_ORDERS = {
    "name": ("sort_key", "name", "pk"),
    "newest": (F("published_at").desc(nulls_last=True), "pk"),
    "confirmed": (F("confirmed_at").desc(nulls_last=True), "pk"),
}


class ShortPaginator(Paginator):
    """Says how many there are, but leads only so far: nobody reads page 401, she narrows down."""

    @cached_property
    def num_pages(self):
        return min(super().num_pages, MOST_PAGES)


@dataclass(frozen=True)
class Counted:
    """Stands for rows of which only the number is known."""

    number: int

    def count(self):
        return self.number

    def __len__(self):
        return self.number

    def __getitem__(self, part):
        return []


class OrganisationList:
    """What the address wants, answered by the index, or by the database while there is none."""

    def __init__(self, request, *, columns=()):
        """`columns` are those that are shown; all when there are none."""
        self.request, self.user, self.columns = request, request.user, columns
        self.wanted = Wanted.from_query(request.GET)
        self.is_table = request.GET.get("view") == "table"
        self.has_index, self.is_near = True, False
        try:
            self.page = self._page_of_index()
        except asking.IndexUnavailable:
            self.has_index = False
            self.page = self._page_of_database()

    @property
    def shows_more(self):
        return self.request.GET.get("facets") == "more" or any(
            getattr(self.wanted, name) for name in MORE
        )

    def with_facets(self):
        """Asks for the counts at once: an index that vanishes meanwhile is then told of above all."""
        self.facets  # noqa: B018
        return self

    @cached_property
    def facets(self):
        return facets_of(self.wanted, self._counts() if self.has_index else self._offers())

    def _counts(self):
        names = (*ALWAYS, *(MORE if self.shows_more else ()))
        try:
            counts = asking.facet_counts(self.wanted, self._fields(names), user=self.user)
        except asking.IndexUnavailable:
            self.has_index = False
            return self._offers()
        return {_facet_of(name): found for name, found in counts.items()}

    def chips(self):
        return [
            {"label": words_for(name, value), "url": self.address(self.wanted.without(name, value))}
            for name, value in self.wanted.chosen()
        ]

    @property
    def chosen(self):
        return self.wanted.chosen()

    def address(self, wanted, **changes):
        """Of the list with something else wanted; how it is shown stays."""
        query = QueryDict(wanted.as_query(), mutable=True)
        kept = {"view": "table" if self.is_table else "", "facets": self.request.GET.get("facets")}
        for name, value in (kept | changes).items():
            if value:
                query[name] = value
        return f"?{query.urlencode()}"

    def sorts(self):
        names = ("best", "name", "newest", "confirmed") if self.wanted.words else _ORDERS
        return [
            (name, self.address(replace(self.wanted, sort=name)), name == self.wanted.order)
            for name in names
        ]

    def views(self):
        return {
            "list": self.address(self.wanted, view=None),
            "table": self.address(self.wanted, view="table"),
        }

    @property
    def address_with_more(self):
        return self.address(self.wanted, facets="more")

    @property
    def box(self):
        return QueryDict(replace(Wanted(), box=self.wanted.box).as_query()).get("box", "")

    def _fields(self, names):
        return ["nuts2" if name == "region" else name for name in names]

    def _page_of_index(self):
        number = _number(self.request.GET.get("page"))
        found = self._found(number)
        page = ShortPaginator(Counted(found.count), PER_PAGE).get_page(number)
        if page.number != number:
            found = self._found(page.number)
        self.is_near = found.is_near
        page.object_list = self._rows(found.ids)
        return page

    def _found(self, number):
        offset = (number - 1) * PER_PAGE
        return asking.find(self.wanted, offset=offset, limit=PER_PAGE, user=self.user)

    def _rows(self, ids):
        """Through the door, so that what was withdrawn meanwhile is not shown."""
        rows = Organisation.objects.visible_to(self.user).filter(pk__in=ids).with_places()
        rows = rows.only(*self.columns) if self.columns else rows
        found = {row.pk: row for row in rows}
        rows = [found[pk] for pk in ids if pk in found]
        # The index knows the first letters only.
        return sorted(rows, key=lambda row: row.sort_key) if self._is_by_name else rows

    @property
    def _is_by_name(self):
        return self.wanted.order == "name"

    def _page_of_database(self):
        rows = narrowed(Organisation.objects.visible_to(self.user), self.wanted)
        rows = rows.with_places().order_by(*_ORDERS.get(self.wanted.order, _ORDERS["name"]))
        return ShortPaginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))

    def _offers(self):
        visible = Organisation.objects.visible_to(self.user)
        return kept_offers(self.request, lambda: _offered(visible))


def narrowed(organisations, wanted):
    """As well as the database can: without counts, typing errors, or what only the index knows.
    `organisations` are all that the asker may see."""
    rows = organisations.matching(wanted.words, "description") if wanted.words else organisations
    if wanted.kind:
        rows = rows.filter(kind__in=wanted.kind)
    if wanted.country:
        rows = rows.filter(country__in=wanted.country)
    if wanted.region:
        starts = Q()
        for code in wanted.region:
            starts |= Q(region__code__startswith=code) | Q(country__eurostat_code=code)
        rows = rows.filter(starts)
    if wanted.box:
        rows = rows.filter(areas.inside(wanted.box))
    if wanted.ecosystem:
        rows = rows.filter(ecosystems__in=wanted.ecosystem).distinct()
    if wanted.member_of:
        ties = ClusterMember.objects.current().filter(
            cluster_organisation__slug__in=wanted.member_of,
            cluster_organisation__in=organisations.order_by().values("pk"),
        )
        rows = rows.filter(pk__in=ties.values("organisation"))
    return rows


def can_narrow(wanted):
    """Whether `narrowed` leaves nothing out of what is wanted."""
    return not {name for name, _value in wanted.chosen()} - {"words", "box", *WITHOUT_INDEX}


def _offered(organisations):
    """Values to choose from, with None for numbers that nobody has counted."""
    countries = organisations.exclude(country=None).order_by().values_list("country", flat=True)
    return {
        "kind": [(value, None) for value in Facet.kinds()],
        "country": [(code, None) for code in countries.distinct()],
        "ecosystem": [(slug, None) for slug in Facet.ecosystems()],
    }


def _facet_of(name):
    return "region" if name.startswith("nuts") else name


def _number(text):
    return max(1, int(text)) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1
