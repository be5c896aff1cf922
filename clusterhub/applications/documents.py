"""An application's record as a document, for PDF and Word."""

from django.utils.translation import gettext as _

from clusterhub.applications.presenting import value_lines
from clusterhub.documents.blocks import Cover, Document, Heading, ListBlock, Paragraph
from clusterhub.documents.dialect import Run, print_inline


def document_of(record, note=""):
    cover = Cover(
        series=record["call"],
        kind_label=_("Application"),
        title=f"{record['reference']} {record['title']}".strip(),
        when_printed=record["lead"]["name"],
        note=note,
    )
    blocks = []
    for section in record["form"]["sections"]:
        blocks.append(Heading(2, _plain(section["title"])))
        for question in section["questions"]:
            blocks.append(Heading(3, _plain(question["label"])))
            blocks += _answer(question, record)
    return Document(title=cover.title, cover=cover, blocks=tuple(blocks))


def judged_document(record, reference, call, note=""):
    """What `judged_record` gives an evaluator, and nothing beside it."""
    cover = Cover(
        series=call,
        kind_label=_("Application"),
        title=f"{reference} {record['title']}".strip(),
        when_printed=record["lead"] or "",
        note=note,
    )
    blocks = []
    for section in record["sections"]:
        blocks.append(Heading(2, _plain(section["title"])))
        for question in section["questions"]:
            blocks.append(Heading(3, _plain(question["label"])))
            blocks += _lines(question["kind"], question["lines"])
    if record["files"]:
        blocks.append(Heading(2, _plain(_("Files"))))
        blocks.append(ListBlock(False, tuple(_plain(each["name"]) for each in record["files"])))
    return Document(title=cover.title, cover=cover, blocks=tuple(blocks))


def _answer(question, record):
    return _lines(question["kind"], value_lines(question, record))


def _lines(kind, lines):
    lines = [_plain(line) for line in lines]
    if not lines:
        return [Paragraph(_plain(_("Not answered.")))]
    if kind in ("many", "file", "partners", "budget"):
        return [ListBlock(False, tuple(lines))]
    return [Paragraph(line) for line in lines]


def _plain(text):
    return print_inline([Run(text)])
