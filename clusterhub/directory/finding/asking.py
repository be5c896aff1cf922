"""What the rest of the platform asks the search index. Each may raise IndexUnavailable.

Answers are numbers of organisations; whoever shows them loads them through `visible_to`, so that
what was withdrawn a moment ago is shown to nobody even before the index knows.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache, partial

from django.contrib.auth.models import AnonymousUser

from clusterhub.accounts.models import Role
from clusterhub.accounts.permissions import has_role
from clusterhub.directory.finding.documents import days
from clusterhub.directory.finding.reader import IndexUnavailable, open_index, when_newer
from clusterhub.directory.finding.wanted import FRESHNESS, LEVELS, common
from clusterhub.directory.finding.wholes import only_known
from clusterhub.directory.models import Organisation
from clusterhub.directory.models.editing import levels_of

__all__ = ["Found", "IndexUnavailable", "Seer", "count_by_area", "facet_counts", "find"]

MOST_OFFSET = 10_000
FEW = 5
MOST_SHOWN_COUNT = 10_000
_ORDERS = {"name": ("name_order", "Asc"), "newest": ("added", "Desc")}
_ORDERS |= {"confirmed": ("confirmed_on", "Desc"), "best": ("strength", "Desc")}
_COUNTED_AS_RANGES = {"label", "freshness"}


@dataclass(frozen=True)
class Seer:
    """What somebody may see of the directory."""

    sees_all: bool = False
    own: frozenset = frozenset()

    @classmethod
    def of(cls, user):
        if user is None or not user.is_authenticated:
            return cls()
        if has_role(user, Role.EDITOR, Role.VALIDATOR):
            return cls(sees_all=True)
        return cls(own=frozenset(levels_of(user)))


@dataclass(frozen=True)
class Found:
    ids: list
    count: int
    is_near: bool = False  # Also other spellings and longer words are shown.

    @property
    def count_in_words(self):
        return f"{self.count:,}" if self.count < MOST_SHOWN_COUNT else f"{MOST_SHOWN_COUNT:,}+"


def find(wanted, *, offset=0, limit=25, user=None):
    """The numbers of those that `wanted` describes, in its order, and how many there are."""
    opened = open_index()
    asked = _asked(opened, wanted, Seer.of(user))
    result = asked.search(limit, offset=min(offset, MOST_OFFSET), **_order(wanted))
    return Found(_ids(opened, result), result.count, asked.is_near)


def facet_counts(wanted, names, *, user=None):
    """{name: [(value, count)]}, most first; a facet is counted as if nothing were chosen in it."""
    # The same question is asked again and again, above all the one without any filter.
    return dict(_counted(open_index(), wanted, tuple(names), Seer.of(user), date.today()))


def forget_counts():
    """The next question is answered as if nobody had asked it before."""
    _counted.cache_clear()
    _question.cache_clear()


@lru_cache(maxsize=256)
def _counted(opened, wanted, names, seer, _day):
    counts = {}
    chosen = [name for name in names if getattr(wanted, _filter_of(name))]
    groups = [(wanted, [name for name in names if name not in chosen])]
    groups += [(wanted.without(_filter_of(name)), [name]) for name in chosen]
    for asked, counted in groups:
        if counted:
            counts |= _aggregated(opened, _asked(opened, asked, seer).query, counted)
    return tuple((name, counts[name]) for name in names)


def count_by_area(wanted, level, *, within=None, user=None):
    """{NUTS code: count}, and how many there are with and without a place; whoever has no region of
    this level is counted at the next above it. `within` is a box (west, south, east, north).
    """
    opened = open_index()
    if within:
        box = common(wanted.box, within)
        if box is None:
            return {}, 0
        wanted = replace(wanted, box=box)
    asked = {
        "area": {"terms": {"field": f"nuts{level}", "size": 2000}},
        "all": {"value_count": {"field": "id"}},
    }
    answer = opened.searcher.aggregate(_asked(opened, wanted, Seer.of(user)).query, asked)
    buckets = answer["area"]["buckets"]
    return {each["key"]: each["doc_count"] for each in buckets}, int(answer["all"]["value"])


def ids_after(wanted, last_id, *, limit=1000, user=None):
    """The next numbers in the order of numbers: for exports, which must not skip or repeat."""
    from tantivy import FieldType, Occur, Order, Query

    from clusterhub.directory.finding.queries import span

    opened = open_index()
    query = _asked(opened, wanted, Seer.of(user)).query
    beyond = Query.const_score_query(span("id", FieldType.Unsigned, last_id + 1, None), 0.0)
    query = Query.boolean_query([(Occur.Must, query), (Occur.Must, beyond)])
    result = opened.searcher.search(query, limit, count=False, order_by_field="id", order=Order.Asc)
    return _ids(opened, result)


def points(wanted, within, *, most=400, user=None):
    """[(latitude, longitude, count, number if it is one)] in a box; None when they are too many."""
    opened, box = open_index(), common(wanted.box, within)
    if box is None:
        return []
    query = _asked(opened, replace(wanted, box=box), Seer.of(user)).query
    result = opened.searcher.search(query, most * 5, order_by_field="id")
    if result.count > most * 5:
        return None
    addresses = [address for _value, address in result.hits]
    columns = [opened.searcher.fast_field_values(n, addresses) for n in ("latitude", "longitude")]
    cells = {}
    for latitude, longitude, pk in zip(*columns, _ids(opened, result), strict=True):
        cells.setdefault((round(latitude, 2), round(longitude, 2)), []).append(pk)
    if len(cells) > most:
        return None
    return [(*at, len(ids), ids[0] if len(ids) == 1 else None) for at, ids in cells.items()]


def suggest(words, *, limit=8, user=None):
    """Organisations with a name like what somebody is typing, best known first; one statement."""
    from clusterhub.directory.finding.queries import words_of

    folded = words_of(words)
    if not folded:
        return []
    opened, seer = open_index(), Seer.of(user)
    ids = _begun(opened, folded, seer, limit)
    visible = Organisation.objects.visible_to(user or AnonymousUser())
    rows = visible.filter(pk__in=ids).select_related("country")
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in ids if pk in found]


def aggregated(wanted, asked, *, user=None):
    """What the index sums up of those that `wanted` describes, in its own words."""
    opened = open_index()
    return opened.searcher.aggregate(_asked(opened, wanted, Seer.of(user)).query, asked)


def generation():
    """Another one after every change of the index: for ETags and for what is kept."""
    return open_index().generation


class Question:
    """What is wanted, put to one state of the index. Whether other spellings are shown, too, shows
    in the first answer and is not asked again for the counts beside it."""

    def __init__(self, opened, wanted, seer):
        from clusterhub.directory.finding import queries

        self._searcher = opened.searcher
        self._exact = queries.query_of(wanted, seer, queries.exactly)
        self._near = None
        if wanted.words:
            self._near = partial(queries.query_of, wanted, seer, queries.nearly)
        self._chosen = None if wanted.words else self._exact

    @property
    def query(self):
        if self._chosen is None:
            self.search(1)
        return self._chosen

    @cached_property
    def count(self):
        return self._searcher.search(self.query, 1).count

    @property
    def is_near(self):
        return self.query is not self._exact

    def search(self, limit, **options):
        if self._chosen is not None:
            return self._searcher.search(self._chosen, limit, **options)
        exact = self._searcher.search(self._exact, limit, **options)
        if exact.count >= FEW:
            self._chosen = self._exact
            return exact
        query = self._near()
        near = self._searcher.search(query, limit, **options)
        is_more = near.count > exact.count
        self._chosen = query if is_more else self._exact
        return near if is_more else exact


def _asked(opened, wanted, seer):
    return _question(opened, replace(only_known(wanted, seer), sort=""), seer)


_question = lru_cache(maxsize=256)(Question)
when_newer.append(forget_counts)


def _order(wanted):
    from tantivy import Order

    if wanted.order == "best" and wanted.words:
        return {}
    field, direction = _ORDERS[wanted.order]
    return {"order_by_field": field, "order": getattr(Order, direction)}


def _ids(opened, result):
    return opened.searcher.fast_field_values("id", [address for _value, address in result.hits])


def _begun(opened, folded, seer, limit):
    from tantivy import Order, Query

    from clusterhub.directory.finding import queries

    *whole, last = folded
    ids = []
    beginnings = [queries.beginning(last)]
    if len(last) >= queries.PREFIX_FROM:
        fuzzy = Query.fuzzy_term_query(queries.schema(), "names", last, 1, True, True)
        beginnings.append(fuzzy)
    for beginning in beginnings:
        parts = [queries.nearly(word) for word in whole] + [beginning]
        query = Query.boolean_query(
            [(queries.Occur.Must, part) for part in parts] + queries.unseen_by(seer)
        )
        order = {"order_by_field": "strength", "order": Order.Desc}
        result = opened.searcher.search(query, limit, count=False, **order)
        ids += [pk for pk in _ids(opened, result) if pk not in ids]
        if len(ids) >= limit:
            break
    return ids[:limit]


def _filter_of(name):
    return "region" if name.startswith("nuts") else name


def _aggregated(opened, query, names):
    asked = {n: {"terms": {"field": n, "size": 2000}} for n in set(names) - _COUNTED_AS_RANGES}
    today = days(date.today())
    if "freshness" in names:
        asked["freshness"] = {"range": {"field": "confirmed_on", "ranges": _freshness(today)}}
    for level in LEVELS if "label" in names else ():
        asked[level] = {"range": {"field": f"until_{level}", "ranges": [{"from": today}]}}
    answer = opened.searcher.aggregate(query, asked) if asked else {}
    return {name: _counts(name, answer, today) for name in names}


def _freshness(today):
    from clusterhub.directory.finding.queries import freshness_span

    spans = [freshness_span(name, today) for name in FRESHNESS]
    # The end of a range does not belong to it.
    return [
        {"from": first} if last is None else {"from": first, "to": last + 1}
        for first, last in spans
    ]


def _counts(name, answer, today):
    if name == "label":
        pairs = [(level, _bucket_from(answer[level], today)) for level in LEVELS]
    elif name == "freshness":
        # The range that begins at nothing is answered as one without a beginning.
        by_start = {b.get("from", 0.0): b["doc_count"] for b in answer[name]["buckets"]}
        starts = [float(each["from"]) for each in _freshness(today)]
        pairs = [(n, by_start.get(s, 0)) for n, s in zip(FRESHNESS, starts, strict=True)]
    else:
        pairs = [(bucket["key"], bucket["doc_count"]) for bucket in answer[name]["buckets"]]
    return sorted(((v, c) for v, c in pairs if c), key=lambda pair: (-pair[1], pair[0]))


def _bucket_from(answer, start):
    return sum(b["doc_count"] for b in answer["buckets"] if b.get("from") == float(start))
