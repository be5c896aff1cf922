from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clusterhub.directory.freshness import (
    Freshness,
    completeness,
    freshness,
    missing,
    months_later,
    reminders_due,
)
from clusterhub.directory.kinds import FIELDS_OF, NOT_COUNTED, OrganisationKind

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
KINDS = st.sampled_from(list(OrganisationKind))
CONFIRMED = datetime(2024, 3, 31, 12, tzinfo=UTC)


def test_a_profile_ages_after_twelve_months_and_is_stale_after_eighteen():
    steps = [(0, "fresh"), (11, "fresh"), (12, "ageing"), (17, "ageing"), (18, "stale")]

    found = [(months, freshness(CONFIRMED, months_later(CONFIRMED, months))) for months, _ in steps]

    assert found == steps
    assert freshness(None, CONFIRMED) == Freshness.NEVER


def test_reminders_come_after_eleven_twelve_and_fifteen_months():
    found = [reminders_due(CONFIRMED, months_later(CONFIRMED, each)) for each in (10, 11, 12, 15)]

    assert found == [0, 1, 2, 3]


@given(MOMENTS, st.integers(0, 60))
def test_months_later_never_leaves_the_month_and_never_goes_back(moment, months):
    later = months_later(moment, months)

    assert (later.year * 12 + later.month) - (moment.year * 12 + moment.month) == months
    assert later.day <= moment.day
    assert later.time() == moment.time()


@given(MOMENTS, st.integers(0, 2000))
def test_time_never_makes_a_profile_fresher(confirmed_at, days):
    order = [Freshness.FRESH, Freshness.AGEING, Freshness.STALE]

    sooner = freshness(confirmed_at, confirmed_at + timedelta(days=days))
    later = freshness(confirmed_at, confirmed_at + timedelta(days=days + 1))

    assert order.index(sooner) <= order.index(later)


@given(KINDS, st.data())
def test_a_profile_is_complete_when_nothing_asked_is_missing(kind, data):
    asked = [name for name in FIELDS_OF[kind] if name not in NOT_COUNTED]
    filled = data.draw(st.sets(st.sampled_from(asked)))
    record = {"kind": kind} | {
        "contact_count" if name == "contacts" else name: "x" for name in filled
    }

    assert set(missing(record)) == set(asked) - filled
    assert (completeness(record) == 100) == (filled == set(asked))
