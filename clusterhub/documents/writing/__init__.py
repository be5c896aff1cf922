"""A `blocks.Document` in each format. Reading any of them back gives its `logical_lines`."""

from clusterhub.documents.writing.docx import to_docx
from clusterhub.documents.writing.html import to_html
from clusterhub.documents.writing.markdown import to_markdown
from clusterhub.documents.writing.pdf import to_pdf
from clusterhub.documents.writing.pdf_libraries import pdf_problem
from clusterhub.documents.writing.text import to_text

__all__ = ["pdf_problem", "to_docx", "to_html", "to_markdown", "to_pdf", "to_text"]
