"""Words of a file as they may be kept: cleaned, markup turned into plain text, links that lead."""

import re
from html import unescape
from urllib.parse import urlsplit

import nh3

from clusterhub.documents.characters import Cleaner
from clusterhub.events.reading.said import Said
from clusterhub.events.reading.shapes import LONGEST_TEXT, LONGEST_TITLE

_TAGS = "p|br|div|ul|ol|li|a|span|strong|em|b|i|u|h[1-6]|table|tr|td|th|blockquote|pre|code|img|script|style|iframe|font|hr"
_MARKUP = re.compile(rf"<(?:{_TAGS})(?:\s[^<>]*)?/?>|</(?:{_TAGS})\s*>|<!--", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6]|ul|ol|blockquote|pre|table)\s*>", re.I)
_ITEM = re.compile(r"<li(?:\s[^<>]*)?>", re.IGNORECASE)
_MANY_BREAKS = re.compile(r"\n{3,}")
_NAMED = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});", re.IGNORECASE)


class Texts:
    """Cleans all words of one file and counts for the notes what it took out."""

    def __init__(self, is_plain=False):
        self.is_plain = is_plain
        self.unsafe = []
        self._cleaner, self._cleaned, self._markup = Cleaner(), 0, 0

    def line(self, value, most=LONGEST_TITLE):
        """One line of plain text."""
        return " ".join(self.several(value, LONGEST_TEXT).split())[:most].strip()

    def several(self, value, most=LONGEST_TEXT):
        """Lines of plain text."""
        if value is None or isinstance(value, dict | list | bool):
            return ""
        text = str(value)
        if not text:
            return ""
        if not self.is_plain and _MARKUP.search(text):
            self._markup += 1
            text = without_markup(text)
        elif not self.is_plain and _NAMED.search(text):
            text = unescape(text)
        cleaned = self._cleaner.clean(text)
        if self.is_plain:
            return cleaned.strip()[:most].strip()
        lines = [line.rstrip() for line in cleaned.split("\n")]
        return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()[:most].strip()

    def address(self, value, where=""):
        """An address of the web, or nothing and a note."""
        text = "".join(str(value or "").split())[:500]
        if not text:
            return ""
        if is_web(text):
            return text
        self.unsafe.append(Said("unsafe-link", where, printed=self.line(text, 60)))
        return ""

    def notes(self):
        said = list(self.unsafe)
        if count := sum(note.values["count"] for note in self._cleaner.notes()):
            said.append(Said("cleaned", count=count))
        if self._markup:
            said.append(Said("markup", count=self._markup))
        return said


def without_markup(text):
    """Paragraphs and items keep their lines; scripts and styles go with what stands in them."""
    text = _ITEM.sub("\n- ", _BREAK.sub("\n", text))
    plain = nh3.clean(text, tags=set(), clean_content_tags={"script", "style", "iframe"})
    return unescape(plain)


def is_web(address):
    try:
        parts = urlsplit(address)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def joined(*texts):
    """Texts below each other, without one that the next repeats."""
    kept = []
    for text in texts:
        if not text or any(text in other for other in kept):
            continue
        kept = [other for other in kept if not text.startswith(other)]
        kept.append(text)
    return "\n\n".join(kept)
