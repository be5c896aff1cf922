"""What is different between two texts, word by word. Knows no database."""

import re
from difflib import SequenceMatcher

MOST_WORDS = 4000


def pieces_of(before, after):
    """[("" or "del" or "ins", words)]: what stayed, went and came, in reading order."""
    old, new = _parts(before), _parts(after)
    found = []
    for what, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if what == "equal":
            found.append(("", "".join(old[a:b])))
            continue
        found += [("del", "".join(old[a:b]))] if b > a else []
        found += [("ins", "".join(new[c:d]))] if d > c else []
    return found


def _parts(text):
    """Words with the blanks behind them; a very long text line by line, to stay quick."""
    words = re.findall(r"\S+\s*|\s+", text)
    return words if len(words) <= MOST_WORDS else text.splitlines(keepends=True)
