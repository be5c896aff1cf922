"""From the scores of several evaluators to one published figure; exact fractions until rounded."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from clusterhub.applications.ranking.shapes import Reason


class Scale(StrEnum):
    POINTS = "points"  # The sum of scores times weights.
    PERCENT = "percent"  # The same, as a share of the greatest sum, 0 to 100.


@dataclass(frozen=True)
class Criterion:
    key: str
    label: str
    most: Decimal
    weight: Decimal = Decimal(1)
    step: Decimal = Decimal("0.5")
    least: Decimal | None = None  # The threshold.

    def takes(self, score):
        return 0 <= score <= self.most and Fraction(score) % Fraction(self.step) == 0


@dataclass(frozen=True)
class Scheme:
    criteria: tuple
    scale: Scale = Scale.POINTS
    least: Decimal | None = None  # The threshold of the sum.
    decimals: int = 2

    def means(self, sheets):
        """The mean of each criterion; None of one that nobody has scored."""
        return {
            criterion.key: _mean([each[criterion.key] for each in sheets if criterion.key in each])
            for criterion in self.criteria
        }

    def total(self, scores: Mapping):
        """One figure, rounded half up as it is published; None while a criterion has no score."""
        if any(scores.get(criterion.key) is None for criterion in self.criteria):
            return None
        exact = sum(Fraction(scores[each.key]) * Fraction(each.weight) for each in self.criteria)
        if self.scale == Scale.PERCENT:
            exact = exact * 100 / self.greatest
        return rounded(exact, self.decimals)

    @property
    def greatest(self):
        return sum(Fraction(each.most) * Fraction(each.weight) for each in self.criteria)

    def misses(self, scores, total):
        """Which thresholds are not reached."""
        found = [
            Reason(
                "below_criterion",
                {"label": each.label, "score": rounded(scores[each.key], 2), "least": each.least},
            )
            for each in self.criteria
            if each.least is not None and Fraction(scores[each.key]) < Fraction(each.least)
        ]
        if self.least is not None and total < self.least:
            found.append(Reason("below_total", {"score": total, "least": self.least}))
        return tuple(found)


def rounded(number, decimals):
    """Half up, as one does by hand, whatever kind of exact number comes in."""
    unit = 10**decimals
    number = Fraction(number) * unit
    whole = (2 * number.numerator + number.denominator) // (2 * number.denominator)
    return Decimal(whole).scaleb(-decimals)


def _mean(scores):
    return sum(map(Fraction, scores)) / len(scores) if scores else None
