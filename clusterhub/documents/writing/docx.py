import io
import zipfile
from itertools import groupby

from docx import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from clusterhub.documents.blocks import (
    Heading,
    ListBlock,
    PageBreak,
    PersonLine,
    cover_lines,
    portable_line,
    portable_runs,
)
from clusterhub.documents.dialect import Run, normalise, plain
from clusterhub.documents.writing.docx_styles import COVER_STYLES, set_page, set_styles

_PACKED_AT = (1980, 1, 1, 0, 0, 0)


def to_docx(document):
    """Word, with heading styles, lists that count themselves, and the same bytes every time."""
    word = WordDocument()
    set_styles(word, document.language)
    set_page(word, document.title)
    _set_properties(word, document)
    for place, line in cover_lines(document.cover):
        word.add_paragraph(plain(line.removeprefix("# ")), COVER_STYLES[place])
    if document.cover is not None and document.blocks:
        word.paragraphs[-1].paragraph_format.keep_with_next = False
        _break_page(word)
    for block in document.blocks:
        _add_block(word, block)
    return _packed(word)


def _set_properties(word, document):
    properties = word.core_properties
    properties.title = document.title
    properties.language = document.language
    properties.author = ", ".join(document.cover.organisers) if document.cover else ""
    properties.comments = ""
    properties.last_modified_by = ""


def _add_block(word, block):
    if isinstance(block, PageBreak):
        _break_page(word)
    elif isinstance(block, ListBlock):
        _add_list(word, block)
    elif portable_line(block.text):
        if isinstance(block, Heading):
            level = max(1, min(block.level, 4))
            runs = [Run(run.text, target=run.target) for run in portable_runs(block.text)]
            _add_runs(word.add_paragraph(style=f"Heading {level}"), runs)
        else:
            style = "Person" if isinstance(block, PersonLine) else "Normal"
            _add_runs(word.add_paragraph(style=style), portable_runs(block.text))


def _break_page(word):
    word.add_paragraph().add_run().add_break(_page_break_type())


def _page_break_type():
    from docx.enum.text import WD_BREAK

    return WD_BREAK.PAGE


def _add_list(word, block):
    style = "List Number" if block.ordered else "List Bullet"
    number_id = _new_list(word, block.start) if block.ordered else None
    for item in block.items:
        if not portable_line(item):
            continue
        paragraph = word.add_paragraph(style=style)
        if number_id is not None:
            numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbering.get_or_add_ilvl().val = 0
            numbering.get_or_add_numId().val = number_id
        _add_runs(paragraph, portable_runs(item))


def _new_list(word, start):
    """A list of its own, so that the next one begins again where it says."""
    numbering = word.part.numbering_part.element
    style_list = word.styles["List Number"].element.pPr.numPr.numId.val
    abstract_id = numbering.num_having_numId(style_list).abstractNumId.val
    number = numbering.add_num(abstract_id)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return number.numId


def _add_runs(paragraph, runs):
    for target, group in groupby(normalise(runs), key=lambda run: run.target):
        if target is None:
            for run in group:
                _add_run(paragraph, run)
            continue
        link = OxmlElement("w:hyperlink")
        relation = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), relation)
        for run in group:
            word_run = _add_run(paragraph, run)
            word_run.style = "Hyperlink"
            link.append(word_run._r)
        paragraph._p.append(link)


def _add_run(paragraph, run):
    word_run = paragraph.add_run(run.text)
    word_run.bold = run.bold or None
    word_run.italic = run.italic or None
    return word_run


def _packed(word):
    """Repack without the moment of packing."""
    saved = io.BytesIO()
    word.save(saved)
    packed = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _PACKED_AT)
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
