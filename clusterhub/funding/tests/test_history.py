"""What changes of a call is kept, and what a person has written is known as such."""

from datetime import UTC, datetime, timedelta

import pytest

from clusterhub.funding.models import CallAlias
from clusterhub.funding.operations import (
    IdentifierTaken,
    ResumesBeforeItIsSuspended,
    add_deadline,
    create_call,
    set_moment,
    update_call,
)
from clusterhub.funding.tests.makers import make_call

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def history(call):
    return [(row.field, row.was, row.is_now, row.source) for row in call.changes.all()]


def test_a_change_keeps_what_was_said_before():
    call = make_call(title="Vouchers", closes_at=None, budget_eur=1000)

    update_call(call, by=None, title="Vouchers II", budget_eur=None, programme="")

    assert history(call) == [
        ("budget_eur", "1000.00", "", ""),
        ("title", "Vouchers", "Vouchers II", ""),
    ]


def test_what_a_person_has_written_is_known():
    call = make_call(closes_at=None, programme="SMP", summary="")
    assert call.by_hand == ["title", "programme"]

    update_call(call, by=None, summary="Words", programme="SMP")
    add_deadline(call, closes_at=NOW, by=None)

    call.refresh_from_db()
    assert call.by_hand == ["deadlines", "programme", "summary", "title"]


def test_an_identifier_names_one_call_and_an_old_one_still_finds_it():
    call = make_call(identifier="I3-2026-INV1")

    update_call(call, by=None, identifier="I3-2026-INV1-bis")

    with pytest.raises(IdentifierTaken):
        create_call(title="Another", identifier="i3 2026 inv1", by=None)
    assert {alias.identifier for alias in CallAlias.objects.filter(call=call)} == {
        "I3-2026-INV1",
        "I3-2026-INV1-bis",
    }


def test_a_call_is_suspended_and_goes_on():
    call = make_call(closes_at=NOW + 60 * DAY)
    sequence = call.sequence

    set_moment(call, moment="suspended_at", at=NOW, by=None, source="the portal")
    assert call.status(NOW) == "suspended"
    set_moment(call, moment="resumed_at", at=NOW + DAY, by=None)
    assert call.status(NOW + DAY) == "open"
    set_moment(call, moment="suspended_at", at=NOW + 2 * DAY, by=None)
    with pytest.raises(ResumesBeforeItIsSuspended):
        set_moment(call, moment="resumed_at", at=NOW + DAY, by=None)
    set_moment(call, moment="suspended_at", at=NOW + 2 * DAY, by=None)

    call.refresh_from_db()
    assert call.status(NOW + 2 * DAY) == "suspended"
    assert call.sequence == sequence + 3
    assert ("suspended_at", "", NOW.isoformat(), "the portal") in history(call)
