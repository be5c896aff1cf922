from decimal import Decimal

import pytest

from clusterhub.applications.ranking.scoring import Criterion, Scale, Scheme, rounded

pytestmark = pytest.mark.pure
EXCELLENCE = Criterion("excellence", "Excellence", Decimal(5), Decimal(1), least=Decimal(3))
IMPACT = Criterion("impact", "Impact", Decimal(5), Decimal("1.5"), least=Decimal(3))


def test_three_evaluators_give_a_mean_that_is_rounded_once_and_half_up():
    scheme = Scheme((EXCELLENCE, IMPACT))
    sheets = [
        {"excellence": Decimal(4), "impact": Decimal("3.5")},
        {"excellence": Decimal("4.5"), "impact": Decimal(3)},
        {"excellence": Decimal(4), "impact": Decimal("2.5")},
    ]

    means = scheme.means(sheets)

    assert scheme.total(means) == Decimal("8.67")  # 25/6 + 9/2 is 8.6666…
    assert rounded(Decimal("2.345"), 2) == Decimal("2.35")
    assert scheme.misses(means, scheme.total(means)) == ()


def test_a_threshold_is_compared_with_the_exact_mean_and_the_sum_with_what_is_published():
    scheme = Scheme((EXCELLENCE, IMPACT), least=Decimal(8))
    scores = {"excellence": Decimal("2.995"), "impact": Decimal("3.34")}

    misses = scheme.misses(scores, scheme.total(scores))

    assert [miss.kind for miss in misses] == ["below_criterion"]  # 8.005 is published as 8.01.
    assert misses[0].facts["least"] == 3


def test_percent_is_a_share_of_the_greatest_sum():
    scheme = Scheme((EXCELLENCE, IMPACT), Scale.PERCENT)

    assert scheme.total({"excellence": Decimal(5), "impact": Decimal(5)}) == 100
    assert scheme.total({"excellence": Decimal(5), "impact": Decimal(0)}) == 40


def test_without_a_score_in_each_criterion_there_is_no_total():
    scheme = Scheme((EXCELLENCE, IMPACT))

    assert scheme.total(scheme.means([{"excellence": Decimal(4)}])) is None


def test_a_score_off_the_scale_or_between_its_steps_is_not_taken():
    takes = [IMPACT.takes(Decimal(score)) for score in ("0", "3.5", "5", "5.5", "3.25", "-1")]

    assert takes == [True, True, True, False, False, False]
