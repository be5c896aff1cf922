"""From what is wanted to what the index is asked."""

from datetime import date
from functools import partial

from tantivy import FieldType, Occur, Query

from clusterhub.directory.finding.documents import days
from clusterhub.directory.finding.schema import BEGINS_UP_TO, schema
from clusterhub.directory.names import fold

MOST_WORDS = 6
FUZZY_FROM, FUZZY_TWO_FROM, PREFIX_FROM = 4, 8, 3
NAMES_WEIGH = 4.0
# The oldest confirmation, in days, that still counts as fresh and as ageing.
FRESH_DAYS, AGEING_DAYS = 365, 548
_AS_IT_STANDS = ("kind", "country", "ecosystem", "sector", "technology", "programme", "language")
_AS_IT_STANDS += ("serves", "member_of")

term = partial(Query.term_query, schema())
span = partial(Query.range_query, schema())


def words_of(text):
    return fold(text).split()[:MOST_WORDS]


def all_of(queries):
    return Query.boolean_query([(Occur.Must, each) for each in queries])


def any_of(queries):
    return Query.boolean_query([(Occur.Should, each) for each in queries])


def query_of(wanted, seer, word_query):
    """Everything that `wanted` asks for and that `seer` may see; `word_query` is of one word."""
    parts = [(Occur.Must, word_query(word)) for word in words_of(wanted.words)]
    parts += [(Occur.Must, Query.const_score_query(each, 0.0)) for each in filters_of(wanted)]
    return Query.boolean_query((parts or [(Occur.Must, Query.all_query())]) + unseen_by(seer))


def unseen_by(seer):
    """What is left out. Few are hidden, so leaving them out costs less than asking for the rest."""
    if seer.sees_all:
        return [(Occur.MustNot, term("id", 0))]
    hidden = term("hidden", 1)
    if seer.own:
        own = Query.term_set_query(schema(), "id", sorted(seer.own))
        hidden = Query.boolean_query([(Occur.Must, hidden), (Occur.MustNot, own)])
    return [(Occur.MustNot, hidden)]


def exactly(word):
    """The word as it stands; a name says more about its organisation than a text does."""
    in_names = Query.boost_query(term("names", word), NAMES_WEIGH)
    return Query.disjunction_max_query([in_names, term("texts", word)])


def nearly(word):
    """Also what begins so, or is one or two typing errors away."""
    ways = [exactly(word)]
    if len(word) >= PREFIX_FROM:
        ways.append(Query.boost_query(beginning(word), 0.5))
    if len(word) >= FUZZY_FROM:
        distance = 2 if len(word) >= FUZZY_TWO_FROM else 1
        fuzzy = Query.fuzzy_term_query(schema(), "names", word, distance)
        ways.append(Query.boost_query(fuzzy, 0.3))
    return Query.disjunction_max_query(ways)


def beginning(word):
    """Names with a word that begins so."""
    if len(word) <= BEGINS_UP_TO:
        return Query.const_score_query(term("begins", word), 1.0)
    # Letters of other scripts than fold() knows could mean something in a regular expression.
    safe = "".join(letter if letter.isalnum() else "." for letter in word)
    return Query.regex_query(schema(), "names", f"{safe}.*")


def filters_of(wanted):
    for name in _AS_IT_STANDS:
        if values := getattr(wanted, name):
            yield any_of([term(name, value) for value in values])
    if wanted.region:
        yield any_of([term(f"nuts{len(code) - 2}", code) for code in wanted.region])
    if wanted.label:
        yield any_of([has_label(level) for level in wanted.label])
    if wanted.freshness:
        yield any_of([is_fresh(name) for name in wanted.freshness])
    if wanted.box:
        yield within(wanted.box)


def has_label(level, today=None):
    """Valid today: validity is compared when it is asked, so nobody must touch what expires."""
    return span(f"until_{level}", FieldType.Unsigned, days(today or date.today()), None)


def is_fresh(name, today=None):
    first, last = freshness_span(name, days(today or date.today()))
    return span("confirmed_on", FieldType.Unsigned, first, last)


def freshness_span(name, today):
    return {
        "fresh": (today - FRESH_DAYS, None),
        "ageing": (today - AGEING_DAYS, today - FRESH_DAYS - 1),
        "stale": (1, today - AGEING_DAYS - 1),
        "never": (0, 0),
    }[name]


def within(box):
    west, south, east, north = box
    sides = (("latitude", south, north), ("longitude", west, east))
    return all_of([span(name, FieldType.Float, least, most) for name, least, most in sides])
