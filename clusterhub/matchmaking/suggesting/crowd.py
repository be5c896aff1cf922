"""What all portraits of an event say, as matrices: a line for each person, in the order of `keys`."""

from zlib import crc32

import numpy as np

WORDS = 1024  # Columns into which stems fall; two in one hardly matter.
SENSE = 256  # Numbers of a meaning, as `meanings` gives them.


class Crowd:
    """`portraits` are {participant's key: portrait}; see `portraits` for what is in one.
    `senses` are {key: (meaning of what she looks for, of what she offers)} as bytes, where known."""

    def __init__(self, portraits, senses=None, prices=None):
        self.keys = sorted(portraits)
        self.line_of = {key: line for line, key in enumerate(self.keys)}
        self.portraits = [portraits[key] for key in self.keys]
        self.seeks = _words(self.portraits, "seek_stems")
        self.offers = _words(self.portraits, "offer_stems")
        self.rarity = _rarity(self.offers, self.seeks)
        # By columns: a page looks at those of its reader's few words.
        self.seeks = np.asfortranarray(_unit(self.seeks * self.rarity))
        self.offers = np.asfortranarray(_unit(self.offers * self.rarity))
        self.seek_sense, self.offer_sense = _senses(self.keys, senses or {})
        self.sought = _shared(self.portraits, "sought", self.portraits, "offered", "technologies")
        self.ecosystems = _alike(self.portraits, "ecosystems")
        self.technologies = _alike(self.portraits, "technologies")
        self.calls = _many_hot(self.portraits, ["calls"], _columns(self.portraits, ["calls"]))
        self.wishes = [
            _shared(self.portraits, wish, self.portraits, has)
            for wish, has in (
                ("wanted_kinds", "kind"),
                ("wanted_countries", "country"),
                ("wanted_ecosystems", "ecosystems"),
            )
        ]
        self.languages = _many_hot(
            self.portraits, ["languages"], _columns(self.portraits, ["languages"])
        )
        self.of_body, self.of_role = (_keys_by(portraits, name) for name in ("body", "role"))
        self.is_silent = np.array([not (p["seek_stems"] or p["sought"]) for p in self.portraits])
        self.price = np.zeros(len(self.keys), np.float32)
        self.set_prices(prices or {})

    def __len__(self):
        return len(self.keys)

    def set_prices(self, prices):
        for key, price in prices.items():
            if key in self.line_of:
                self.price[self.line_of[key]] = price


def _keys_by(portraits, name):
    """{body or role: keys of its people}."""
    found = {}
    for key, portrait in portraits.items():
        found.setdefault(portrait[name], set()).add(key)
    return found


def _words(portraits, name):
    found = np.zeros((len(portraits), WORDS), np.float32)
    for line, portrait in enumerate(portraits):
        for stem in portrait[name]:
            found[line, crc32(stem.encode()) % WORDS] = 1
    return found


def _rarity(offers, seeks):
    """A word that everybody uses says little."""
    used = (offers > 0).sum(axis=0) + (seeks > 0).sum(axis=0)
    return np.log((2 * len(offers) + 1) / (used + 1)).astype(np.float32) + 0.1


def _unit(rows):
    length = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return rows / np.where(length == 0, 1, length)


def _senses(keys, senses):
    found = np.zeros((2, len(keys), SENSE), np.float32)
    for line, key in enumerate(keys):
        if raw := senses.get(key):
            found[:, line] = np.frombuffer(raw, np.float16).reshape(2, SENSE)
    return found


def _columns(portraits, names):
    codes = {code for p in portraits for name in names for code in _codes(p, name)}
    return {code: column for column, code in enumerate(sorted(codes))}


def _codes(portrait, name):
    codes = portrait.get(name, ())
    return codes if isinstance(codes, list) else [codes] if codes else []


def _many_hot(portraits, names, columns, weights=(1, 0.6)):
    """A one for each code of the first list, less for those of the second."""
    found = np.zeros((len(portraits), max(1, len(columns))), np.float32)
    for line, portrait in enumerate(portraits):
        for name, weight in reversed(list(zip(names, weights, strict=False))):
            for code in _codes(portrait, name):
                if code in columns:
                    found[line, columns[code]] = weight
    return found


def _shared(one, wish, other, *has):
    """(what each wishes, what each has) over the same codes."""
    columns = _columns(one, [wish])
    return _many_hot(one, [wish], columns), _many_hot(other, has, columns)


def _alike(portraits, name):
    return _unit(_many_hot(portraits, [name], _columns(portraits, [name])))
