import copy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterhub.summaries.reading import read_summary
from clusterhub.summaries.reading.shape import check_shape

pytestmark = pytest.mark.pure

SAMPLE = Path(__file__).parents[1] / "sample" / "2023-10-11-eu-industry-days-takeaways.md"
RECORD = read_summary(SAMPLE.read_bytes(), SAMPLE.name)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


def changed(**changes):
    return {**copy.deepcopy(RECORD), **changes}


def test_what_was_read_may_be_stored():
    assert check_shape(RECORD) == []


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"title": ""}, "title is empty."),
        ({"title": "Two\nlines"}, "title has more than one line."),
        ({"title": 5}, "title is not a text."),
        ({"title": "half \ud800"}, "title holds half a character."),
        ({"series": ""}, "series is empty."),
        ({"timezone": "CET/Nowhere"}, "timezone is not a time zone."),
        ({"starts_at": "2023-02-31"}, "starts_at is not a date or a time with offset."),
        ({"starts_at": "2023-10-11T08:30:00"}, "starts_at is not a date or a time with offset."),
        ({"ends_at": "2023-10-11T08:00:00+02:00"}, "ends_at is not after starts_at."),
        ({"agenda": None}, "agenda is not a list."),
        ({"moderators": [{"name": "A", "organisation": None}]}, "moderators.0.role is missing."),
        ({"topics": ["t"] * 501}, "topics has more than 500 entries."),
        ({"extra": 1}, "extra is unknown."),
        ({"figures": [{"value": float("nan"), "unit": None, "text": "t"}]}, None),
        ({"figures": [{"value": True, "unit": None, "text": "t"}]}, None),
    ],
)
def test_what_may_not_be_stored_is_named_with_its_place(changes, complaint):
    complaints = check_shape(changed(**changes))

    assert len(complaints) == 1
    assert complaint is None or complaints[0].startswith(complaint.rstrip("."))


def test_a_missing_key_is_named():
    record = changed()
    del record["news"]

    assert check_shape(record) == ["news is missing."]


def test_deep_nesting_is_refused_without_recursion():
    nested = []
    for _ in range(100_000):
        nested = [nested]

    assert check_shape(nested) == ["The record is too large or too deeply nested."]


@given(anything, st.sampled_from(sorted(RECORD)))
def test_hostile_values_never_raise(value, key):
    assert isinstance(check_shape(value), list)
    assert isinstance(check_shape(changed(**{key: value})), list)
