import re

from clusterhub.documents.writing.html import Inline, page
from clusterhub.documents.writing.pdf_tags import join_split_tags

NOWHERE = "#nowhere"
# A word with a hyphen or slash is kept on one line: read back, "well-" and "known" would be
# a word that was hyphenated. Longer words than this must break or they leave the page.
_BREAKABLE_WORD = re.compile(r"(?=\S{0,38}\w[^\w\s.,;:'’\"“”]+\w)\S{2,40}(?!\S)")


def to_pdf(document):
    """PDF/UA-1: tagged, with language and title. The same document gives the same bytes."""
    from weasyprint import HTML  # It costs a second and a half, and only PDFs need it.

    html = HTML(string=page(document, _PaperInline()), url_fetcher=_refuse, media_type="print")
    return html.write_pdf(pdf_variant="pdf/ua-1", finisher=join_split_tags)


class _PaperInline(Inline):
    """Paper: words stay whole, and WeasyPrint counts lists by style only."""

    nowhere = NOWHERE
    body = ' id="nowhere"'

    def text(self, text):
        parts, position = [], 0
        for match in _BREAKABLE_WORD.finditer(text):
            word = super().text(match[0])
            parts.append(super().text(text[position : match.start()]))
            parts.append(f'<span class="word">{word}</span>')
            position = match.end()
        return "".join(parts) + super().text(text[position:])

    def start(self, number):
        return f' style="counter-reset: list-item {number - 1}"'


def _refuse(url, *_args, **_kwargs):
    raise ValueError(f"A document loads nothing: {url}")
