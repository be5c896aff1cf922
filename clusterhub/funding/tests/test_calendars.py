from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.urls import reverse

from clusterhub.funding.calendars import calendar_of
from clusterhub.funding.models import Call, Deadline, end_of_day

GOLDEN = Path(__file__).parent / "golden"
CHANGED = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)


def row(number, deadlines=(), **changes):
    """A call that was never stored, with its cut-offs."""
    facts = {
        "pk": number,
        "uid": UUID(int=number),
        "slug": f"call-{number}",
        "title": f"Call {number}",
        "updated_at": CHANGED,
    }
    call = Call(**(facts | changes))
    call._prefetched_objects_cache = {
        "deadlines": [Deadline(pk=number * 10 + n, **each) for n, each in enumerate(deadlines)]
    }
    return call


def around_the_changes():
    day = {"is_day_only": True, "time_zone": "Europe/Brussels"}
    return [
        row(
            1,
            [
                {"closes_at": datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), "label": "stage 1"},
                {"closes_at": datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "label": "stage 2"},
                {"closes_at": end_of_day(datetime(2026, 3, 29).date()), **day},
                {"closes_at": end_of_day(datetime(2026, 10, 25).date()), **day},
            ],
            title="Green, digital; and “new” \\ vouchers for small and medium-sized companies",
            programme="I3, strand 2a",
            identifier="I3-2026-INV2a",
            url="https://funding.example/calls?id=I3-2026,a;b",
            sequence=3,
        ),
        row(2, [{"closes_at": datetime(2026, 10, 25, 1, 30, tzinfo=UTC)}]),
        row(3),
    ]


def test_a_feed_around_both_clock_changes_is_the_golden_file(settings):
    settings.BASE_URL = "https://clusters.example"

    content = calendar_of(around_the_changes(), "Deadlines, of calls", reverse("funding:calls"))

    path = GOLDEN / "calls.ics"
    path.exists() or path.write_bytes(content)
    assert content == path.read_bytes()
