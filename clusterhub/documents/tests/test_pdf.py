import io

import pypdf
import pytest

from clusterhub.documents.blocks import Cover, Document, PageBreak, Paragraph, logical_lines
from clusterhub.documents.extraction import extract_text
from clusterhub.documents.tests.makers import make_summary
from clusterhub.documents.writing import to_pdf

pytestmark = [pytest.mark.pdf, pytest.mark.pure]

SENTENCE = "Clusters translate European policy into practical strategies for their members. "
STYLE = """
@page { size: A4; margin: 25mm; @bottom-center { content: "Page " counter(page) }
        @top-left { content: "EU Clusters Talks" } }
body { font: 11pt/1.4 serif } h1 { font-size: 20pt } h2 { font-size: 14pt } p { margin: 0 0 8pt }
"""


def foreign_pdf(body, **options):
    """A PDF as another program would make it."""
    import weasyprint  # Not everywhere to be had.

    page = f"<html lang=en><title>x</title><style>{STYLE}</style><body>{body}</body></html>"
    return weasyprint.HTML(string=page).write_pdf(**options)


@pytest.mark.parametrize("options", [{}, {"pdf_variant": "pdf/ua-1"}])
def test_a_pdf_of_another_program(options):
    texts = [
        " ".join(f"{chr(97 + n)}{chr(97 + number)} clusters and firms" for n in range(26))
        for number in range(14)
    ]
    body = (
        "<h1>The title of this talk</h1><h2>1. News</h2>"
        "<p>An <b>important</b> and <i>new</i> <a href='https://example.eu/x'>call</a>.</p>"
        f"<ul><li>{SENTENCE * 3}</li><li>short</li></ul><ol><li>first</li><li>second</li></ol>"
        + "".join(f"<p>{text}</p>" for text in texts)
    )

    extracted = extract_text(foreign_pdf(body, **options))

    assert extracted.lines == [
        "# The title of this talk",
        "## 1. News",
        "An **important** and *new* [call](https://example.eu/x).",
        f"- {(SENTENCE * 3).strip()}",
        "- short",
        "1. first",
        "2. second",
        *texts,
    ]
    assert [note.code for note in extracted.notes] == ["page-lines"]


def test_words_hyphenated_at_line_ends_are_joined():
    body = f"<div style='width: 60mm; hyphens: auto'><p>{(SENTENCE * 6).strip()}</p></div>"

    lines = extract_text(foreign_pdf(body)).lines

    assert lines == ["EU Clusters Talks", (SENTENCE * 6).strip()]


def test_our_pdf_is_tagged_named_and_in_its_language():
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(make_summary())))
    catalog = reader.trailer["/Root"]

    assert catalog["/MarkInfo"]["/Marked"].value
    assert catalog["/Lang"] == "en"
    assert reader.metadata.title == "Skills for green steel"
    assert b"pdfuaid:part" in catalog["/Metadata"].get_data()


def test_our_pdf_tags_a_paragraph_once_though_it_goes_over_a_page():
    document = make_summary(paragraphs=20)
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(document)))

    roles = []

    def visit(element):
        element = element.get_object()
        for kid in element.get("/K", []):
            if hasattr(kid, "get_object") and not isinstance(kid.get_object(), int):
                roles.append(kid.get_object().get("/S"))
                visit(kid)

    visit(reader.trailer["/Root"]["/StructTreeRoot"])

    headings = sum(line.startswith("#") for line in logical_lines(document))
    items = sum(line[0] in "-0123456789" for line in logical_lines(document))
    assert len(reader.pages) > 3
    assert roles.count("/P") == len(logical_lines(document)) - headings - items + 1
    assert roles.count("/LI") == items - 1


@pytest.mark.parametrize("cover", [None, Cover("A series", "Summary", "A title")])
def test_a_link_that_leads_nowhere_is_read_back_and_no_complaint_of_weasyprint(cover, caplog):
    text = "A [link](#) and **[another](#)**."

    with caplog.at_level("WARNING", logger="weasyprint"):
        content = to_pdf(Document("A title", cover=cover, blocks=(PageBreak(), Paragraph(text))))

    assert extract_text(content).lines[-1] == text
    assert [each for each in caplog.records if "anchor" in each.getMessage()] == []
