"""An Excel workbook of one sheet, row by row as it is sent: nothing but plain text and numbers, so
that no cell is ever a formula or a link. Never the whole book in memory."""

import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

LONGEST_CELL = 32_767  # Excel's own limit; it calls a book with more damaged.
_AT_ONCE = 64 * 1024
# XML has no way to write these.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MIME_TYPE = f"{_TYPE}.sheet"


class _Outbox:
    """What the archive writes, until somebody sends it on."""

    def __init__(self):
        self._pieces, self.size = [], 0

    def write(self, piece):
        self._pieces.append(bytes(piece))
        self.size += len(piece)
        return len(piece)

    def flush(self):
        pass

    def taken(self):
        pieces, self._pieces, self.size = self._pieces, [], 0
        return b"".join(pieces)


def workbook(rows, title="Sheet1"):
    """Pieces of the file's bytes; `rows` are sequences of texts and numbers, the header first."""
    outbox = _Outbox()
    with zipfile.ZipFile(outbox, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _frame(title).items():
            archive.writestr(name, _HEAD + text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for row in rows:
                sheet.write(f"<row>{''.join(map(_cell, row))}</row>".encode())
                if outbox.size > _AT_ONCE:
                    yield outbox.taken()
            sheet.write(b"</sheetData></worksheet>")
    yield outbox.taken()


def _cell(value):
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    text = escape(_IMPOSSIBLE.sub("", str(value))[:LONGEST_CELL])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _frame(title):
    part = '<Override PartName="/xl/{}" ContentType="' + _TYPE + '.{}+xml"/>'
    relation = f'<Relationship Id="r1" Type="{_DOCUMENT}/{{}}" Target="{{}}"/></Relationships>'
    relations = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + part.format("workbook.xml", "sheet.main")
        + part.format("worksheets/sheet1.xml", "worksheet")
        + "</Types>",
        "_rels/.rels": relations + relation.format("officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": relations
        + relation.format("worksheet", "worksheets/sheet1.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
        f'<sheet name={quoteattr(title[:31])} sheetId="1" r:id="r1"/></sheets></workbook>',
    }
