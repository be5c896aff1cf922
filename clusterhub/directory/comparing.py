"""What is different between two records of one profile. Knows no database."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

# What follows from other fields, or is a date or a decision of its own, is no edit.
DERIVED = {
    "id", "slug", "version", "completeness", "created_at", "updated_at", "published_at",
    "confirmed_at", "confirmed", "contact_count", "member_count", "participations_count", "state",
    "located_by",
}  # fmt: skip
TEXTS = {"description", "services", "strategy", "specialisation"}
MOST_WORDS = 4000


@dataclass
class Difference:
    name: str
    before: object
    after: object
    pieces: list = field(default_factory=list)  # Of a text: pairs of "", "del" or "ins" and words.


def differences(before, after):
    """One for each field in which the two records differ, in the order of the newer one."""
    names = [*after, *before]
    return [
        Difference(name, before.get(name), after.get(name), _pieces(name, before, after))
        for name in dict.fromkeys(names)
        if name not in DERIVED and (before.get(name) or None) != (after.get(name) or None)
    ]


def _pieces(name, before, after):
    if name not in TEXTS:
        return []
    old, new = (_words(record.get(name)) for record in (before, after))
    pieces = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(("", "".join(old[a:b])))
            continue
        pieces += [("del", "".join(old[a:b]))] if b > a else []
        pieces += [("ins", "".join(new[c:d]))] if d > c else []
    return pieces


def _words(text):
    """Words with the blanks behind them; a very long text line by line, to stay quick."""
    text = text or ""
    words = [word + " " for word in text.split(" ")]
    return words if len(words) <= MOST_WORDS else text.splitlines(keepends=True)
