"""Which calls have some words in their texts, out of memory: what `CallQuerySet.matching` finds.

A word that is looked for holds no space, so it lies within one word of a text. All different words
are few (tens of thousands in 30,000 calls) and are gone through at once; each knows its calls. Knows
no database.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate

END = "\n"  # Stands in no folded text.
MOST_LATER = 1000  # Texts that are compared one by one, before all are filed anew.


class Texts:
    def __init__(self, texts):
        """`texts` are pairs of a key and a folded text."""
        places = defaultdict(lambda: array("Q"))
        for pk, text in texts:
            for word in set(text.split()):
                places[word].append(pk)
        self._words = sorted(places)
        self._calls = [places[word] for word in self._words]
        self._all = END.join((*self._words, ""))
        lengths = (len(word) + 1 for word in self._words)
        self._starts = list(accumulate(lengths, initial=0))
        self._later = {}

    def with_later(self, texts):
        """The same with some texts that were written since; None where these are too many."""
        later = self._later | dict(texts)
        if len(later) > MOST_LATER:
            return None
        new = object.__new__(Texts)
        new.__dict__.update(self.__dict__, _later=later)
        return new

    def fitting(self, words):
        """Keys of the texts that have each of these folded words in them."""
        found = None
        for word in words:
            keys = set()
            for place in self._places(word):
                keys.update(self._calls[place])
            found = keys if found is None else found & keys
        later = self._later
        found = {pk for pk in found if pk not in later} if later else found
        return found | {pk for pk, text in later.items() if all(word in text for word in words)}

    def _places(self, part):
        """Of the words that hold this part."""
        at = self._all.find(part)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield place
            at = self._all.find(part, self._starts[place + 1])
