"""Which country takes part in a union or programme on which day. Knows no database."""

from collections import defaultdict
from datetime import date
from functools import lru_cache

from clusterhub.vocabularies import files


class Standings:
    """Rows of country, programme, first day, last day (None: open) and whether that is certain."""

    def __init__(self, rows):
        self._spans = defaultdict(list)
        for country, programme, starts_on, ends_on, is_certain in rows:
            self._spans[programme, country].append((starts_on, ends_on, is_certain))

    def takes_part(self, country, programme, on):
        """True, False, or None where the sources leave it open."""
        told = False
        for starts_on, ends_on, is_certain in self._spans.get((programme, country), ()):
            if (starts_on is None or starts_on <= on) and (ends_on is None or on <= ends_on):
                if is_certain:
                    return True
                told = None
        return told


@lru_cache(maxsize=1)
def shipped():
    """The list that comes with the platform."""
    return Standings(
        (
            row["country"],
            row["programme"],
            _day(row["starts_on"]),
            _day(row["ends_on"]),
            row["is_certain"],
        )
        for row in files.standings()
    )


def _day(text):
    return date.fromisoformat(text) if text else None
