import re

from clusterhub.documents.characters import clean
from clusterhub.documents.formats.wrapping import unwrap
from clusterhub.documents.sniffing import decode

_BULLET = re.compile(r"(?:[-*+•‣◦▪●○■∙·–—]|\uf0b7|\uf0a7)\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")


def read(data):
    text, notes = decode(data)
    text, more = clean(text)
    lines = [" ".join(line.split()) for line in text.strip("\n").split("\n")]
    lines, joined = unwrap([canonical_marker(line) for line in lines])
    return lines, notes + more + joined


def canonical_marker(line):
    """A list item as the dialect writes it, whatever sign or bracket the author used."""
    if not line or line[0].isalpha():
        return line
    if _BULLET.match(line):
        return _BULLET.sub("- ", line, count=1)
    return _NUMBER.sub(r"\1. ", line, count=1) if _NUMBER.match(line) else line
