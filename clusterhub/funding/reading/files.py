"""Every call of a file, whatever its shape: what can be read is, and what cannot is said."""

from dataclasses import dataclass
from tempfile import SpooledTemporaryFile

from django.utils.translation import gettext as _

from clusterhub.documents.refusals import CannotRead
from clusterhub.documents.tables import Table
from clusterhub.funding.reading import texts
from clusterhub.funding.reading.bulk_record import is_entry, read_entry
from clusterhub.funding.reading.facts import Facts, NoCall
from clusterhub.funding.reading.harvest_record import is_harvested, read_harvested
from clusterhub.funding.reading.json_stream import Broken, Cut, JsonStream
from clusterhub.funding.reading.own_rows import column_of, read_own
from clusterhub.funding.reading.search_record import read_result
from clusterhub.funding.reading.unpacking import Unpacked

CHUNK = 1 << 16
_BLANK = b"\xef\xbb\xbf \t\r\n"


@dataclass
class Read:
    """One record: its number in the file, and its facts, or why it was refused. A record that
    says where the file ended too early has no number."""

    number: int
    facts: Facts | None = None
    problem: str = ""
    name: str = ""


def read_calls(file, around=None):
    """Reads of an open file of bytes. Raises CannotRead for what is no list of calls at all.

    `around`, a dict, is filled with what stands beside the list, for who follows its pages.
    """
    unpacked = Unpacked(file)
    head = _head(unpacked)
    if not head.strip(_BLANK):
        raise CannotRead("empty")
    if head.lstrip(_BLANK)[:1] in (b"{", b"["):
        yield from _of_json(file, unpacked, head, around)
    else:
        yield from _of_table(file, unpacked, head)
    if unpacked.is_cut:
        yield Read(0, problem=_("the packed file is damaged or was cut; what was whole is kept"))


def _head(unpacked):
    head = b""
    while not head.strip(_BLANK) and (content := unpacked.read(CHUNK)):
        head = content
    return head


def _of_json(_file, unpacked, head, around=None):
    waiting = [head]
    stream = JsonStream(lambda size: waiting.pop() if waiting else unpacked.read(size))
    number = 0
    try:
        for value in stream:
            number += 1
            yield _read(number, value)
    except Cut as cut:
        yield Read(0, problem=_("after record %(n)d: %(why)s") % {"n": number, "why": cut})
    if around is not None:
        around.update(stream.around)


def _read(number, value):
    if isinstance(value, Broken):
        return Read(number, problem=value.words)
    if not isinstance(value, dict):
        return Read(number, problem=_("it is no record with named values"))
    name = _name_of(value)
    try:
        return Read(number, _facts_of(value), name=name)
    except NoCall as refusal:
        return Read(number, problem=str(refusal), name=name)


def _facts_of(record):
    if isinstance(record.get("metadata"), dict):
        return read_result(record)
    if is_harvested(record):
        return read_harvested(record)
    if is_entry(record):
        return read_entry(record)
    named = {column: value for key, value in record.items() if (column := column_of(key))}
    return read_own(named)


def _name_of(record):
    inner = record.get("metadata")
    name = inner.get("identifier") if isinstance(inner, dict) else record.get("identifier")
    if isinstance(name, list):
        name = next(iter(name), "")
    return texts.line(name, 120)


def _of_table(file, unpacked, head):
    """A table must be read twice, for its kind and for its rows: a packed one is unpacked first."""
    with SpooledTemporaryFile(max_size=1 << 24) as plain:
        file.seek(0)
        again = Unpacked(file)
        while content := again.read(CHUNK):
            plain.write(content)
        plain.seek(0)
        yield from _of_rows(Table(plain))


def _of_rows(table):
    columns = None
    for row in table.rows():
        if not any(row.cells):
            continue
        if columns is None:
            columns = [column_of(cell) for cell in row.cells]
            if not {"identifier", "title"} & set(columns):
                raise CannotRead("no-names")
            continue
        values = {}
        for name, cell in zip(columns, row.cells, strict=False):
            if name and cell:
                values.setdefault(name, cell)
        try:
            facts = read_own(values)
            facts.notes += [str(fault) for fault in row.faults]
            yield Read(row.number, facts, name=facts.identifier)
        except NoCall as refusal:
            yield Read(row.number, problem=str(refusal))
    if columns is None:
        raise CannotRead("empty")
