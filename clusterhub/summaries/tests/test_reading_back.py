import pytest
from hypothesis import Phase, given, settings

from clusterhub.documents.writing import to_docx, to_html, to_markdown, to_pdf, to_text
from clusterhub.summaries.reading import read_summary
from clusterhub.summaries.reading.shape import check_shape
from clusterhub.summaries.tests.strategies import drafts
from clusterhub.summaries.writing import to_document

pytestmark = pytest.mark.pure

TYPED = [
    "title",
    "time_as_printed",
    "starts_at",
    "ends_at",
    "moderators",
    "agenda",
    "key_messages",
    "sections",
    "figures",
    "topics",
]


def without_findings(record):
    return {**record, "findings": []}


def read_back(record, write, extension):
    content = write(to_document(record))
    content = content.encode() if isinstance(content, str) else content
    return without_findings(read_summary(content, f"summary.{extension}"))


def one_in(share):
    """So many of the profile's examples; shrinking takes minutes here."""
    return settings(
        max_examples=max(2, settings.default.max_examples // share),
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )


@one_in(2)
@given(drafts())
def test_what_an_editor_types_is_read_back_from_markdown_text_and_html(draft):
    record = read_back(draft, to_markdown, "md")

    assert {key: record[key] for key in TYPED} == {key: draft[key] for key in TYPED}
    assert check_shape(record) == []
    for write, extension in ((to_text, "txt"), (to_html, "html")):
        assert read_back(record, write, extension) == record, extension


@one_in(5)
@given(drafts())
def test_a_record_printed_as_word_reads_the_same(draft):
    record = read_back(draft, to_markdown, "md")

    assert read_back(record, to_docx, "docx") == record


@pytest.mark.pdf
@pytest.mark.filterwarnings("ignore")
@one_in(12)
@given(drafts())
def test_a_record_printed_as_pdf_reads_the_same(draft):
    record = read_back(draft, to_markdown, "md")

    assert read_back(record, to_pdf, "pdf") == record
