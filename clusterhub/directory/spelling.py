"""One whole name against another: slips of the keyboard, letters lost on the way, acronyms."""

from rapidfuzz.distance import OSA

from clusterhub.directory.alignment import align
from clusterhub.directory.terms import OWN, SHAPE, WEAK


def nearly_the_same_spelling(one, other, case):
    """A slip or two in the whole name, or letters that a careless export has lost."""
    has_two_brackets = one.main != one.whole and other.main != other.whole
    mains = () if has_two_brackets else ((one.main, other.main),)
    for a, b in ((one.whole, other.whole), *mains):
        length = min(len(a.joined), len(b.joined))
        if length < 6 or _digits(a.joined) != _digits(b.joined):
            continue
        if a.joined_ascii and a.joined_ascii in (b.joined, b.joined_ascii):
            return 0.9, "the same but for lost letters"
        if b.joined_ascii and b.joined_ascii == a.joined:
            return 0.9, "the same but for lost letters"
        most = 1 + (length >= 12) + (length >= 24)
        slips = OSA.distance(a.joined, b.joined, score_cutoff=most)
        if slips <= most and not _means_otherwise(align(a.words, b.words), case):
            return 0.96 - 0.05 * slips, "a slip in the spelling"
    return None


def _digits(text):
    return [letter for letter in text if letter.isdigit()]


def _means_otherwise(found, case):
    """Whether one letter makes another word: "BIPOM" and "BIROM", "Slovenia" and "Slovakia"."""
    left_a, left_b = heavy(found.left_a), heavy(found.left_b)
    if any(word.is_exact and word.kind != OWN for word in left_a) and any(
        word.is_exact and word.kind != OWN for word in left_b
    ):
        return True
    if len(left_a) != 1 or len(left_b) != 1 or case.site:
        return False
    a, b = left_a[0].text, left_b[0].text
    return len(a) == len(b) < 6 and sorted(a) != sorted(b)


def heavy(words):
    return [word for word in words if word.weight > 0.3]


def is_initials(short, long):
    """ "CLUSAGA" of "Clúster Alimentario de Galicia", "CEEC" of its long name."""
    word = short.joined
    if len(short.words) != 1 or not 3 <= len(word) <= 12 or len(long.words) < 3:
        return False
    texts = [(w.text, w.kind in (SHAPE, WEAK)) for w in long.words if w.weight]
    return word in long.initials or _is_syllabic(word, texts)


def _is_syllabic(word, texts):
    """Whether beginnings of the words, in their order, make up the acronym."""
    ways = {0}  # Letters used.
    for text, may_be_left_out in texts:
        further = set(ways) if may_be_left_out else set()
        for used in ways:
            length = 0
            while length < len(text) and word[used + length : used + length + 1] == text[length]:
                length += 1
                further.add(used + length)
        ways = further
    return len(word) in ways and sum(not optional for _text, optional in texts) >= 2
