from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterhub.directory.label_rules import (
    LabelState,
    TooLateToRenew,
    first_validity,
    renewable_until,
    renewed,
    state,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_a_bronze_label_holds_two_years_and_the_others_as_long_as_the_certificate_says():
    assert first_validity("bronze", date(2024, 5, 3)) == date(2026, 5, 3)
    assert first_validity("bronze", date(2024, 2, 29)) == date(2026, 2, 28)
    assert first_validity("silver", date(2024, 5, 3)) is None
    assert first_validity("gold", date(2024, 5, 3)) is None


@given(DAYS, st.integers(-700, 365))
def test_a_bronze_label_renewed_late_ends_as_if_it_had_been_renewed_in_time(valid_until, days):
    renewed_on = valid_until + timedelta(days=days)

    assert renewed(valid_until, renewed_on) == renewed(valid_until, valid_until)
    assert renewed(valid_until, renewed_on).year == valid_until.year + 3


@given(DAYS, st.integers(1, 3000))
def test_a_label_more_than_a_year_late_is_new(valid_until, days):
    with pytest.raises(TooLateToRenew):
        renewed(valid_until, renewable_until(valid_until) + timedelta(days=days))


@given(DAYS, DAYS)
def test_whatever_can_be_renewed_is_valid_or_renewable(valid_until, on):
    now = state(valid_until, on)

    assert (now == LabelState.VALID) == (on <= valid_until)
    if now == LabelState.LAPSED:
        with pytest.raises(TooLateToRenew):
            renewed(valid_until, on)
    else:
        assert renewed(valid_until, on) > valid_until
