from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from clusterhub.events.models import Event
from clusterhub.summaries.models import ArchivedVersion, EventSummary, SummaryFile
from clusterhub.summaries.operations import (
    make_file,
    publish_summary,
    save_draft,
    save_reading,
    take_document,
)
from clusterhub.summaries.refusals import EditedMeanwhile
from clusterhub.summaries.tests.makers import (
    TALK,
    answer_everything,
    fresh,
    make_draft,
    make_editor,
)

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def at_once(*calls):
    """What each call gives or raises, all begun together on connections of their own."""

    def run(call):
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_of_two_saves_on_one_revision_one_wins_and_the_other_text_is_kept():
    editors, summary = [make_editor() for _ in range(4)], make_draft()
    records = [summary.record | {"title": f"Version {n}"} for n in range(4)]

    outcomes = at_once(
        *[
            lambda r=r, e=e: save_draft(summary, r, 1, e)
            for r, e in zip(records, editors, strict=True)
        ]
    )

    lost = [each for each in outcomes if isinstance(each, EditedMeanwhile)]
    kept = {each.set_aside.record["title"] for each in lost}
    assert len(lost) == 3
    assert fresh(summary).revision == 2
    assert {*kept, fresh(summary).title} == {f"Version {n}" for n in range(4)}


def test_two_editors_publish_one_summary_once():
    summary = make_draft()
    answer_everything(summary)
    summary = fresh(summary)

    outcomes = at_once(*[lambda: publish_summary(summary, by=None)] * 3)

    assert len({each.published_at for each in outcomes}) == 1
    assert (Event.objects.count(), SummaryFile.objects.count()) == (1, 1)


def test_the_same_file_handed_in_twice_at_once_is_one_draft():
    outcomes = at_once(*[lambda: save_reading(TALK.encode(), "talk.txt", None)] * 3)

    assert len({each.pk for each in outcomes}) == 1
    assert EventSummary.objects.count() == 1


def test_of_editors_who_take_one_document_for_a_correction_one_does():
    summary, other = make_draft(), make_draft(screen="window")

    outcomes = at_once(*[lambda: take_document(summary, other, by=None)] * 3)

    refused = [each for each in outcomes if isinstance(each, EditedMeanwhile)]
    assert len(refused) == 2
    assert EventSummary.objects.count() == 1
    assert ArchivedVersion.objects.count() == 1


def test_of_many_workers_one_makes_the_file():
    summary = make_draft()
    answer_everything(summary)
    file = publish_summary(fresh(summary), by=None).files.get()
    made = []

    at_once(*[lambda: make_file(file, lambda record: made.append(1) or b"%PDF-")] * 4)

    assert made == [1]
