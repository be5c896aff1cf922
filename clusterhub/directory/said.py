"""What one row of somebody's table says about an organisation."""

from dataclasses import dataclass, field

from clusterhub.directory.names import fold


@dataclass(slots=True)
class Said:
    """What one row says; `columns` and `facts` hold only what it says and what can be used."""

    number: int
    values: dict
    country: str = ""
    columns: dict = field(default_factory=dict)
    derived: dict = field(default_factory=dict)  # What follows, for who has nothing better.
    region: str = ""  # The code of the region that columns or derived name by number.
    names: list = field(default_factory=list)  # (name, kind)
    ecosystems: list = field(default_factory=list)
    facts: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)  # Of its own: labels, counts, programmes.
    identifiers: frozenset = frozenset()
    address: str = ""  # The slug of our own export.
    notes: list = field(default_factory=list)  # (column, code, what)
    ready: object = None  # What adding it writes, where that was worked out before.

    @property
    def name(self):
        return self.values.get("name", "")

    @property
    def identity(self):
        """By what it is found for certain: numbers of registers, and the address of our own export."""
        return self.identifiers | {("address", self.address)} if self.address else self.identifiers

    def note(self, column, code, what=None):
        self.notes.append((column, code, what))

    def fill(self, later):
        """Take from a later row about the same body what this one leaves open; whether there was any."""
        had = (len(self.columns), len(self.names), bool(self.ecosystems), len(self.facts))
        had += (len(self.identifiers), len(self.rows))
        self.ready = None
        self.columns = {**later.columns, **self.columns}
        self.derived = {**later.derived, **self.derived}
        self.region = self.region or later.region
        known = {fold(name) for name in (self.name, *(name for name, _kind in self.names))}
        further = [*later.names, (later.name, "spelling")]
        self.names += [pair for pair in further if fold(pair[0]) not in known]
        self.ecosystems = self.ecosystems or later.ecosystems
        self.facts = {**later.facts, **self.facts}
        self.identifiers |= later.identifiers
        self.rows = {**later.rows, **self.rows}
        has = (len(self.columns), len(self.names), bool(self.ecosystems), len(self.facts))
        return (*has, len(self.identifiers), len(self.rows)) != had
