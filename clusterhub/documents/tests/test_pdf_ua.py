"""PDF/UA-1 clause by clause, as far as a program can tell; numbers are the Matterhorn Protocol's.

Read with pypdf and not with WeasyPrint's own model, so that maker and judge are two.
"""

import io
import re
from itertools import pairwise

import pypdf
import pytest
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from clusterhub.documents.tests.makers import make_summary
from clusterhub.documents.writing import to_pdf

pytestmark = [pytest.mark.pure, pytest.mark.pdf]
STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl",
    "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note",
    "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT",
    "WP", "Figure", "Formula", "Form",
}  # fmt: skip
PAINTS = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*",
          b"Do", b"sh", b"INLINE IMAGE"}  # fmt: skip


@pytest.fixture(scope="module")
def pdf():
    return pypdf.PdfReader(io.BytesIO(to_pdf(make_summary(paragraphs=40))))


@pytest.fixture(scope="module")
def root(pdf):
    return pdf.trailer["/Root"]


@pytest.fixture(scope="module")
def elements(root):
    """Every structure element with its parent's role."""
    found = []

    def walk(node, parent):
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for child in node:
                walk(child, parent)
        elif isinstance(node, DictionaryObject):
            role = node.get("/S")
            if role:
                found.append((role[1:], node, parent))
            if "/K" in node:
                walk(node["/K"], role[1:] if role else parent)

    walk(root["/StructTreeRoot"]["/K"], "root")
    return found


def test_01_everything_painted_is_either_tagged_or_an_artifact(pdf):
    """01-003, 01-004 and 01-005: real content is marked, artifacts do not hold tagged content."""
    for page in pdf.pages:
        open_marks = []
        for operands, operator in ContentStream(page["/Contents"].get_object(), pdf).operations:
            if operator in (b"BDC", b"BMC"):
                kind = "artifact" if operands[0] == "/Artifact" else "tagged"
                assert not (open_marks and kind != open_marks[-1])
                open_marks.append(kind)
            elif operator == b"EMC":
                open_marks.pop()
            elif operator in PAINTS:
                assert open_marks, (page.page_number, operator, operands)
        assert open_marks == []


def test_01_007_suspects_are_not_set(root):
    assert root["/MarkInfo"].get("/Marked", False) == True  # noqa: E712 (a PDF's own kind of yes)
    assert not root["/MarkInfo"].get("/Suspects", False)


def test_02_every_role_is_standard_or_mapped_to_one(root, elements):
    """02-001, 02-003, 02-004."""
    roles = root["/StructTreeRoot"].get("/RoleMap", {})

    unknown = {role for role, *_ in elements if role not in STANDARD and f"/{role}" not in roles}
    remapped = {role for role in roles if role[1:] in STANDARD}

    assert len(elements) > 50
    assert (unknown, remapped) == (set(), set())


def test_05_to_07_the_title_is_there_and_shown(pdf, root):
    """05-001 (declared part), 06-001 to 06-004, 07-001, 07-002."""
    metadata = root["/Metadata"].get_object().get_data().decode()

    assert re.search(r"pdfuaid:part(=\"|>)1", metadata)
    assert "Skills for green steel" in re.search(r"<dc:title>.*?</dc:title>", metadata, re.S)[0]
    assert pdf.metadata.title == "Skills for green steel"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712


def test_09_tables_lists_and_notes_are_nested_as_they_must_be(elements):
    """09-004, 09-005, 09-006."""
    parents = {
        "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"},
        "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"},
        "LI": {"L"}, "LBody": {"LI"}, "Lbl": {"LI", "Note", "TOCI"},
    }  # fmt: skip

    wrong = {
        (role, parent) for role, _, parent in elements if parent not in parents.get(role, {parent})
    }

    assert wrong == set()


def test_11_the_language_is_declared(root):
    """11-001 to 11-006: one language for all."""
    assert re.fullmatch(r"[a-z]{2}(-[A-Za-z]{2})?", root["/Lang"])


def test_13_every_figure_says_what_it_shows(elements):
    """13-004."""
    figures = [node for role, node, _ in elements if role == "Figure"]

    assert all(str(node.get("/Alt", "") or node.get("/ActualText", "")).strip() for node in figures)


def test_14_headings_begin_with_the_first_level_and_leave_none_out(elements):
    """14-002, 14-003, 14-006, 14-007."""
    levels = [int(role[1]) for role, *_ in elements if re.fullmatch("H[1-6]", role)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert "H" not in {role for role, *_ in elements}


def test_15_every_head_of_a_table_says_what_it_heads(elements):
    """15-003."""
    heads = [node for role, node, _ in elements if role == "TH"]

    for head in heads:
        attributes = head["/A"].get_object()
        attributes = attributes if isinstance(attributes, ArrayObject) else [attributes]
        scopes = {each.get_object().get("/Scope") for each in attributes}
        assert scopes & {"/Column", "/Row", "/Both"}


def test_17_to_25_nothing_moves_runs_or_is_hidden(root):
    """19-003 and 20 (layers), 21-001 (attachments), 25-001 (XFA), no scripts."""
    assert not {"/OCProperties", "/AcroForm", "/AA", "/OpenAction"} & set(root)
    assert "/EmbeddedFiles" not in root.get("/Names", {})


def test_26_a_reader_for_the_blind_may_read_it(pdf):
    """26-001, 26-002."""
    assert "/Encrypt" not in pdf.trailer


def test_28_every_link_has_words_and_a_place_in_the_reading_order(pdf, elements):
    """28-002, 28-004, 28-005, 28-009 (tab order), 28-011, 28-012."""
    annotations = [
        (page, note.get_object()) for page in pdf.pages for note in page.get("/Annots", [])
    ]
    tied = set()
    for role, node, _parent in elements:
        if role == "Link":
            tied |= _tied_to(node)

    assert annotations
    for page, annotation in annotations:
        assert annotation["/Subtype"] == "/Link"
        assert annotation.get("/Contents")
        assert annotation.indirect_reference.idnum in tied
        assert "/StructParent" in annotation
        assert page["/Tabs"] == "/S"


def _tied_to(node):
    """Numbers of the annotations that lie in this element, however deep."""
    kids = node.get("/K", [])
    found = set()
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, DictionaryObject):
            is_tie = kid.get("/Type") == "/OBJR"
            found |= {kid.raw_get("/Obj").idnum} if is_tie else _tied_to(kid)
    return found


def test_31_every_font_is_in_the_file_and_knows_its_letters(pdf):
    """31-009, 31-027 (Unicode)."""
    fonts = [
        font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()
    ]

    assert fonts
    for font in fonts:
        real = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(real["/FontDescriptor"])
        assert "/ToUnicode" in font
