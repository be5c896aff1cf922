"""The characters of a PDF page: where, how large, how heavy, in which link and under which tag."""

import math
import re
import unicodedata

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import apply_matrix_rect, decode_text

from clusterhub.documents.refusals import CannotRead

_MOST_GLYPHS = 1_500_000
_BOLD = re.compile(r"bold|black|heavy|demi|semibold", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_FLAG_ITALIC, _FLAG_FORCE_BOLD, _HEAVY = 1 << 6, 1 << 18, 600
_BIN = 8


class Glyph:
    __slots__ = ("bold", "italic", "page", "size", "tag", "target", "text", "x0", "x1", "y")

    def __init__(self, text, x0, x1, y, size, style, page, tag):
        self.text, self.x0, self.x1, self.y, self.size = text, x0, x1, y, size
        self.bold, self.italic = style
        self.page, self.tag, self.target = page, tag, None


class GlyphDevice(PDFTextDevice):
    """Collects glyphs in the order in which they are painted, without pdfminer's layout."""

    def __init__(self, resources, named_targets):
        super().__init__(resources)
        self.pages = []
        self.interpreter = None
        self._named_targets = named_targets
        self._styles = {}
        self._tags = []
        self._count = 0

    def begin_page(self, page, ctm):
        self.pages.append([])
        self._tags = []
        self._page_matrix = ctm

    def end_page(self, page):
        links = [link for link in map(self._link, resolve1(page.annots) or []) if link]
        _give_targets(self.pages[-1], links)

    def begin_tag(self, tag, props=None):
        name = literal_name(tag)
        props = self._properties(props)
        outer = self._tags[-1] if self._tags else (None, None)
        number = props.get("MCID")
        key = "artifact" if name == "Artifact" else number if isinstance(number, int) else outer[0]
        actual = resolve1(props.get("ActualText"))
        replacement = [decode_text(actual)] if isinstance(actual, bytes) else outer[1]
        self._tags.append((key, replacement))

    def end_tag(self):
        if self._tags:
            self._tags.pop()

    def render_char(self, matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate):
        advance = font.char_width(cid) * fontsize * scaling
        a, b, c, d, x, y = matrix
        size = abs(fontsize) * math.hypot(c, d)
        if abs(b) > abs(a) or size < 0.5:
            return advance  # Sideways stamps and specks are no text to read.
        self._count += 1
        if self._count > _MOST_GLYPHS:
            raise CannotRead("too-complex")
        tag, replacement = self._tags[-1] if self._tags else (None, None)
        if replacement is None:
            text = _text(font, cid)
        else:
            text, replacement[:] = replacement[0] if replacement else "", []
        x0, x1 = sorted((x, x + a * advance))
        style = self._style(font)
        page = len(self.pages) - 1
        self.pages[-1].append(Glyph(text, x0, x1, y + rise * d, size, style, page, tag))
        return advance

    def _properties(self, props):
        if isinstance(props, PSLiteral) and self.interpreter is not None:
            named = resolve1(self.interpreter.resources.get("Properties")) or {}
            props = resolve1(named.get(literal_name(props)))
        return props if isinstance(props, dict) else {}

    def _style(self, font):
        if id(font) not in self._styles:
            name = str(font.fontname or "")
            flags = font.flags if isinstance(font.flags, int) else 0
            weight = resolve1(font.descriptor.get("FontWeight"))
            is_heavy = isinstance(weight, int | float) and weight >= _HEAVY
            bold = bool(_BOLD.search(name)) or bool(flags & _FLAG_FORCE_BOLD) or is_heavy
            italic = bool(_ITALIC.search(name)) or bool(flags & _FLAG_ITALIC)
            self._styles[id(font)] = (font, (bold, italic))
        return self._styles[id(font)][1]

    def _link(self, annotation):
        annotation = resolve1(annotation)
        if not isinstance(annotation, dict) or _name(annotation.get("Subtype")) != "Link":
            return None
        rectangle = resolve1(annotation.get("Rect"))
        target = self._target(annotation)
        if target is None or not isinstance(rectangle, list) or len(rectangle) != 4:
            return None
        xs, ys = sorted(rectangle[::2]), sorted(rectangle[1::2])
        corners = (xs[0], ys[0], xs[1], ys[1])
        return (*apply_matrix_rect(self._page_matrix, corners), target)

    def _target(self, annotation):
        action = resolve1(annotation.get("A"))
        destination = resolve1(annotation.get("Dest"))
        if isinstance(action, dict):
            uri = resolve1(action.get("URI"))
            if isinstance(uri, bytes):
                return uri.decode("utf-8", "replace")
            destination = resolve1(action.get("D"))
        if destination is None:
            return None
        return self._named_targets(destination)


def _text(font, cid):
    try:
        text = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        return "\ufffd"
    if any("\ufb00" <= character <= "\ufb06" for character in text):
        return unicodedata.normalize("NFKC", text)
    return text


def _give_targets(glyphs, links):
    bins = {}
    for link in links:
        for number in range(int(link[1] // _BIN), int(link[3] // _BIN) + 1):
            bins.setdefault(number, []).append(link)
    for glyph in glyphs:
        middle, height = (glyph.x0 + glyph.x1) / 2, glyph.y + 0.25 * glyph.size
        for x0, y0, x1, y1, target in bins.get(int(height // _BIN), ()):
            if x0 <= middle <= x1 and y0 <= height <= y1:
                glyph.target = target
                break


def _name(value):
    value = resolve1(value)
    return literal_name(value) if isinstance(value, PSLiteral) else ""
