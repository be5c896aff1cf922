"""Paper for the floor: a sign for each table, and the list of who sits where. Pure: words in, HTML out."""

from html import escape

LONGEST_BIG = 18  # Letters of a name of a table that are still set large.


def signs_html(numbers, names, *, title, words, language):
    """A page for each table, its number as large as it goes; `words` is "Table"."""
    pages = "".join(
        f'<section class="sign"><p class="event" dir="auto">{escape(title)}</p>'
        f'<h1><span class="words">{escape(words)}</span> <span class="number">{number}</span></h1>'
        f"{_name(names.get(number, ''))}</section>"
        for number in numbers
    )
    return page_html(title, language, "A4 landscape", _SIGN_STYLE, pages)


def _name(name):
    size = "name" if len(name) <= LONGEST_BIG else "name long"
    return f'<p class="{size}" dir="auto">{escape(name)}</p>' if name else ""


def floor_html(parts, *, title, heads, language):
    """`parts`: [(day, hours, [(place, person, person)])]; a slot without meetings is left out."""
    columns = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    inner = f'<h1 dir="auto">{escape(title)}</h1>'
    day_before = None
    for day, hours, rows in parts:
        if day != day_before:
            inner, day_before = f"{inner}<h2>{escape(day)}</h2>", day
        cells = "".join(_row(row) for row in rows)
        inner += (
            f"<h3>{escape(hours)}</h3><table><thead><tr>{columns}</tr></thead>"
            f"<tbody>{cells}</tbody></table>"
        )
    return page_html(title, language, "A4", _FLOOR_STYLE, inner)


def _row(row):
    place, *people = row
    others = "".join(f'<td dir="auto">{escape(each)}</td>' for each in people)
    return f'<tr><th scope="row">{escape(place)}</th>{others}</tr>'


def page_html(title, language, size, style, inner):
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>@page {{ size: {size}; margin: 15mm }}{_STYLE}{style}"
        f"</style></head><body>{inner}</body></html>"
    )


_STYLE = """
html { font-family: "Noto Sans", "Source Sans 3", "DejaVu Sans", sans-serif; color: #1b1f2a; hyphens: none }
body, p, h1, h2, h3 { margin: 0 }
"""
_SIGN_STYLE = """
.sign { break-after: page; text-align: center; height: 175mm; overflow: hidden }
.sign:last-child { break-after: auto }
.event { font-size: 16pt; color: #555b66; max-height: 16mm; overflow: hidden }
h1 { margin-top: 8mm; line-height: 1 }
.words { display: block; font-size: 30pt; color: #8a1232 }
.number { display: block; font-size: 250pt; line-height: 1.05 }
.name { font-size: 40pt; line-height: 1.1; overflow-wrap: anywhere }
.long { font-size: 22pt }
"""
_FLOOR_STYLE = """
h1 { font-size: 18pt; margin-bottom: 4mm }
h2 { font-size: 14pt; margin: 6mm 0 1mm; color: #8a1232 }
h3 { font-size: 12pt; margin: 4mm 0 1mm; break-after: avoid }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 9.5pt }
th, td { text-align: left; vertical-align: top; padding: 1mm 3mm 1mm 0; border-bottom: 0.5pt solid #cfcac0; overflow-wrap: anywhere }
tr { break-inside: avoid }
"""
