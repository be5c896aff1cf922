from datetime import UTC, datetime, timedelta

import pytest

from clusterhub.funding.models import Call, Deadline
from clusterhub.funding.models.state import status_of

pytestmark = pytest.mark.pure
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
BEFORE, AFTER = NOW - DAY, NOW + DAY


@pytest.mark.parametrize(
    ("moments", "deadlines", "status"),
    [
        ({}, [], "announced"),
        ({"opens_at": BEFORE}, [], "open"),
        ({"opens_at": NOW}, [], "open"),
        ({"opens_at": AFTER}, [], "announced"),
        ({"opens_at": AFTER}, [NOW + 9 * DAY], "announced"),
        ({}, [NOW + 60 * DAY], "open"),
        ({}, [NOW + 7 * DAY], "closing_soon"),
        ({}, [NOW + 9 * DAY], "open"),
        ({}, [BEFORE, NOW + 60 * DAY], "open"),
        ({}, [NOW], "closed"),
        ({"opens_at": BEFORE, "spent_at": NOW}, [], "closed"),
        ({"suspended_at": NOW}, [AFTER], "suspended"),
        ({"suspended_at": BEFORE, "opens_at": AFTER}, [], "suspended"),
        ({"suspended_at": BEFORE}, [NOW], "closed"),
        ({"suspended_at": BEFORE, "resumed_at": NOW}, [AFTER], "closing_soon"),
        ({"suspended_at": BEFORE, "resumed_at": AFTER}, [AFTER], "suspended"),
        ({"suspended_at": AFTER}, [NOW + 60 * DAY], "open"),
        ({"results_at": NOW}, [BEFORE], "results_out"),
        ({"results_at": AFTER}, [BEFORE], "closed"),
        ({"results_at": BEFORE, "cancelled_at": NOW}, [BEFORE], "cancelled"),
        ({"cancelled_at": NOW, "opens_at": AFTER}, [], "cancelled"),
    ],
)
def test_a_status_follows_from_the_moments(moments, deadlines, status):
    rows = [Deadline(closes_at=moment) for moment in deadlines]

    assert status_of(Call(**moments), rows, NOW) == status
