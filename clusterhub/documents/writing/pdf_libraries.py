"""Whether PDF can be made here: WeasyPrint needs the system's Pango, which no wheel brings."""


def pdf_problem():
    """None, or a sentence that says which library is missing."""
    try:
        import weasyprint  # noqa: F401 - slow to import, and only its success matters
    except OSError as error:
        return f"A library for PDF is missing: {str(error).splitlines()[0]}"
    return None
