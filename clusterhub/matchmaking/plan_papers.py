"""Paper to hand out: everybody's own meetings, and what happens at each table. Pure: words in, HTML out."""

from html import escape

from clusterhub.matchmaking.day_papers import page_html

_STYLE = """
.sheet { break-after: page }
.sheet:last-child { break-after: auto }
.event { font-size: 10pt; color: #555b66; margin-bottom: 2mm }
h1 { font-size: 20pt; margin-bottom: 4mm; overflow-wrap: anywhere }
h2 { font-size: 13pt; margin: 5mm 0 1mm; color: #8a1232; break-after: avoid }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 11pt }
th, td { text-align: left; vertical-align: top; padding: 1.5mm 3mm 1.5mm 0; border-bottom: 0.5pt solid #cfcac0; overflow-wrap: anywhere }
th:first-child { width: 32mm }
tr { break-inside: avoid }
"""


def sheets_html(sheets, *, title, heads, empty, language):
    """`sheets`: [(title, [(day, [(hours, words, words)])])]; `empty` stands where there are no days."""
    pages = "".join(_sheet(each, title, heads, empty) for each in sheets)
    return page_html(title, language, "A4", _STYLE, pages)


def _sheet(sheet, title, heads, empty):
    days = "".join(_day(day, rows, heads) for day, rows in sheet.days) or f"<p>{escape(empty)}</p>"
    return (
        f'<section class="sheet"><p class="event" dir="auto">{escape(title)}</p>'
        f'<h1 dir="auto">{escape(sheet.title)}</h1>{days}</section>'
    )


def _day(day, rows, heads):
    columns = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    cells = "".join(_row(row) for row in rows)
    return (
        f"<h2>{escape(day)}</h2><table><thead><tr>{columns}</tr></thead>"
        f"<tbody>{cells}</tbody></table>"
    )


def _row(row):
    hours, *words = row
    others = "".join(f'<td dir="auto">{escape(each)}</td>' for each in words)
    return f'<tr><th scope="row">{escape(hours)}</th>{others}</tr>'
