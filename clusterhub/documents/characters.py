import re
import unicodedata

from clusterhub.documents.refusals import Note

_NEWLINES = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n ]")
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
    # A joiner after a letter of an Arabic or Indic script, or in an emoji, is part of the word.
    "|(?<![\u0590-\u1eff\u2190-\U0001ffff])[\u200c\u200d]+"
)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_NAMES = {"\u00ad": "soft hyphen", "\u200b": "zero-width space", "\ufeff": "byte order mark"}


def clean(text):
    """The same words without what nobody sees, in NFC, with `\\n` and plain spaces; and notes."""
    notes = []
    text = _NEWLINES.sub("\n", text.removeprefix("\ufeff"))
    text, found = _remove(_INVISIBLE, text)
    if found:
        names = sorted({_NAMES.get(character[0], "joiner or filler") for character in found})
        notes.append(Note("invisible-characters", count=len(found), names=", ".join(names)))
    text, found = _remove(_DIRECTION, text)
    if found:
        notes.append(Note("direction-marks", count=len(found)))
    text, found = _remove(_CONTROL, text)
    if found:
        notes.append(Note("control-characters", count=len(found)))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)), notes


def clean_lines(lines):
    """Lines cleaned together, so that a note counts once for the whole document."""
    text, notes = clean("\n".join(_NEWLINES.sub(" ", line).replace("\n", " ") for line in lines))
    return [" ".join(line.split()) for line in text.split("\n")] if lines else [], notes


def _remove(pattern, text):
    found = pattern.findall(text)
    return (pattern.sub("", text), found) if found else (text, found)
