"""What kind of programme a file is: by what stands in it, never by its name."""

import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from clusterhub.events.reading import (
    entry_xml,
    flat_json,
    frab_json,
    frab_xml,
    icalendar_file,
    indico,
    json_ld,
    table,
)
from clusterhub.events.reading.said import CannotRead

MEGABYTE = 1_000_000
LARGEST = 20 * MEGABYTE
DIALECTS = ("frab-xml", "frab-json", "pretalx", "entry-xml", "indico", "flat-json", "table",
            "icalendar", "json-ld")  # fmt: skip
_WORKBOOK = b"PK\x03\x04"
_SPACES = b" \t\r\n\x0b\x0c"


def read_here(data, *, asked_zone="", dialect="", anyway=False):
    """Read the file in this process; `CannotRead` says why that is impossible."""
    reader, source = _reader_of(data, dialect)
    found = reader(source, asked_zone=asked_zone, anyway=anyway)
    if (
        dialect
        and found.dialect != dialect
        and {dialect, found.dialect} != {"pretalx", "frab-json"}
    ):
        raise CannotRead("other-dialect", dialect=dialect)
    return found


def _reader_of(data, dialect):
    if not data.strip(_SPACES + BOM_UTF8):
        raise CannotRead("empty")
    if len(data) > LARGEST:
        raise CannotRead("too-large", limit=LARGEST // MEGABYTE)
    if data.startswith(_WORKBOOK) or dialect == "table":
        return table.read, data
    start = _text_start(data)
    if start[:6].upper() == "BEGIN:" or dialect == "icalendar":
        return icalendar_file.read, text_of(data)
    if start[:1] == "<":
        is_page = start[:9].lower() == "<!doctype" and "html" in start[:40].lower()
        if is_page or start[:5].lower() == "<html":
            return json_ld.read_page, text_of(data)
        return _xml(data)
    if start[:1] in ("{", "["):
        return _json(data)
    if "BEGIN:VCALENDAR" in start:
        return icalendar_file.read, text_of(data)
    return table.read, data


def _text_start(data):
    return text_of(data[:4096]).lstrip("\ufeff \t\r\n")


def text_of(data):
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cut = len(data) - error.start < 4  # The head of a file may end inside a letter.
        return data.decode("utf-8-sig" if cut else "cp1252", "replace")


def _xml(data):
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as fault:
        raise CannotRead("entities") from fault
    except (ParseError, ValueError, LookupError, RecursionError) as fault:
        raise CannotRead("broken") from fault
    if root.tag == "schedule":
        if root.find("day/entry") is not None:
            return entry_xml.read, root
        if root.find("day") is not None or root.find("conference") is not None:
            return frab_xml.read, root
    raise CannotRead("not-a-programme")


def _json(data):
    try:
        found = json.loads(text_of(data))
    except (ValueError, RecursionError) as fault:
        raise CannotRead("broken") from fault
    if isinstance(found, dict):
        inner = found.get("schedule")
        if "conference" in found or (isinstance(inner, dict) and "conference" in inner):
            return frab_json.read, found
        if found.get("_type") == "HTTPAPIResult" or _is_indico(found.get("results")):
            return indico.read, found
    if json_ld.is_json_ld(found):
        return json_ld.read, found
    if flat_json.looks_flat(found):
        return flat_json.read, found
    raise CannotRead("not-a-programme")


def _is_indico(results):
    first = results[0] if isinstance(results, list) and results else None
    return isinstance(first, dict) and "contributions" in first
