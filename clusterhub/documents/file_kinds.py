"""What an attached file is, by its content: its name proves nothing. Knows no database."""

import re
import warnings
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image

from clusterhub.documents.formats.archive import Archive
from clusterhub.documents.refusals import BadFile, CannotRead

MEGABYTE = 1024 * 1024
MOST_MB = 20
MOST_PIXELS = 60_000_000
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
}
MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
MACROS = re.compile(r"vbaproject.*\.bin$|/macrosheets/|/activex/")
# What an office program fetches by itself when the file is opened; a link waits for a click.
PULLED = frozenset(
    [
        "attachedtemplate",
        "oleobject",
        "frame",
        "subdocument",
        "image",
        "package",
        "externallink",
        "externallinkpath",
    ]
)
NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def kind_of(content, most_mb=MOST_MB):
    """One of `TYPES`; `BadFile` says in a sentence why a file is not taken."""
    if not content:
        raise BadFile(_("The file is empty."))
    if len(content) > most_mb * MEGABYTE:
        raise BadFile(_("The file is larger than %s MB.") % most_mb)
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _picture(content)
    raise BadFile(_("The file is neither PDF, Word (.docx), Excel (.xlsx), PNG nor JPEG."))


def _pdf(content):
    if b"%%EOF" not in content[-4096:]:
        raise BadFile(_("The PDF ends in the middle; send it again."))
    return "pdf"


def _office(content):
    try:
        archive = Archive(content)
        names = archive.names()
        rels = [each for each in names if each.lower().endswith(".rels")]
        fetches = any(_fetches(archive.read_xml(each)) for each in rels)
    except CannotRead as refusal:
        raise BadFile(_(refusal.template).format(**refusal.values)) from refusal
    if any(MACROS.search(name.lower()) for name in names):
        raise BadFile(_("The file contains macros; save a copy without them."))
    if fetches:
        raise BadFile(
            _("The file fetches parts of itself from elsewhere; save a copy without them.")
        )
    for part, kind in MAIN_PARTS.items():
        if part in names:
            return kind
    raise BadFile(_("The file is an archive; send what is in it as PDF, Word or Excel."))


def _fetches(relations):
    """Whether whoever opens it asks another machine for a template, a frame or an object. Read as XML:
    an attribute can be written in many ways."""
    return any(
        each.get("TargetMode", "").strip().lower() == "external"
        and each.get("Type", "").rpartition("/")[2].strip().lower() in PULLED
        for each in relations.iter("{*}Relationship")
    )


def _picture(content):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=("PNG", "JPEG"))
            if picture.width * picture.height > MOST_PIXELS:
                raise BadFile(_("The picture has too many pixels."))
            picture.verify()
    except BadFile:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadFile(_("The picture has too many pixels.")) from None
    except Exception:  # Pillow's readers raise almost anything at a spoiled file.
        raise BadFile(_("The picture is damaged.")) from None
    return "png" if picture.format == "PNG" else "jpg"


def safe_name(name, kind):
    """The name as it is shown and saved again: no folders, no tricks, the ending that is true."""
    plain = NOT_IN_NAMES.sub(" ", name).strip(" .")[:150] or "file"
    stem = plain.rsplit(".", 1)[0] if "." in plain else plain
    return f"{stem.strip() or 'file'}.{kind}"
