from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterhub.clock.content_lines import day, fold, text

pytestmark = pytest.mark.pure


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_folds_to_short_lines_and_unfolds_to_itself(words):
    line = "SUMMARY:" + text(words)

    folded = fold(line)

    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line
    assert "\n" not in line


def test_a_day_has_eight_figures_in_every_year():
    assert [day(date(2026, 3, 9)), day(date(926, 12, 31))] == ["20260309", "09261231"]
