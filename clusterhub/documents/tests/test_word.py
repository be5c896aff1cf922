import io
import time

import docx
import pytest
from docx.oxml.ns import qn

from clusterhub.documents.extraction import extract_text
from clusterhub.documents.tests.makers import make_docx, make_summary
from clusterhub.documents.writing import to_docx

pytestmark = pytest.mark.pure


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner):
    return f"<w:p>{''.join(inner)}</w:p>"


def field(character, text=""):
    return f'<w:r><w:fldChar w:fldCharType="{character}"/>{text}</w:r>'


def lines_of(body, **options):
    return extract_text(make_docx(body, **options)).lines


def test_emphasis_is_read_from_runs():
    body = paragraph(run("a "), run("b ", "<w:b/>"), run("c", '<w:b w:val="0"/><w:i/>'))

    assert lines_of(body) == ["a **b** *c*"]


def test_tracked_changes_and_hidden_text():
    body = paragraph(
        run("kept "),
        "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>",
        f"<w:ins>{run('inserted')}</w:ins>",
        run("hidden", "<w:vanish/>"),
    )

    extracted = extract_text(make_docx(body))

    assert extracted.lines == ["kept inserted"]
    assert extracted.notes == ["Text that is marked as deleted was left out."]


def test_links_by_relation_anchor_and_field():
    instruction = '<w:r><w:instrText> HYPERLINK "https://b.eu/" </w:instrText></w:r>'
    body = paragraph(
        f'<w:hyperlink r:id="rId9">{run("one")}</w:hyperlink>',
        run(" "),
        f'<w:hyperlink w:anchor="part">{run("two")}</w:hyperlink>',
        run(" "),
        field("begin"),
        instruction,
        field("separate"),
        run("three"),
        field("end"),
        run(" "),
        f'<w:hyperlink r:id="rId8">{run("four")}</w:hyperlink>',
    )

    lines = lines_of(body, links={"rId9": "https://a.eu/?x&amp;y", "rId8": "javascript:x"})

    assert lines == ["[one](https://a.eu/?x&y) [two](#part) [three](https://b.eu/) [four](#)"]


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph(run('in the box'))}</w:txbxContent>"
    body = paragraph(
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
        run("beside it"),
    )

    assert lines_of(body) == ["in the box", "beside it"]


def test_a_table_row_is_a_line_and_a_line_break_ends_one():
    cell = "<w:tc>{}</w:tc>".format
    row = cell(paragraph(run("8:30"))) + cell(paragraph(run("News")))
    body = f"<w:tbl><w:tr>{row}</w:tr></w:tbl>" + paragraph(
        run("a"), "<w:r><w:br/></w:r>", run("b")
    )

    assert lines_of(body) == ["8:30 | News", "a", "b"]


def test_footnotes_follow_the_text():
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:id="0">{paragraph(run("separator"))}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph(run("See the annex."))}</w:footnote></w:footnotes>'
    )
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Target="footnotes.xml" Type="http://x/footnotes"/></Relationships>'
    )
    parts = {"word/footnotes.xml": notes, "word/_rels/document.xml.rels": relation}

    lines = lines_of(paragraph(run("Text"), '<w:r><w:footnoteReference w:id="2"/></w:r>'), **parts)

    assert lines == ["Text", "See the annex."]


def test_lists_and_headings_of_word_itself():
    word = docx.Document()
    word.add_heading("The title", 0)
    word.add_heading("A heading", 2)
    for style in ("List Bullet", "List Number", "List Number"):
        word.add_paragraph("item", style)
    word.add_paragraph("3. typed by hand")
    toc = word.styles.add_style("toc 1", 1)
    word.add_paragraph("A heading 4", toc)
    written = io.BytesIO()
    word.save(written)

    assert extract_text(written.getvalue()).lines == [
        "# The title",
        "## A heading",
        "- item",
        "1. item",
        "2. item",
        "3. typed by hand",
    ]


def test_ten_thousand_links_are_read_quickly():
    links = {f"rId{number}": f"https://a.eu/{number}" for number in range(10_000)}
    body = "".join(
        paragraph(f'<w:hyperlink r:id="{relation}">{run("x")}</w:hyperlink>') for relation in links
    )
    started = time.process_time()

    lines = lines_of(body, links=links)

    assert lines[-1] == "[x](https://a.eu/9999)"
    assert time.process_time() - started < 5


def test_a_word_file_has_headings_language_and_title():
    word = docx.Document(io.BytesIO(to_docx(make_summary())))

    levels = [p.style.name for p in word.paragraphs if p.style.name.startswith("Heading")]
    languages = {lang.get(qn("w:val")) for lang in word.styles.element.iter(qn("w:lang"))}

    assert levels == ["Heading 1", "Heading 2", "Heading 2", "Heading 3"]
    assert word.core_properties.title == "Skills for green steel"
    assert languages == {"en"}
