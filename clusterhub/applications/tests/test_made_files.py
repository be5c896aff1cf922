"""The PDF of an application: made by the worker, for whoever may read it, and logged when it is taken."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.jobs import make_waiting_files
from clusterhub.applications.models import MadeFile, MakingState, RoleKind
from clusterhub.applications.operations import making, ties
from clusterhub.applications.reading import Contents
from clusterhub.applications.tests.evaluating import assign, make_judged
from clusterhub.applications.tests.makers import (
    answer,
    make_application,
    make_hosted,
    make_publisher,
    make_submitted,
    pass_deadline,
)

pytestmark = pytest.mark.django_db
PDF, PAGE = "applications:pdf", "applications:pdf-page"


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    cache.clear()


def queued(application, reading="team", **source):
    """A file that some worker is making just now."""
    row = making.ask_for_file(application, reading=reading, source=source or {"record": {}})
    MadeFile.objects.filter(pk=row.pk).update(state="making", started_at=timezone.now())
    return row


def _in_the_making(client, application):
    """As after the first request, while a worker is at it."""
    client.get(reverse(PDF, args=[application.uid]))
    MadeFile.objects.update(state=MakingState.MAKING, started_at=timezone.now(), content=None)


@pytest.mark.pdf
def test_it_is_made_once_for_the_same_words_and_anew_after_a_change(client):
    application = make_application()
    client.force_login(application.leader)
    address = reverse(PDF, args=[application.uid])

    first, second = client.get(address), client.get(address)
    made = MadeFile.objects.get().made_at
    question = application.form.questions.get()
    answer(application, question, "Something else", based_on=1)
    cache.clear()
    client.get(address)

    assert first.status_code == 200
    assert first.content == second.content and first.content.startswith(b"%PDF-")
    assert 'filename="A-001.pdf"' in first["Content-Disposition"]
    row = MadeFile.objects.get()
    assert row.made_at > made


@pytest.mark.pdf
def test_while_it_is_made_a_page_says_so_and_only_the_download_stands_in_the_log(client):
    application = make_application()
    client.force_login(application.leader)
    _in_the_making(client, application)
    application.accesses.all().delete()

    sent_on = client.get(reverse(PDF, args=[application.uid]))
    waiting = client.get(reverse(PAGE, args=[application.uid]))
    logged_before = application.accesses.filter(verb="downloaded").count()
    MadeFile.objects.update(state=MakingState.DONE, content=b"%PDF-x")
    ready = client.get(reverse(PAGE, args=[application.uid]))
    taken = client.get(reverse(PDF, args=[application.uid]))

    assert sent_on["Location"] == reverse(PAGE, args=[application.uid])
    assert (waiting["Refresh"], "Refresh" in ready) == ("3", False)
    assert "The PDF is being made" in waiting.content.decode()
    assert "Download the PDF" in ready.content.decode()
    assert (logged_before, taken.content) == (0, b"%PDF-x")
    assert application.accesses.filter(verb="downloaded").count() == 1
    assert application.accesses.count() == 1


@pytest.mark.parametrize("name", [PDF, PAGE])
def test_nobody_else_reads_it_or_learns_whether_it_is_made(client, name):
    application = make_submitted()
    MadeFile.objects.all().delete()
    address = reverse(name, args=[application.uid])
    hosted = application.hosted
    people = [make_user(), make_publisher(hosted, RoleKind.OFFICER)]
    people += [make_publisher(hosted, kind) for kind in (RoleKind.OBSERVER, RoleKind.EVALUATOR)]

    found = []
    for person in people:  # The deadline is to come: the desk reads nothing yet.
        client.force_login(person)
        found.append(client.get(address).status_code)
    client.logout()

    assert found == [404] * 4
    assert client.get(address).status_code == 302
    assert MadeFile.objects.count() == 0


@pytest.mark.pdf
def test_the_desk_gets_what_was_handed_in_and_never_the_draft_of_the_team(client):
    hosted = make_hosted()
    application = make_submitted(hosted)
    pass_deadline(hosted)
    officer = make_publisher(hosted, RoleKind.OFFICER)
    for person in (application.leader, officer):
        client.force_login(person)
        assert client.get(reverse(PDF, args=[application.uid])).status_code == 200

    notes = {row.reading: row.source["note"] for row in MadeFile.objects.all()}

    assert notes["team"].startswith("Draft")
    assert notes["desk"].startswith("Received")


@pytest.mark.pdf
def test_an_evaluator_gets_a_file_without_names_until_a_tie_is_found(client):
    hosted = make_judged(count=1, evaluators=1, is_anonymous=True)
    assign(hosted)
    [application], [judge] = hosted.applications.all(), hosted.evaluators
    client.force_login(judge)
    address = reverse("evaluation:file-pdf", args=[application.uid])
    page = reverse("evaluation:file-pdf-page", args=[application.uid])

    taken = client.get(address)
    said = MadeFile.objects.get().source
    ties.declare_conflict(application, words="A cousin", by=judge)

    assert taken.status_code == 200
    assert (said["record"]["lead"], said["record"]["country"]) == (None, None)
    assert application.accesses.filter(as_what="evaluator", what="pdf").count() == 1
    assert [client.get(address).status_code, client.get(page).status_code] == [404, 404]


def test_what_failed_three_times_says_so_and_can_be_made_again(client):
    application = make_application()
    client.force_login(application.leader)
    page = reverse(PAGE, args=[application.uid])
    record = Contents(application).record()
    note = "Draft, not what was handed in."
    row = making.ask_for_file(application, reading="team", source={"record": record, "note": note})
    MadeFile.objects.filter(pk=row.pk).update(state=MakingState.FAILED, attempts=3)

    failed = client.get(page).content.decode()
    making.try_again(row)

    assert "The PDF could not be made" in failed
    assert MadeFile.objects.get().state == MakingState.QUEUED


def test_a_worker_that_died_is_followed_by_another_and_three_times_is_enough():
    row = queued(make_application())
    long_ago = timezone.now() - timedelta(minutes=5)

    busy = making.to_make().count()
    MadeFile.objects.update(started_at=long_ago, attempts=1)
    waiting = making.to_make().count()
    MadeFile.objects.update(attempts=3)
    making.give_up_hopeless()

    assert (busy, waiting) == (0, 1)
    assert MadeFile.objects.get(pk=row.pk).state == MakingState.FAILED


def test_what_was_made_of_older_words_is_thrown_away():
    application = make_application()
    row = queued(application, record={"a": 1})

    newer = making.ask_for_file(application, reading="team", source={"record": {"a": 2}})
    late = MadeFile.objects.filter(pk=row.pk, digest=row.digest).update(content=b"old")

    assert (newer.pk, late) == (row.pk, 0)
    assert MadeFile.objects.get().state == MakingState.QUEUED


def test_made_files_go_after_a_day_and_with_their_application():
    first, second = make_application(), make_application()
    queued(first)
    queued(second)
    MadeFile.objects.filter(application=first).update(
        queued_at=timezone.now() - timedelta(hours=25)
    )

    make_waiting_files()
    left, kept = list(MadeFile.objects.values_list("application", flat=True)), second.pk
    second.delete()

    assert (left, MadeFile.objects.count()) == ([kept], 0)
