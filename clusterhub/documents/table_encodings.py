"""The lines of a table in whatever encoding its program wrote: UTF-8, UTF-16, or a Windows page."""

import codecs
import io
import unicodedata

from clusterhub.documents.refusals import CannotRead, Note

_SAMPLE = 200_000
LONGEST_LINE = 1_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In this order: the first is what most people have, so the others must be plainly better.
_PAGES = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "iso8859-7": "ISO 8859-7 (Greek)",
    "cp1251": "Windows-1251",
}
_USUAL = {
    "cp1252": "äöüßÄÖÜéèêëàâçñóíúáãõôîïœøæåØÆÅÉÀÇ–“”’„€«»°",
    "cp1250": "áéíóúýčďěňřšťůžÁÉÍÓÚÝČĎĚŇŘŠŤŮŽąćęłńśźżĄĆĘŁŃŚŹŻőűŐŰľĺŕôäöüßăâîșțđĽ–“”„",
    "iso8859-7": "",
    "cp1251": "",
}


def text_lines(file, notes):
    """Lines as they were, decoded; a note says when the text was not UTF-8."""
    encoding = _encoding_of(file)
    if encoding in _PAGES:
        notes.append(Note("encoding", encoding=_PAGES[encoding]))
    file.seek(0)
    # A file object of the caller stays open; a byte that the page lacks becomes a question mark.
    reader = codecs.getreader(encoding)(file, errors="replace")
    return _lines(reader)


def _lines(reader):
    waiting = ""
    while piece := reader.read(65_536):
        waiting += piece
        if waiting.endswith("\r"):  # Its line feed may come with the next piece.
            more = reader.read(1)
            waiting += more
        *whole, waiting = _split(waiting)
        yield from whole
        if len(waiting) > LONGEST_LINE:
            raise CannotRead("too-complex")
    if waiting:
        yield waiting


def _split(text):
    """Lines end with CR LF, LF or CR; other separators of Unicode stand inside cells."""
    lines = list(io.StringIO(text, newline=""))
    return lines if lines and not lines[-1].endswith(("\n", "\r")) else [*lines, ""]


def _encoding_of(file):
    file.seek(0)
    head = file.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 3 and head[at::2].count(0) > len(head) // 4:
            return encoding
    if _is_utf8(file):
        return "utf-8"
    foreign = head[:_SAMPLE]
    return max(_PAGES, key=lambda page: (_likelihood(foreign, page), -list(_PAGES).index(page)))


def _is_utf8(file):
    """The whole file is looked at: one accent may stand in its last row."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(1_000_000):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _likelihood(data, page):
    """How many of the bytes above ASCII are letters where letters stand, less those that are none."""
    text, score = data.decode(page, errors="replace"), 0.0
    for at, letter in enumerate(text):
        if letter.isascii():
            continue
        near = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
        stands_in_word = any(each.isalpha() for each in near)
        if letter in _USUAL[page]:
            score += 1.0
        elif page in ("iso8859-7", "cp1251") and _script(letter) in ("GREEK", "CYRILLIC"):
            same = any(_script(each) == _script(letter) for each in near)
            is_odd = letter in "ΐΰϊϋΪΫ" or (letter == "ς" and text[at + 1 : at + 2].isalpha())
            score += -1.0 if is_odd else 1.1 if same else -0.5
        elif letter == "\ufffd" or unicodedata.category(letter) in ("Cc", "Cn"):
            score -= 2.0
        else:
            score -= 0.5 if stands_in_word else 0.1
    return score


def _script(letter):
    return unicodedata.name(letter, "").split(" ")[0]
