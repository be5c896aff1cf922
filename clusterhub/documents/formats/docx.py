import posixpath
import re

from clusterhub.documents.formats.archive import Archive
from clusterhub.documents.formats.docx_body import Body
from clusterhub.documents.formats.docx_numbering import Numbering
from clusterhub.documents.formats.docx_styles import Styles
from clusterhub.documents.formats.docx_xml import attribute
from clusterhub.documents.refusals import CannotRead

_OTHER_KINDS = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
}


def read(data):
    archive = Archive(data)
    main = _main_part(archive)
    root = archive.read_xml(main)
    if root is None:
        raise CannotRead("unsupported", kind=_kind(archive))
    relations = _relations(archive, main)
    parts = {
        kind: archive.read_xml(posixpath.normpath(posixpath.join(posixpath.dirname(main), target)))
        for kind, target in relations["parts"].items()
    }
    body = Body(Styles(parts.get("styles")), Numbering(parts.get("numbering")), relations["links"])
    body.read(root)
    for kind in ("footnotes", "endnotes"):
        body.read_notes(parts.get(kind), kind)
    return body.builder.lines, body.notes()


def _main_part(archive):
    root = archive.read_xml("_rels/.rels")
    for relation in root if root is not None else ():
        if (attribute(relation, "Type") or "").endswith("/officeDocument"):
            return (attribute(relation, "Target") or "").lstrip("/")
    return "word/document.xml"


def _kind(archive):
    names = archive.names()
    return next((_OTHER_KINDS[name] for name in names if name in _OTHER_KINDS), "a ZIP archive")


def _relations(archive, main):
    folder, name = posixpath.split(main)
    root = archive.read_xml(posixpath.join(folder, "_rels", name + ".rels"))
    found = {"links": {}, "parts": {}}
    for relation in root if root is not None else ():
        kind = (attribute(relation, "Type") or "").rpartition("/")[2]
        target = attribute(relation, "Target") or ""
        if kind == "hyperlink":
            found["links"][attribute(relation, "Id")] = target
        elif kind in ("styles", "numbering", "footnotes", "endnotes"):
            found["parts"][kind] = re.sub(r"^/word/", "", target)
    return found
