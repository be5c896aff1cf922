"""Questions that pages and a rush ask thousands of times: their SQL is worked out once and kept.

Django writes a statement anew at every call, which takes several times as long as the database
takes to answer it. Only for questions whose shape never changes: the same model, joins and filters.
"""

from datetime import UTC, datetime

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.query import get_related_populators
from django.db.models.signals import post_init, pre_init

from clusterhub.web.kept_statements import open_cursor, with_constants
from clusterhub.web.rereading import noted

DOZEN, MOST_KEYS = 12, 240


class Prepared:
    """`make(*values)` gives the queryset; the values stand in it as such: numbers, texts, instants.

    _of_event = Prepared(lambda pk: Pool.objects.filter(event_id=pk))
    pools = _of_event(12)

    Rows are instances with what is joined and annotated, or tuples where the queryset asks for
    values; nothing is prefetched.
    """

    def __init__(self, make):
        self._make, self._plans = make, {}

    def __call__(self, *values):
        """The rows, as a list."""
        shape = (connections[DEFAULT_DB_ALIAS].vendor, *map(type, values))
        if shape not in self._plans:
            self._plans[shape] = _Plan(self._make, values)
        return self._plans[shape].rows(values)

    def one(self, *values):
        """The only row, or None."""
        return next(iter(self(*values)), None)


class PreparedAmong:
    """`make(keys)` gives the queryset of what has one of these keys.

    Each count of keys is another statement, so that a few are asked for twice to fill a dozen; very
    many are asked for as ever.
    """

    def __init__(self, make):
        self._make, self._prepared = make, Prepared(lambda *keys: make(list(keys)))

    def __call__(self, keys):
        keys = sorted(keys)
        if len(keys) > MOST_KEYS:
            return list(self._make(keys))
        return self._prepared(*keys, *keys[-1:] * (-len(keys) % DOZEN)) if keys else []


class _Plan:
    def __init__(self, make, values):
        marks = [_mark(number, value) for number, value in enumerate(values)]
        rows = make(*marks)
        compiler = rows.query.get_compiler(connection=connection)
        self.statement, params = compiler.as_sql()
        self.params = list(params)
        self.places = [self._places_of(_as_sent(mark)) for mark in marks]
        self.kinds = [type(self.params[places[0]]) for places in self.places]
        database = connections[DEFAULT_DB_ALIAS]
        kept = with_constants(database, self.statement, self.params, self.places)
        self.statement, self.params, self.places = kept
        self.compiler = compiler
        self.converters = compiler.get_converters([one[0] for one in compiler.select])
        self.made = _Instances(compiler) if rows._fields is None else tuple

    def _places_of(self, mark):
        return [place for place, param in enumerate(self.params) if param == mark]

    def rows(self, values):
        found = noted((self, values), _Question(self, values))
        if self.converters:
            found = self.compiler.apply_converters(found, self.converters)
        return [self.made(row) for row in found]

    def with_values(self, values):
        """The statement and its parameters."""
        params = list(self.params)
        for places, kind, value in zip(self.places, self.kinds, values, strict=True):
            sent = _as_sent(value) if isinstance(value, datetime) else kind(value)
            for place in places:
                params[place] = sent
        return self.statement, params


class _Question:
    """What a plan asks with these values: by itself when called, or beside others (`in_words`)."""

    def __init__(self, plan, values):
        self._plan, self._values = plan, values

    def __call__(self):
        with open_cursor(connections[DEFAULT_DB_ALIAS]) as cursor:
            cursor.execute(*self.in_words())
            return cursor.fetchall()

    def in_words(self):
        return self._plan.with_values(self._values)


class _Instances:
    """Makes a row into an instance of the model, with what is joined and annotated."""

    def __init__(self, compiler):
        info = compiler.klass_info
        columns = info["select_fields"]
        self.first, self.last = columns[0], columns[-1] + 1
        self.make, self.annotated = _Maker(info["model"]), compiler.annotation_col_map or {}
        self.names = [one[0].target.attname for one in compiler.select[self.first : self.last]]
        self.related = get_related_populators(info, compiler.select, connection.alias)
        _make_by_makers(self.related)

    def __call__(self, row):
        made = self.make.from_db(DEFAULT_DB_ALIAS, self.names, row[self.first : self.last])
        for each in self.related:
            each.populate(row, made)
        for name, place in self.annotated.items():
            setattr(made, name, row[place])
        return made


class _Maker:
    """Makes instances as the model's own `from_db` does, at a tenth of its price; only where nobody
    is told of each, and the model leaves it to Django."""

    def __init__(self, model):
        self.model = model
        is_heard = pre_init.has_listeners(model) or post_init.has_listeners(model)
        is_own = model.__init__ is not Model.__init__ or _from_db(model) is not _from_db(Model)
        if is_heard or is_own:
            self.from_db = model.from_db

    def from_db(self, alias, names, values):
        made = self.model.__new__(self.model)
        made.__dict__.update(zip(names, values, strict=True))
        made._state = state = ModelState()
        state.adding, state.db = False, alias
        return made


def _from_db(model):
    return model.from_db.__func__


def _make_by_makers(populators):
    for each in populators:
        each.model_cls = _Maker(each.model_cls)
        _make_by_makers(each.related_populators)


def _mark(number, value):
    """A value that no filter holds by itself, so that its place among the parameters is known."""
    if isinstance(value, datetime):
        return datetime(7919, 1, 1 + number, 1, 7, tzinfo=UTC)
    return f"\x01{number}" if isinstance(value, str) else 1_919_000_017 + number


def _as_sent(value):
    if not isinstance(value, datetime):
        return value
    return connection.ops.adapt_datetimefield_value(value)
