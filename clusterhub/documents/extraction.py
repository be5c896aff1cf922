from dataclasses import dataclass, field
from pathlib import PurePath

from clusterhub.documents.formats import docx, html, markdown, plain
from clusterhub.documents.formats.archive import refuse_endless_markup
from clusterhub.documents.formats.fence import needs_fence, read_fenced
from clusterhub.documents.refusals import CannotRead, Note
from clusterhub.documents.sniffing import format_of

__all__ = ["CannotRead", "Extracted", "extract_file", "extract_text"]

MEGABYTE = 1_000_000
# A summary has some hundred lines, two megabytes are a book. What comes after reading takes its time with every one.
MOST_LINES = 200_000
MOST_CHARACTERS = 5_000_000
_READERS = {
    "docx": docx.read,
    "html": html.read,
    "md": markdown.read,
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
    _refuse_a_book(found, data)
    lines, notes = read_fenced(found, data) if needs_fence(found, data) else _READERS[found](data)
    if not any(line.strip() for line in lines):
        raise CannotRead("no-text")
    if len(lines) > MOST_LINES or sum(map(len, lines)) > MOST_CHARACTERS:
        raise CannotRead("too-long", limit=MOST_LINES)
    if extension and expected != found and not (expected == "txt" and found == "md"):
        notes = [Note("other-format", extension=extension, kind=_KINDS[found]), *notes]
    return Extracted(lines, found, notes)


def _refuse_a_book(kind, data):
    """What can be counted is refused before it is read."""
    if kind == "html":
        refuse_endless_markup(data)
    if kind in ("md", "txt") and (
        data.count(b"\n") > 2 * MOST_LINES or len(data) > 2 * MOST_CHARACTERS
    ):
        raise CannotRead("too-long", limit=MOST_LINES)


def extract_file(path, limit: int = 20 * MEGABYTE) -> Extracted:
    """The same for a file on disk, which is never read beyond the limit."""
    try:
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise CannotRead("missing") from error
    return extract_text(data, str(path), limit)
