def gettext_noop(message):
    """Mark a sentence for translation; whoever shows it translates `template`, then fills it."""
    return message


class _Sentence:
    def _fill(self, code, templates, values):
        self.code, self.values, self.template = code, values, templates[code]
        return self.template.format(**values)


class CannotRead(_Sentence, Exception):
    """The file is refused: `code` for programs, one sentence for the editor."""

    def __init__(self, code, **values):
        super().__init__(self._fill(code, REFUSALS, values))


class BadFile(Exception):
    """A file that is not kept; `words` say why."""

    def __init__(self, words):
        super().__init__(str(words))
        self.words = words


class Note(str, _Sentence):
    """Something that was changed or left out while reading, as a sentence with a code."""

    def __new__(cls, code, **values):
        note = super().__new__(cls, NOTES[code].format(**values))
        note._fill(code, NOTES, values)
        return note


REFUSALS = {
    "missing": gettext_noop("There is no such file."),
    "empty": gettext_noop("The file is empty."),
    "too-large": gettext_noop("The file is larger than {limit} MB."),
    "binary": gettext_noop(
        "The file is not a text, Markdown, Word, PDF or HTML document; its content looks binary."
    ),
    "unsupported": gettext_noop(
        "The file is {kind}; save it as Word (.docx), PDF, HTML, Markdown or plain text."
    ),
    "not-a-table": gettext_noop(
        "The file is {kind}; save the table as CSV, Excel (.xlsx) or JSON."
    ),
    "encrypted": gettext_noop(
        "The file is protected with a password; save a copy without the password."
    ),
    "unpacked-too-large": gettext_noop(
        "The file would unpack to far more than a document needs, so it was not opened."
    ),
    "broken": gettext_noop("The file is damaged: its content could not be read to the end."),
    "entities": gettext_noop(
        "The file declares its own XML entities or document type, which no Word document needs."
    ),
    "no-text": gettext_noop("The file holds no text."),
    "no-text-in-pdf": gettext_noop(
        "The PDF holds pictures of pages and no text; run text recognition (OCR) on it first."
    ),
    "too-many-pages": gettext_noop("The PDF has more than {limit} pages."),
    "too-long": gettext_noop(
        "The file holds more text than any summary: more than {limit} lines, or a whole book."
    ),
    "no-names": gettext_noop(
        "No column of names was found. The first row names the columns; one of them is “name”."
    ),
    "no-addresses": gettext_noop("No column of e-mail addresses was found."),
    "no-rows": gettext_noop("The table names its columns and has no row below them."),
    "too-many-rows": gettext_noop("The table has more than {limit} rows; send it in parts."),
    "too-complex": gettext_noop("The file is so complex that reading it was given up."),
}

NOTES = {
    "other-format": gettext_noop("The name ends in {extension}, but the content is {kind}."),
    "encoding": gettext_noop("The text is not UTF-8; it was read as {encoding}."),
    "invisible-characters": gettext_noop("Invisible characters were removed ({count}): {names}."),
    "direction-marks": gettext_noop(
        "Marks that turn the writing direction were removed ({count})."
    ),
    "control-characters": gettext_noop("Control characters were removed ({count})."),
    "unsafe-targets": gettext_noop("Links that would run a program lost their target ({count})."),
    "page-lines": gettext_noop(
        "Lines that repeat on the pages (headers, footers, page numbers) were left out ({count})."
    ),
    "deleted-text": gettext_noop("Text that is marked as deleted was left out."),
    "joined-lines": gettext_noop("The text was broken into short lines; they were joined."),
}
