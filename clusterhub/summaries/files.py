"""A published record in the formats that people download."""

from clusterhub.documents import writing
from clusterhub.summaries.writing import to_document

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


def pdf_of(record):
    return writing.to_pdf(to_document(record))


def docx_of(record):
    return writing.to_docx(to_document(record))


def markdown_of(record):
    return writing.to_markdown(to_document(record))
