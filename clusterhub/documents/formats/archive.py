import io
import zipfile
import zlib
from xml.parsers import expat

from lxml import etree

from clusterhub.documents.refusals import CannotRead

_MOST_ENTRIES = 2_000
_MOST_UNPACKED = 200_000_000
_MOST_UNPACKED_PART = 60_000_000
# A Word document of 10,000 equal links packs 70:1; deflate cannot do more than 1032:1.
_MOST_RATIO = 250
_SMALL = 1_000_000
_MOST_TAGS = 400_000  # A page of Word takes one or two thousand.


class Archive:
    """The parts of an Office document. Nothing touches the disk and nothing inside is opened twice."""

    def __init__(self, data):
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise CannotRead("broken") from error
        self._refuse_bombs(entries)
        names = [entry.filename for entry in entries]
        if len(set(names)) != len(names):
            raise CannotRead("broken")
        self._entries = dict(zip(names, entries, strict=True))

    def names(self):
        return list(self._entries)

    def read(self, name):
        """The bytes of a part, or None; counted while unpacking, as the declared size may lie."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise CannotRead("encrypted")
        try:
            with self._zip.open(entry) as part:
                data = part.read(_MOST_UNPACKED_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise CannotRead("broken") from error
        if len(data) > _MOST_UNPACKED_PART:
            raise CannotRead("unpacked-too-large")
        return data

    def read_xml(self, name):
        data = self.read(name)
        return None if data is None else parse_xml(data)

    def _refuse_bombs(self, entries):
        if len(entries) > _MOST_ENTRIES or sum(e.file_size for e in entries) > _MOST_UNPACKED:
            raise CannotRead("unpacked-too-large")
        for entry in entries:
            is_large = entry.file_size > _SMALL
            if is_large and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1):
                raise CannotRead("unpacked-too-large")


def parse_xml(data):
    """The root element; refused at the first document type, before any entity can grow."""
    refuse_endless_markup(data)
    _refuse_document_types(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise CannotRead("broken") from error


def refuse_endless_markup(data):
    """Counting takes a moment, reading a million paragraphs takes minutes."""
    if data.count(b"<") > _MOST_TAGS:
        raise CannotRead("too-complex")


def _refuse_document_types(data):
    def refuse(*_):
        raise CannotRead("entities")

    scan = expat.ParserCreate()
    scan.StartDoctypeDeclHandler = refuse
    scan.EntityDeclHandler = refuse
    try:
        scan.Parse(data, True)
    except expat.ExpatError as error:
        raise CannotRead("broken") from error
