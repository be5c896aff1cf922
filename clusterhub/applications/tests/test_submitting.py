from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from clusterhub.applications.models import AccessVerb, RoleKind
from clusterhub.applications.operations import submitting, writing
from clusterhub.applications.permissions import can_view
from clusterhub.applications.refusals import Incomplete, NotAllowed, TooLate
from clusterhub.applications.snapshots import digest_of
from clusterhub.applications.tests.makers import (
    make_application,
    make_hosted,
    make_publisher,
    make_submitted,
    pass_deadline,
    submit,
)
from clusterhub.applications.timing import EXCEPTION, GRACE, IN_TIME, timing_of
from clusterhub.clock.moments import local_to_instant

SECOND = timedelta(seconds=1)


def _at(*local):
    return local_to_instant(datetime(*local), "Europe/Brussels").instant


@pytest.mark.pure
@pytest.mark.parametrize("day", [(2026, 1, 15), (2026, 7, 15), (2026, 3, 29), (2026, 10, 25)])
def test_the_last_second_counts_and_the_deadline_does_not_in_summer_and_winter(day):
    deadline = SimpleNamespace(closes_at=_at(*day, 17, 0))

    assert timing_of(_at(*day, 16, 59, 59), [deadline]).lateness == IN_TIME
    assert timing_of(_at(*day, 16, 59, 59, 999_999), [deadline]).lateness == IN_TIME
    assert timing_of(_at(*day, 17, 0, 0), [deadline]).lateness is None


@pytest.mark.pure
def test_grace_and_an_exception_are_said_and_end_to_the_second():
    closes_at = datetime(2026, 5, 5, 15, tzinfo=UTC)
    deadline = SimpleNamespace(closes_at=closes_at)

    def lateness(moment, **rules):
        return timing_of(moment, [deadline], **rules).lateness

    assert lateness(closes_at, grace_minutes=10) == GRACE
    assert lateness(closes_at + timedelta(minutes=10) - SECOND, grace_minutes=10) == GRACE
    assert lateness(closes_at + timedelta(minutes=10), grace_minutes=10) is None
    until = closes_at + timedelta(days=1)
    assert lateness(until - SECOND, excepted_until=until) == EXCEPTION
    assert lateness(until, excepted_until=until) is None


@pytest.mark.pure
def test_of_several_cut_offs_the_next_counts_and_what_was_handed_in_stays_with_its_own():
    first = SimpleNamespace(closes_at=datetime(2026, 5, 5, 15, tzinfo=UTC))
    second = SimpleNamespace(closes_at=datetime(2026, 9, 5, 15, tzinfo=UTC))
    between = first.closes_at + timedelta(days=3)

    assert timing_of(between, [first, second]).deadline is second
    assert not timing_of(between, [first, second], bound_to=first).is_taken


@pytest.mark.django_db
def test_what_is_handed_in_is_kept_as_it_stood_with_its_digest_and_replaced_by_the_next():
    application = make_submitted()
    first = application.submissions.get()
    key = first.snapshot["form"]["sections"][0]["questions"][0]["key"]

    writing.write_answer(
        application, key=key, value="Something else", based_on=1, by=application.leader
    )
    second = submit(application)

    first.refresh_from_db()
    assert first.digest == digest_of(first.snapshot)
    assert first.snapshot["form"]["sections"][0]["questions"][0]["value"].startswith("About")
    assert second.number == 2
    assert second.digest != first.digest
    application.refresh_from_db()
    assert application.submitted_at == second.received_at


@pytest.mark.django_db
def test_an_application_is_refused_when_late_or_incomplete_and_let_in_by_an_officer():
    hosted = make_hosted()
    officer = make_publisher(hosted, role=RoleKind.OFFICER)
    empty, application = make_application(hosted, is_answered=False), make_application(hosted)
    closes_at = hosted.call.deadlines.get().closes_at

    with pytest.raises(Incomplete):
        submit(empty)
    with pytest.raises(TooLate):
        submit(application, closes_at)
    with pytest.raises(NotAllowed):
        submitting.grant_exception(
            application, until=closes_at + SECOND, reason="x", by=hosted.publisher
        )
    until = closes_at + timedelta(days=1)
    submitting.grant_exception(application, until=until, reason="Power cut in Graz", by=officer)
    late = submit(application, closes_at + timedelta(hours=1))

    assert late.lateness == EXCEPTION
    assert late.exception.reason == "Power cut in Graz"
    assert AccessVerb.EXCEPTED in application.accesses.values_list("verb", flat=True)


@pytest.mark.django_db
def test_nobody_of_the_call_reads_an_application_before_the_deadline_and_evaluators_not_after():
    hosted = make_hosted()
    application = make_submitted(hosted)
    people = {role: make_publisher(hosted, role=role) for role in RoleKind}

    before = {role for role, user in people.items() if can_view(user, application)}
    pass_deadline(hosted)
    after = {role for role, user in people.items() if can_view(user, application)}

    assert before == set()
    assert after == {RoleKind.PUBLISHER, RoleKind.OFFICER, RoleKind.OBSERVER}


@pytest.mark.django_db
def test_what_is_withdrawn_is_read_by_nobody_else_and_can_be_handed_in_again():
    hosted = make_hosted()
    application = make_submitted(hosted)
    officer = make_publisher(hosted, role=RoleKind.OFFICER)

    submitting.withdraw_application(application, by=application.leader)
    pass_deadline(hosted)

    assert not can_view(officer, application)
    hosted.call.deadlines.update(closes_at=timezone.now() + timedelta(days=1))
    again = submit(application)
    assert again.application.is_standing
