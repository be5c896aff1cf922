import io
import zlib

import docx
import pypdf
import pytest
from pypdf.generic import EncodedStreamObject, NameObject

from clusterhub.documents.extraction import CannotRead, extract_file, extract_text
from clusterhub.documents.tests.makers import make_docx, make_summary, make_zip, shared_file
from clusterhub.documents.writing import to_docx, to_pdf

pytestmark = pytest.mark.pure

_ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


def refusal_of(data, filename="", **options):
    with pytest.raises(CannotRead) as caught:
        extract_text(data, filename, **options)
    return caught.value.code


def pdf_with(change):
    writer = pypdf.PdfWriter()
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "no-text"),
        ("\u200b\ufeff\u202e\n".encode(), "no-text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"\x00\x01\x02" * 100, "binary"),
        (b"\x81\x8d caf\xe9", "binary"),
        (b"{\\rtf1 hello}", "unsupported"),
        (b"<?xml version='1.0'?><feed/>", "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "unsupported"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        (b"PK\x03\x04 no archive", "broken"),
        (b"%PDF-1.7 nothing else", "broken"),
        (b"<!doctype html><title>x</title><script>y</script>", "no-text"),
    ],
)
def test_what_is_no_document_is_refused(data, code):
    assert refusal_of(data) == code


def test_a_refusal_is_one_sentence():
    with pytest.raises(CannotRead) as caught:
        extract_text(b"a" * 11_000_000, limit=10_000_000)

    assert str(caught.value) == "The file is larger than 10 MB."
    assert caught.value.template.format(**caught.value.values) == str(caught.value)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CannotRead) as caught:
        extract_file(tmp_path / "absent.txt")

    assert caught.value.code == "missing"


def test_a_file_on_disk_is_read(tmp_path):
    (tmp_path / "a.md").write_text("# Title\n")

    assert extract_file(tmp_path / "a.md").lines == ["# Title"]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/document.xml": _ENTITY_BOMB}, "entities"),
        ({"word/document.xml": "<a><b></a>"}, "broken"),
        ({"word/document.xml": b"<a>" + b" " * 30_000_000 + b"</a>"}, "unpacked-too-large"),
        ({"xl/workbook.xml": "<a/>"}, "unsupported"),
        ({f"word/{number}.xml": "" for number in range(3_000)}, "unpacked-too-large"),
        ({"word/document.xml": "<a>" * 5_000 + "</a>" * 5_000}, "broken"),
    ],
)
def test_hostile_archives_are_refused(parts, code):
    assert refusal_of(make_zip(**parts)) == code


def test_a_declared_size_that_lies_is_noticed_while_unpacking():
    data = make_docx("<w:p/>" * 400_000)
    true_size = len("<w:p/>") * 400_000
    lying = bytearray(data)
    for size in range(true_size, true_size + 2_000):
        position = data.rfind(size.to_bytes(4, "little"))
        if position > 0:
            lying[position : position + 4] = (1_000).to_bytes(4, "little")
            break

    assert lying != data
    assert refusal_of(bytes(lying)) == "broken"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("many-entries.zip", "unpacked-too-large"),
        ("nested.zip", "unsupported"),
        ("path-traversal.zip", "unsupported"),
        ("ratio-1000.zip", "unpacked-too-large"),
        ("same-name-twice.zip", "broken"),
        ("symlink.zip", "unsupported"),
    ],
)
def test_shared_archives_are_refused(name, code):
    assert refusal_of(shared_file("bad-input", "archives", name).read_bytes(), "a.docx") == code


@pytest.mark.parametrize("name", ["cyclic.xml", "external_file.xml", "quadratic.xml"])
def test_shared_xml_is_refused_alone_and_within_word(name):
    data = shared_file("bad-input", "xml", name).read_bytes()

    assert refusal_of(data) == "unsupported"
    assert refusal_of(make_zip(**{"word/document.xml": data})) == "entities"


@pytest.mark.pdf
def test_an_encrypted_pdf_is_refused_unless_the_password_is_empty():
    source = pypdf.PdfReader(io.BytesIO(to_pdf(make_summary(paragraphs=1))))

    def locked(password):
        return pdf_with(lambda writer: (writer.append(source), writer.encrypt(password, "owner")))

    assert refusal_of(locked("secret")) == "encrypted"
    assert extract_text(locked("")).format == "pdf"


def test_a_pdf_without_text_asks_for_text_recognition():
    assert refusal_of(pdf_with(lambda w: w.add_blank_page(200, 200))) == "no-text-in-pdf"


def test_a_pdf_of_too_many_pages_is_refused():
    data = pdf_with(lambda writer: [writer.add_blank_page(9, 9) for _ in range(301)])

    assert refusal_of(data) == "too-many-pages"


def test_a_pdf_that_unpacks_without_end_is_given_up():
    packer = zlib.compressobj(9)
    megabytes = b" " * 10_000_000
    start = packer.compress(megabytes) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(megabytes) + packer.flush(zlib.Z_FULL_FLUSH)

    def add_bomb(writer):
        stream = EncodedStreamObject()
        stream._data = start + block * 110
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")
        page = writer.add_blank_page(200, 200)
        page[NameObject("/Contents")] = writer._add_object(stream)

    assert refusal_of(pdf_with(add_bomb)) == "too-complex"


def test_content_decides_and_the_note_says_so():
    data = to_docx(make_summary(paragraphs=1))

    extracted = extract_text(data, "summary.pdf")

    assert extracted.format == "docx"
    assert extracted.notes == ["The name ends in .pdf, but the content is Word."]


def test_word_documents_of_python_docx_are_read():
    word = docx.Document()
    word.add_heading("Title", 1)
    written = io.BytesIO()
    word.save(written)

    assert extract_text(written.getvalue()).lines == ["# Title"]
