"""Pages that are no text to read: badges and certificates, as PDF of any size of paper."""

from functools import cache
from threading import Lock

_one_at_a_time = Lock()  # Pango's layouts are for one thread.


def to_paper(html):
    """PDF/UA-1 of a page of our own; it loads nothing."""
    from weasyprint import HTML  # It costs a second, and only PDFs need it.

    page = HTML(string=html, url_fetcher=_refuse, media_type="print")
    return page.write_pdf(pdf_variant="pdf/ua-1")


def can_print(text):
    """Whether the fonts of this machine have a letter for everything in `text`."""
    pango, layout = _layout()
    octets = text.encode()
    with _one_at_a_time:
        pango.pango_layout_set_text(layout, octets, len(octets))
        return pango.pango_layout_get_unknown_glyphs_count(layout) == 0


@cache
def _layout():
    """Pango as WeasyPrint found it, and something to lay text out in."""
    from weasyprint.text.ffi import ffi, pango, pangoft2

    ffi.cdef("int pango_layout_get_unknown_glyphs_count(PangoLayout *layout);", override=True)
    context = pango.pango_font_map_create_context(pangoft2.pango_ft2_font_map_new())
    return pango, pango.pango_layout_new(context)


def _refuse(url, *_args, **_kwargs):
    raise ValueError(f"A page loads nothing: {url}")
