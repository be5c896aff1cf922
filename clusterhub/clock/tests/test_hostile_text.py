"""Texts from strangers: nothing raises, and the time taken grows with the length only."""

import itertools
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterhub.clock.dates import find_dates
from clusterhub.clock.printed import find_deadlines, read_time_range

pytestmark = pytest.mark.pure

PIECES = st.sampled_from(
    [
        "11",
        "4",
        "31",
        "0",
        "99",
        "2023",
        "24:00",
        "8:30",
        "25:61",
        "9h",
        "5pm",
        "am",
        "CET",
        "UTC+2",
        "(Brussels",
        "time",
        ")",
        "-",
        "–",
        "to",
        "and",
        ",",
        ".",
        "/",
        "October",
        "may",
        "Mai",
        "2023-10-11",
        "11/10/2023",
        "Wednesday",
        "th",
        "de",
        "noon",
        "midnight",
        "T",
        "Z",
        "+02:00",
        "\x00",
        "\xa0",
        "\u200b",
        "\n",
        "\r\n",
        "²",
        "٣",
        "İ",
        "ß",
        "ﬁ",
        "́",
        "{",
        "%",
        "&",
    ]
)
TEXTS = (
    st.text(max_size=200)
    | st.lists(PIECES, max_size=25).map(" ".join)
    | st.lists(PIECES, max_size=25).map("".join)
)
LENGTH = 15_000
ENOUGH_SECONDS = 4  # A guard, no figure: one takes a tenth; a pattern that backtracks takes hours.


@given(TEXTS, st.dates() | st.none())
def test_no_text_raises_and_what_is_found_stands_there(text, near):
    on = near or date(2023, 10, 11)

    found = find_dates(text, near)
    deadlines = find_deadlines(text, near)
    printed = read_time_range(text, on).printed

    assert [text[each.start : each.end] for each in found] == [each.printed for each in found]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert [text[each.start : each.end] for each in deadlines] == [e.printed for e in deadlines]
    assert printed in text
    assert all(doubt.message for each in found + deadlines for doubt in each.doubts)


@pytest.mark.parametrize(
    "piece",
    ["1 ", " ", "1", "11 October ", "4-6 ", "17:00 – ", "17:00 (Brussels ", "11 \u200b\n", "a"],
)
def test_a_long_hostile_text_takes_no_longer_than_its_length(piece):
    text = piece * (LENGTH // len(piece))
    before = time.process_time()

    read_time_range(text, date(2023, 10, 11))
    find_deadlines(text, date(2023, 10, 11))

    assert time.process_time() - before < ENOUGH_SECONDS
