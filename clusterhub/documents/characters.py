import re
import unicodedata
from collections import Counter

from clusterhub.documents.refusals import Note

_NEWLINES = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n ]")
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
    # A joiner after a letter of an Arabic or Indic script, or in an emoji, is part of the word.
    "|(?<![\u0590-\u1eff\u2190-\U0001ffff])[\u200c\u200d]+"
)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_NAMES = {"\u00ad": "soft hyphen", "\u200b": "zero-width space", "\ufeff": "byte order mark"}


class Cleaner:
    """Takes out what nobody sees, without changing words, and counts it for the notes."""

    def __init__(self):
        self._invisible = Counter()
        self._direction = self._control = 0

    def clean(self, text):
        if text.isascii() and text.isprintable():
            return text
        text = _NEWLINES.sub("\n", text)
        for character in _INVISIBLE.findall(text):
            self._invisible[_NAMES.get(character[0], "joiner or filler")] += 1
        text = _INVISIBLE.sub("", text)
        text, count = _DIRECTION.subn("", text)
        self._direction += count
        text, count = _CONTROL.subn("", text)
        self._control += count
        return unicodedata.normalize("NFC", _SPACES.sub(" ", text))

    def notes(self):
        notes = []
        if self._invisible:
            names = ", ".join(sorted(self._invisible))
            notes.append(Note("invisible-characters", count=self._invisible.total(), names=names))
        if self._direction:
            notes.append(Note("direction-marks", count=self._direction))
        if self._control:
            notes.append(Note("control-characters", count=self._control))
        return notes
