"""Badges on sheets of labels: where each stands, and how large its name may be. Knows no database."""

import unicodedata
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext_lazy as _

POINT = 0.3528  # Millimetres.
SIZES = (40, 34, 28, 24, 20, 17, 14, 12, 10, 8)
LETTER = 0.68  # Of the size: a bold letter with what stands around it.
LINE = 1.15


@dataclass(frozen=True)
class Sheet:
    """Everything in millimetres."""

    words: str
    paper: tuple[float, float]
    across: int
    down: int
    width: float
    height: float
    left: float = 0
    top: float = 0
    gap: float = 0

    @property
    def on_a_page(self):
        return self.across * self.down

    def place_of(self, number):
        row, column = divmod(number, self.across)
        return self.left + column * (self.width + self.gap), self.top + row * self.height


A4 = (210, 297)
SHEETS = {
    "cards_10": Sheet(_("A4, 10 cards of 90 × 54 mm"), A4, 2, 5, 90, 54, 15, 13.5),
    "labels_21": Sheet(_("A4, 21 labels of 63.5 × 38.1 mm"), A4, 3, 7, 63.5, 38.1, 7.2, 15.1, 2.5),
    "labels_8": Sheet(_("A4, 8 labels of 99.1 × 67.7 mm"), A4, 2, 4, 99.1, 67.7, 4.65, 13.1, 2.5),
    "a6": Sheet(_("A6, one a page"), (105, 148), 1, 1, 105, 148),
    "roll": Sheet(_("Roll, labels of 100 × 62 mm"), (100, 62), 1, 1, 100, 62),
}


@dataclass(frozen=True)
class Badge:
    name: str
    organisation: str = ""
    mode: str = ""
    is_by_hand: bool = False  # No font here has all its letters.


def name_size(name, width, height):
    """The largest size in points in which the name fits into so many millimetres."""
    for size in SIZES:
        letter = size * POINT * LETTER
        lines, left = 1, width
        is_fitting = True
        for word in name.split():
            wide = sum(_width(sign) for sign in word) * letter
            is_fitting = is_fitting and wide <= width
            if wide > left:
                lines, left = lines + 1, width
            left -= wide + letter / 2
        if is_fitting and lines * size * POINT * LINE <= height:
            return size
    return SIZES[-1]


def _width(sign):
    if unicodedata.combining(sign):
        return 0
    return 1.5 if unicodedata.east_asian_width(sign) in "WF" else 1


def sheet_html(sheet, badges, *, title, language):
    """All badges, page after page."""
    step = sheet.on_a_page
    pages = [badges[start : start + step] for start in range(0, len(badges), step)]
    wide, high = sheet.paper
    inner = "".join(
        f'<section class="page">{"".join(_badge(sheet, n, b, title) for n, b in enumerate(page))}</section>'
        for page in pages
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>@page {{ size: {wide}mm {high}mm; margin: 0 }}"
        f".page {{ width: {wide}mm; height: {high}mm }}"
        f".badge {{ width: {sheet.width}mm; height: {sheet.height}mm }}{_STYLE}</style></head>"
        f"<body>{inner}</body></html>"
    )


def _badge(sheet, number, badge, title):
    x, y = sheet.place_of(number)
    if badge.is_by_hand:
        name = '<p class="line"></p>'
    else:
        size = name_size(badge.name, sheet.width - 10, sheet.height * 0.5)
        name = f'<p class="name" style="font-size: {size}pt" dir="auto">{escape(badge.name)}</p>'
    more = "".join(
        f'<p class="{kind}">{escape(words)}</p>'
        for kind, words in (("from", badge.organisation), ("mode", badge.mode))
        if words
    )
    return (
        f'<div class="badge" style="left: {x}mm; top: {y}mm"><p class="event">{escape(title)}</p>'
        f'<div class="who">{name}{more}</div></div>'
    )


_STYLE = """
html { font-family: "Noto Sans", "Source Sans 3", "DejaVu Sans", sans-serif; color: #1b1f2a; hyphens: none }
body, p { margin: 0 }
.page { position: relative; overflow: hidden; break-after: page }
.page:last-child { break-after: auto }
.badge { position: absolute; box-sizing: border-box; padding: 3mm 5mm; overflow: hidden; text-align: center }
.event { font-size: 7pt; max-height: 6mm; overflow: hidden; color: #555b66 }
.who { margin-top: 3mm }
.name { font-weight: bold; line-height: 1.15; overflow-wrap: anywhere }
.line { border-bottom: 0.5pt solid #1b1f2a; height: 10mm; margin: 0 6mm }
.from { font-size: 10pt; margin-top: 2mm }
.mode { font-size: 8pt; margin-top: 1mm; color: #555b66 }
"""
