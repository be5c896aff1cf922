"""The last minute: real transactions, one connection for each of many, on both databases."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clusterhub.applications.models import AnswerVersion, Submission
from clusterhub.applications.operations import submitting, writing
from clusterhub.applications.refusals import TooLate, TooMany
from clusterhub.applications.snapshots import digest_of
from clusterhub.applications.tests.makers import make_application, make_hosted, submit
from clusterhub.directory.tests.makers import make_organisation
from tests.racing import racing

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
# Receipts leave by the worker, as on a real site; else each submission would wait for its mail.
WITH_A_WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
at_once = racing(TooLate, TooMany)


@pytest.mark.slow
def test_of_500_in_the_last_minute_none_is_lost_and_none_late_that_was_not(settings):
    """They wait for each other until long after the deadline; only when they came counts."""
    settings.TASKS = WITH_A_WORKER
    hosted = make_hosted()
    applications = _copies(make_application(hosted), 500)
    closes_at = timezone.now() + timedelta(milliseconds=50)
    hosted.call.deadlines.update(closes_at=closes_at)
    came = [closes_at - timedelta(seconds=60) * (1 - n / 499) for n in range(499)]
    came.append(closes_at)  # On the stroke of the hour: too late.

    results = at_once(
        *(
            lambda one=one, moment=moment: submit(one, moment)
            for one, moment in zip(applications, came, strict=True)
        )
    )

    assert results[-1] is TooLate
    stored = list(Submission.objects.order_by("application"))
    assert len(stored) == 499
    assert {one.lateness for one in stored} == {"in_time"}
    assert [one.received_at for one in stored] == came[:-1]
    assert all(one.digest == digest_of(one.snapshot) for one in stored)
    assert max(one.stored_at for one in stored) > closes_at


def _copies(first, count):
    """As many applications as that, each with its answer and its lead."""
    model, hosted = type(first), first.hosted
    rows = [
        model(
            hosted=hosted,
            form=first.form,
            number=first.number + n,
            title=first.title,
            lead_name=first.lead_name,
            created_at=first.created_at,
            changed_at=first.created_at,
        )
        for n in range(1, count)
    ]
    model.objects.bulk_create(rows)
    answer, member = first.answers.get(), first.members.get()
    for source in (answer, member):
        others = []
        for row in rows:
            values = {f.attname: getattr(source, f.attname) for f in source._meta.concrete_fields}
            others.append(type(source)(**values | {"id": None, "application_id": row.pk}))
        type(source).objects.bulk_create(others)
    for row in rows:
        row.leader = first.leader
    return [first, *rows]


def test_many_clicks_at_once_are_one_submission_and_each_change_is_one_more():
    application = make_application()
    key = application.form.questions.get().key

    at_once(*[lambda: submit(application)] * 6)
    facts = {"key": key, "value": "Something else", "by": application.leader}
    writing.write_answer(application, based_on=1, **facts)
    at_once(*[lambda: submit(application)] * 6)

    numbers = Submission.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2]


def test_of_many_who_write_the_same_answer_at_once_one_stands_and_nothing_is_lost():
    application = make_application()
    key = application.form.questions.get().key

    at_once(
        *(
            lambda n=n: writing.write_answer(
                application, key=key, value=f"text {n}", based_on=1, by=application.leader
            )
            for n in range(8)
        )
    )

    answer = application.answers.get()
    assert answer.number == 2
    # One person's rivals are one text that goes on; the others are kept by whoever wrote them.
    assert AnswerVersion.objects.filter(is_rival=True).count() == 1


def test_an_organisation_starts_no_more_than_it_may_however_fast_it_clicks():
    hosted, body = make_hosted(most_per_organisation=2), make_organisation()
    leader = make_application(hosted).leader

    results = at_once(
        *(
            lambda n=n: writing.start_application(
                hosted, by=leader, lead_organisation=body, title=f"Idea {n}"
            )
            for n in range(6)
        )
    )

    assert results.count(TooMany) == 4
    numbers = hosted.applications.values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3]


def test_who_withdraws_while_she_submits_ends_in_one_of_both_states():
    application = make_application()
    submit(application)

    at_once(
        lambda: submit(application),
        lambda: submitting.withdraw_application(application, by=application.leader),
    )

    application.refresh_from_db()
    latest = application.submissions.last()
    assert application.submitted_at == latest.received_at
    assert application.withdrawn_at is None or application.withdrawn_at >= latest.stored_at
