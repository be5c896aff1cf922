"""Whom the names of a file mean: people of this event first, then those of the directory.

A fixed number of statements for all names together.
"""

from dataclasses import dataclass, field

from clusterhub.directory.few import organisations_by_key
from clusterhub.directory.models import NameKey, Organisation, Person
from clusterhub.directory.names import fold, name_key, person_key

NEW = "new"
_MANY = 900  # Fewer than the variables that one statement of SQLite may have.


@dataclass
class Meant:
    """`person` is known, or several may be meant and somebody has to say, or nobody is."""

    name: str
    person: Person | None = None
    several: list[Person] = field(default_factory=list)

    @property
    def is_new(self):
        return self.person is None and not self.several


class Names:
    """All names of one file; `choices` are {key of a name: a person's number or NEW}."""

    def __init__(self, event, persons, choices=None):
        self._choices = choices or {}
        names = {key_of(person.name): person.name for person in persons}
        self._here = _of_event(event) if names else {}
        self._listed = _of_directory(set(names) - set(self._here))
        self.meant = {key: self._decide(key, name) for key, name in names.items()}
        self._bodies = _bodies({person.organisation for person in persons} - {None, ""})

    def of(self, name):
        return self.meant[key_of(name)]

    def body(self, words):
        """The organisation that bears this name, if exactly one does."""
        return self._bodies.get(words)

    def open_questions(self):
        return {key: meant for key, meant in self.meant.items() if meant.several}

    def new_names(self):
        return sorted(meant.name for meant in self.meant.values() if meant.is_new)

    def _decide(self, key, name):
        found = self._here.get(key) or self._listed.get(key) or {}
        choice = str(self._choices.get(key, ""))
        if len(found) == 1:
            return Meant(name, next(iter(found.values())))
        if choice == NEW:
            return Meant(name)
        if choice.isdigit() and int(choice) in found:
            return Meant(name, found[int(choice)])
        return Meant(name, several=list(found.values()))


def key_of(name):
    """As the directory compares names; of one that it cannot compare the name itself."""
    return person_key(name) or " ".join(name.split()).casefold()


def _of_event(event):
    found = {}
    for row in event.speakers.select_related("person"):
        found.setdefault(key_of(row.person.name), {})[row.person_id] = row.person
    return found


def _of_directory(keys):
    found, keys = {}, sorted(keys)
    for at in range(0, len(keys), _MANY):
        rows = NameKey.objects.filter(person__isnull=False, key__in=keys[at : at + _MANY])
        for row in rows.select_related("person__country").order_by("person"):
            found.setdefault(row.key, {})[row.person_id] = row.person
    return found


def _bodies(names):
    """As the programme's form has it: only a name that one organisation bears to the letter."""
    by_key = organisations_by_key({key for name in names if (key := name_key(name))}, 5)
    rows = Organisation.objects.in_bulk({pk for pks in by_key.values() for pk in pks})
    found = {}
    for name in names:
        exact = {
            pk: rows[pk]
            for pk in by_key.get(name_key(name), ())
            if pk in rows and fold(rows[pk].name) == fold(name)
        }
        if len(exact) == 1:
            found[name] = next(iter(exact.values()))
    return found
