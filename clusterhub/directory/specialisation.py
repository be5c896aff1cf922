"""What a region has more of than others: its location quotients. Knows no database.

The quotient of a field is its share among the organisations of the region, divided by its share
among all: 1 is as everywhere, 2 is twice as much.
"""

from dataclasses import dataclass

LEAST = 20  # Fewer organisations say nothing about a region.
MUCH, LITTLE = 1.25, 0.8


@dataclass(frozen=True)
class Field:
    code: str
    count: int
    share: float
    share_of_all: float

    @property
    def quotient(self):
        return self.share / self.share_of_all

    @property
    def stands_out(self):
        return self.quotient >= MUCH and self.count > 1


def fields(here, everywhere, *, total, total_of_all):
    """The fields that occur here, the most special first; None where they are too few to say."""
    if total < LEAST or not total_of_all:
        return None
    found = [
        Field(code, count, count / total, everywhere[code] / total_of_all)
        for code, count in here.items()
        if count and everywhere.get(code)
    ]
    return sorted(found, key=lambda field: (-field.quotient, -field.count, field.code))
