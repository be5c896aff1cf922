"""What taking a row would change in an organisation that is there already. Asks no
query: `organisation.numbers` are its identifiers, `own_rows` its labels and the like by their marks."""

from clusterhub.directory import own_rows
from clusterhub.directory.facts import clean_text, is_asked
from clusterhub.directory.names import fold
from clusterhub.directory.row_places import kilometres
from clusterhub.documents.characters import Cleaner

ROWS = ("names", "ecosystems", "identifiers", *own_rows.FIELDS)
POINT = ("latitude", "longitude", "located_by")


def differences(said, organisation, may_replace, is_its_own):
    """{column, "names", "ecosystems", "facts", "identifiers" or rows of its own: what to write}; empty when the
    row says nothing new. Without `may_replace` only what is empty is filled: its own people, or an
    earlier row, know better. A name is replaced only by a row that `is_its_own` by number."""
    found = {}
    for column, value in said.columns.items():
        had = getattr(organisation, column)
        if column in POINT or column == "kind" or _is_equal(had, value):
            continue
        if had in (None, "") or may_replace:
            found[column] = value
    _point(found, said, organisation, may_replace)
    _kind(found, said, organisation, may_replace)
    _name(found, said, organisation, may_replace and is_its_own)
    _lists(found, said, organisation, may_replace)
    _own_rows(found, said, organisation, may_replace)
    return found


def _is_equal(had, value):
    return had == value or (
        isinstance(had, str) and isinstance(value, str) and _seen(had) == _seen(value)
    )


def _seen(text):
    """As a table gives it back: without what nobody sees."""
    return Cleaner().clean(clean_text(text)).strip()


def _point(found, said, organisation, may_replace):
    if "latitude" not in said.columns:
        return
    point = {name: said.columns[name] for name in POINT}
    if organisation.latitude is None:
        found |= point
    elif may_replace:
        had = (organisation.latitude, organisation.longitude)
        if kilometres(had, (point["latitude"], point["longitude"])) > 0.001:
            found |= point


def _kind(found, said, organisation, may_replace):
    """ "Other" is no kind that a row says, so a list of companies does not undo what is known."""
    kind = said.columns.get("kind")
    if kind and kind != organisation.kind and (organisation.kind == "other" or may_replace):
        found["kind"] = kind


def _name(found, said, organisation, may_rename):
    had = {organisation.name, *(name for name, _kind in organisation.shown.get("names", ()))}
    had |= {_seen(name) for name in had}
    names = [(name, kind) for name, kind in said.names if name not in had]
    known = {fold(name) for name in had}
    if fold(said.name) not in known:
        if may_rename:
            found["name"] = said.name
        else:
            names.append((said.name, "spelling"))
    if names:
        found["names"] = names


def _lists(found, said, organisation, may_replace):
    had = organisation.shown.get("ecosystems", [])
    if said.ecosystems and set(said.ecosystems) != set(had) and (not had or may_replace):
        found["ecosystems"] = said.ecosystems
    facts = {
        key: value
        for key, value in said.facts.items()
        if is_asked(organisation.kind, key)
        and not _is_equal(organisation.facts.get(key), value)
        and (may_replace or not organisation.facts.get(key))
    }
    if facts:
        found["facts"] = facts
    if missing := said.identifiers - organisation.numbers:
        found["identifiers"] = sorted(missing)


def _own_rows(found, said, organisation, may_replace):
    for column, rows in said.rows.items():
        had = organisation.own_rows.get(column, {})
        new = [row for row in rows if had.get(own_rows.mark_of(column, row)) != row]
        if new and is_asked(organisation.kind, column) and (may_replace or not had):
            found[column] = new


def apply(organisation, changes):
    """Set the columns that `changes` name, without writing them; returns which these are."""
    columns = [name for name in changes if name not in ROWS]
    for name in columns:
        value = changes[name]
        setattr(organisation, name, {**organisation.facts, **value} if name == "facts" else value)
    return [name.removesuffix("_id") for name in columns]


def foresee(organisation, changes):
    """The same with its rows as the mirror will say them, for the next row of a file."""
    apply(organisation, changes)
    shown = dict(organisation.shown)
    names = [list(pair) for pair in changes.get("names", ())]
    shown["names"] = [*shown.get("names", ()), *names]
    shown["ecosystems"] = changes.get("ecosystems", shown.get("ecosystems", []))
    organisation.shown = shown
    organisation.numbers |= set(changes.get("identifiers", ()))
    for column in own_rows.FIELDS:
        new = {own_rows.mark_of(column, row): row for row in changes.get(column, ())}
        if new:
            organisation.own_rows[column] = organisation.own_rows.get(column, {}) | new
