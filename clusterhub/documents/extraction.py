from dataclasses import dataclass, field
from pathlib import PurePath

from clusterhub.documents.formats import docx, html, markdown, pdf, plain
from clusterhub.documents.refusals import CannotRead, Note
from clusterhub.documents.sniffing import format_of

__all__ = ["CannotRead", "Extracted", "extract_file", "extract_text"]

MEGABYTE = 1_000_000
_READERS = {
    "docx": docx.read,
    "html": html.read,
    "md": markdown.read,
    "pdf": pdf.read,
    "txt": plain.read,
}
_EXTENSIONS = {
    ".docx": "docx",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".md": "md",
    ".markdown": "md",
    ".pdf": "pdf",
    ".txt": "txt",
}
_KINDS = {"docx": "Word", "html": "HTML", "md": "Markdown", "pdf": "PDF", "txt": "plain text"}


@dataclass(frozen=True)
class Extracted:
    """The logical lines of a document, in the dialect; findings count them from 1."""

    lines: list[str]
    format: str
    notes: list[str] = field(default_factory=list)


def extract_text(data: bytes, filename: str = "", limit: int = 20 * MEGABYTE) -> Extracted:
    """Read a document by its content; `CannotRead` says in one sentence why that is impossible."""
    if not data:
        raise CannotRead("empty")
    if len(data) > limit:
        raise CannotRead("too-large", limit=limit // MEGABYTE)
    extension = PurePath(filename).suffix.lower()
    expected = _EXTENSIONS.get(extension)
    found = format_of(data, expected)
    lines, notes = _READERS[found](data)
    if not any(line.strip() for line in lines):
        raise CannotRead("no-text")
    if extension and expected != found and not (expected == "txt" and found == "md"):
        notes = [Note("other-format", extension=extension, kind=_KINDS[found]), *notes]
    return Extracted(lines, found, notes)


def extract_file(path, limit: int = 20 * MEGABYTE) -> Extracted:
    """The same for a file on disk, which is never read beyond the limit."""
    try:
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise CannotRead("missing") from error
    return extract_text(data, str(path), limit)
