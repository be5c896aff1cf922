import codecs
import re

from clusterhub.documents.refusals import CannotRead, Note

_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    r"(?:\ufeff|\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_FRAGMENT = re.compile(
    r"\s*<(?:p|div|h[1-6]|section|article|main|ul|ol|table)\b.*?>", re.IGNORECASE | re.DOTALL
)
_ATX_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\x1c\x1d\x1e\x1f")) + b"\x7f"
# A stray control character is an accident of copying; more than one in a hundred is a program.
_MOST_CONTROLS = 0.01


def format_of(data, expected=None):
    """txt, md, docx, pdf or html by content; the expected one only decides between texts."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "docx"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if _ENCRYPTED_OFFICE in data:
            raise CannotRead("encrypted")
        raise CannotRead("unsupported", kind="an old Word or Office document")
    if data.startswith(b"{\\rtf"):
        raise CannotRead("unsupported", kind="a rich text (RTF) document")
    text, _ = decode(data)
    return _format_of_text(text, expected)


def decode(data):
    """The text and a note on its encoding: UTF-8, UTF-16 with its mark, else Windows-1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), []
            except UnicodeDecodeError as error:
                raise CannotRead("broken") from error
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data[:4096] or controls > _MOST_CONTROLS * len(data) + 1:
        raise CannotRead("binary")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), [Note("encoding", encoding="Windows-1252")]
    except UnicodeDecodeError as error:
        raise CannotRead("binary") from error


def _format_of_text(text, expected):
    head = text[:4096]
    if _HTML.match(head):
        return "html"
    if head.lstrip("\ufeff \t\r\n").startswith(("<?xml", "<!DOCTYPE")):
        raise CannotRead("unsupported", kind="an XML file")
    if expected == "html" or (expected is None and _HTML_FRAGMENT.match(head)):
        return "html"
    if expected == "md" or ("#" in text and _ATX_HEADING.search(text)):
        return "md"
    return "txt"
