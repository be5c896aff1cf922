import io
import logging

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef

from clusterhub.documents.formats.building import LineBuilder
from clusterhub.documents.formats.pdf_glyphs import GlyphDevice
from clusterhub.documents.formats.pdf_layout import read_by_layout
from clusterhub.documents.formats.pdf_tags import read_by_tags
from clusterhub.documents.refusals import CannotRead

MOST_PAGES = 300
_NOWHERE = "nowhere"

# pdfminer tells every oddity of a file; the editor gets what matters as a refusal or a note.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def read(data):
    """The lines of a PDF, by its own tags where it has them, by the layout of its pages if not."""
    try:
        return _read(data)
    except (CannotRead, MemoryError):
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise CannotRead("encrypted") from error
    except RecursionError as error:
        raise CannotRead("too-complex") from error
    except Exception as error:  # pdfminer raises whatever a broken file provokes.
        raise CannotRead("broken") from error


def _read(data):
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    pages = _pages(document)
    glyph_pages = _glyphs(pages)
    if not any(glyph.text.strip() for page in glyph_pages for glyph in page):
        raise CannotRead("no-text-in-pdf" if pages else "broken")
    builder = LineBuilder()
    notes = read_by_tags(builder, document, pages, glyph_pages)
    if notes is None:
        notes = read_by_layout(builder, glyph_pages)
    return builder.lines, notes + builder.notes()


def _pages(document):
    pages = []
    for page in PDFPage.create_pages(document):
        pages.append(page)
        if len(pages) > MOST_PAGES:
            raise CannotRead("too-many-pages", limit=MOST_PAGES)
    return pages


def _glyphs(pages):
    resources = PDFResourceManager()
    numbers = {page.pageid: number for number, page in enumerate(pages, 1)}
    device = GlyphDevice(resources, lambda destination: _internal(destination, numbers))
    interpreter = PDFPageInterpreter(resources, device)
    device.interpreter = interpreter
    for page in pages:
        interpreter.process_page(page)
    return device.pages


def _internal(destination, numbers):
    """A place in the document itself: its name, or the page; our own "nowhere" is no target."""
    if isinstance(destination, list) and destination and isinstance(destination[0], PDFObjRef):
        return f"#page={numbers.get(destination[0].objid, 1)}"
    name = getattr(destination, "name", destination)
    name = name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
    return "#" if name == _NOWHERE else f"#{name}"
