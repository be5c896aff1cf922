"""Reads one published summary of a talk into one JSON object; docs/guides/reading-summaries.md.

A pure function of the bytes: no network, no clock, no database, no Django.
"""

from clusterhub.documents.extraction import extract_text
from clusterhub.documents.refusals import CannotRead
from clusterhub.summaries.reading.record import NotASummary, read_lines
from clusterhub.summaries.reading.series import KNOWN

__all__ = ["CannotRead", "NotASummary", "read_lines", "read_summary"]


def read_summary(data: bytes, filename: str = "", series=KNOWN) -> dict:
    """The record of a summary in txt, md, docx, pdf or html; CannotRead when it is none.

    `series` are the names of the series that it may belong to.
    """
    return read_lines(extract_text(data, filename).lines, filename, series)
