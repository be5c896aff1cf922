"""Finding a country, an ecosystem or a topic by whatever name somebody wrote.

Pure of models: give it rows with `name`, `names` and `aliases`.
"""

import re
import unicodedata

_NO_LETTER = re.compile(r"[^\w]+|_", re.UNICODE)
_LIGATURES = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
                            "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "ı": "i", "&": " and "})  # fmt: skip
LONGEST = 300


def folded(text):
    """A name without case, accents and punctuation: "Türkiye" and "turkiye" are the same."""
    text = unicodedata.normalize("NFKD", text[:LONGEST].translate(_LIGATURES))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    words = _NO_LETTER.sub(" ", text.casefold()).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def by_name(rows):
    """Every folded name, translation and alias of `rows`; a row's own name wins over an alias."""
    found = {}
    for names_of in (_own_name, _translations, _aliases):
        for row in rows:
            for name in names_of(row):
                if key := folded(name):
                    found.setdefault(key, row)
    return found


def _own_name(row):
    return [row.name]


def _translations(row):
    return row.names.values()


def _aliases(row):
    return row.aliases
