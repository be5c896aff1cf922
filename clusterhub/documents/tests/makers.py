import io
import zipfile
from pathlib import Path

import pytest

from clusterhub.documents.blocks import (
    Cover,
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    PersonLine,
)

SHARED = Path(__file__).parents[4] / "shared" / "data"
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{relations}</Relationships>"
)
_LINK = (
    '<Relationship Id="{id}" TargetMode="External" Target="{target}" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
)
_BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<w:body>{body}</w:body></w:document>"
)


def shared_file(*parts):
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the shared test data has no {'/'.join(parts)} here")
    return path


def make_zip(**parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def make_docx(body="", links=None, **parts):
    """A Word document of hand-written XML."""
    relations = "".join(_LINK.format(id=i, target=t) for i, t in (links or {}).items())
    return make_zip(
        **{
            "[Content_Types].xml": CONTENT_TYPES,
            "word/document.xml": _BODY.format(body=body),
            "word/_rels/document.xml.rels": RELATIONS.format(relations=relations),
            **parts,
        }
    )


def make_summary(paragraphs=6):
    text = (
        "Clusters **carry the transition** into *small* firms; see [the **open** call]"
        "(https://example.eu/calls?id=7&lang=en) & the follow-up, as R&D <soon> said [sic]. "
    )
    return Document(
        title="Skills for green steel",
        cover=Cover(
            series="EU Clusters Talks",
            kind_label="Summary",
            title="Skills for green steel",
            when_printed="12 June 2024, 8:30 – 9:45 CEST",
            organisers=("European Cluster", "Collaboration Platform"),
            note="An initiative of the European Union",
        ),
        blocks=(
            Heading(1, "Skills for green steel"),
            Paragraph("Ελληνικά, кириллица, Ołomuniec and “quotes” with a literal \\*star\\*."),
            Heading(2, "Agenda of the meeting"),
            ListBlock(True, ("News", "Skills [without a page](#)")),
            PersonLine("Maja Novák, Head of Unit, Example Ministry"),
            PersonLine("Jörg Weiß, Director, Example Cluster"),
            ListBlock(False, ("one key message", "another - with a dash", "**bold** message")),
            PageBreak(),
            Heading(2, "2. Skills"),
            *(Paragraph(text * (number % 4 + 2)) for number in range(paragraphs)),
            Heading(3, "Calls"),
            ListBlock(True, ("a call; deadline 7 November 2024", "a second call"), start=7),
            ListBlock(True, ("the next list begins again",)),
            Paragraph("# not a heading, snake_case and 5 * 3"),
        ),
    )
