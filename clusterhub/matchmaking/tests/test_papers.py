"""Paper of a whole event is made by the worker: asked for once, ready on its page, gone after a day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.activity.models import Entry
from clusterhub.documents.extraction import extract_text
from clusterhub.documents.writing import pdf_problem
from clusterhub.events.tests.makers import make_organiser
from clusterhub.matchmaking.jobs import go_on_with_papers, make_paper
from clusterhub.matchmaking.models import PaperKind, PlanPaper
from clusterhub.matchmaking.operations.papers import (
    LOST_AFTER,
    MOST_TRIES,
    ask_for_paper,
    claim,
    finish,
    forget_papers,
    take_up_lost,
)
from clusterhub.matchmaking.operations.placing import place
from clusterhub.matchmaking.papers import html_of
from clusterhub.matchmaking.tests.on_the_day import make_pair
from clusterhub.matchmaking.tests.rows import make_matchmaking, make_meeting, make_participant

pytestmark = pytest.mark.django_db
NAMES = ("Łucja Wójcik", "Ζωή Παππά", "Зоя Ђурић")
needs_pdf = pytest.mark.skipif(bool(pdf_problem()), reason="this machine makes no PDF")


def desk(matchmaking, name, *numbers):
    return reverse(f"matchmaking:{name}", args=[matchmaking.event.slug, *numbers])


def make_crowd():
    matchmaking = make_matchmaking(slots=3, tables=1)
    matchmaking.table_names.create(number=1, name="Hall B")
    first, *others = [make_participant(matchmaking, name=name) for name in NAMES]
    for other, slot in zip(others, matchmaking.slots.all(), strict=False):
        place(make_meeting(first, other), slot)
    return matchmaking


def ask(matchmaking, what=PaperKind.SIGNS, part=0):
    return ask_for_paper(matchmaking, what=what, part=part, language="en-gb", by=None)


@needs_pdf
def test_every_paper_is_asked_for_made_and_taken(client, django_capture_on_commit_callbacks):
    matchmaking = make_crowd()
    client.force_login(make_organiser(matchmaking.event))
    words = {}

    for what in PaperKind.values:
        with django_capture_on_commit_callbacks(execute=True):
            asked = client.post(desk(matchmaking, "desk-papers"), {"what": what, "part": "1"})
        page = client.get(asked["Location"]).content.decode()
        file = client.get(f"{asked['Location']}paper.pdf")
        assert "Ready since" in page and "The plan has changed since." not in page
        assert file["Content-Type"] == "application/pdf"
        words[what] = "\n".join(extract_text(file.content, "plan.pdf").lines)

    for what in ("people", "tables", "floor"):
        assert all(name in words[what] for name in NAMES), what
    assert words["tables"].count("Table 1, Hall B") == 1
    assert "Hall B" in words["table-signs"]
    files = client.get(desk(matchmaking, "desk-files")).content.decode()
    assert files.count("Made on") == 4
    taken = Entry.objects.filter(verb="took the plan of meetings of")
    assert {each.details["file"] for each in taken} == {
        "people-1.pdf", "tables.pdf", "floor.pdf", "table-signs.pdf",
    }  # fmt: skip


def test_while_it_is_made_its_page_says_so_and_looks_again(client):
    matchmaking = make_crowd()
    client.force_login(make_organiser(matchmaking.event))
    paper, is_new = ask(matchmaking)
    same, is_another = ask(matchmaking)
    address = desk(matchmaking, "desk-paper", paper.pk)

    page = client.get(address).content.decode()
    piece = client.get(address, headers={"HX-Request": "true"}).content.decode()
    early = client.get(f"{address}paper.pdf").status_code
    listed = client.get(desk(matchmaking, "desk-files")).content.decode()

    assert (same.pk, is_new, is_another) == (paper.pk, True, False)
    assert f'<a class="button button--quiet" href="{address}">Look again</a>' in page
    assert f'hx-get="{address}"' in piece and "<html" not in piece
    assert early == 404
    assert "It is being made" in listed


def test_a_plan_that_changed_since_is_said(client):
    pair = make_pair()
    client.force_login(make_organiser(pair.matchmaking.event))
    paper, _is_new = ask(pair.matchmaking)
    make_paper.func(paper.pk) if not pdf_problem() else finish(
        claim(paper.pk), content=b"x", stamp=""
    )
    address = desk(pair.matchmaking, "desk-paper", paper.pk)

    make_participant(pair.matchmaking)

    assert "The plan has changed since." in client.get(address).content.decode()


def test_who_may_have_which_paper(client):
    matchmaking = make_crowd()
    papers = {what: ask(matchmaking, what, 1 if what == "people" else 0)[0] for what in PaperKind}
    for paper in papers.values():
        finish(claim(paper.pk), content=b"%PDF-", stamp="")
    found = {}

    for who, user in (
        ("door", make_organiser(matchmaking.event, "door")),
        ("helper", make_organiser(matchmaking.event, "helper")),
        ("lead", make_organiser(matchmaking.event)),
    ):
        client.force_login(user)
        found[who] = {
            what.value: client.get(desk(matchmaking, "desk-paper-file", paper.pk)).status_code
            for what, paper in papers.items()
        }

    helper = {"people": 403, "tables": 403, "floor": 200, "table-signs": 200}
    assert found == {
        "door": dict.fromkeys(helper, 403), "helper": helper, "lead": dict.fromkeys(helper, 200),
    }  # fmt: skip
    other = make_crowd()
    client.force_login(make_organiser(other.event))
    for paper in papers.values():
        assert client.get(desk(other, "desk-paper", paper.pk)).status_code == 404


@needs_pdf
@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"what": "x"},
        {"what": "people", "part": "2"},
        {"what": "people", "part": "0"},
        {"what": "people", "part": "²"},
        {"what": "people", "part": "9" * 30},
        {"what": "\x00"},
    ],
)
def test_nonsense_asks_for_nothing(client, posted):
    matchmaking = make_crowd()
    client.force_login(make_organiser(matchmaking.event))

    assert client.post(desk(matchmaking, "desk-papers"), posted).status_code == 404
    assert not PlanPaper.objects.exists()


def test_a_killed_workers_paper_is_made_by_the_next_one_and_failed_after_three():
    matchmaking = make_crowd()
    paper, _is_new = ask(matchmaking)
    first = claim(paper.pk)
    later = timezone.now() + LOST_AFTER + timedelta(seconds=1)

    at_work = (claim(paper.pk), take_up_lost())
    lost = take_up_lost(later)
    PlanPaper.objects.filter(pk=paper.pk).update(claimed_at=timezone.now() - 2 * LOST_AFTER)
    second = claim(paper.pk)
    finish(first, content=b"old", stamp="")
    still = PlanPaper.objects.get(pk=paper.pk).is_under_way
    PlanPaper.objects.filter(pk=paper.pk).update(
        claimed_at=timezone.now() - 2 * LOST_AFTER, tries=MOST_TRIES
    )

    assert at_work == (None, []) and lost == [paper.pk]
    assert (second.tries, still) == (2, True)
    assert take_up_lost() == []
    failed = PlanPaper.objects.get(pk=paper.pk)
    assert (failed.is_under_way, failed.is_ready) == (False, False)


@needs_pdf
def test_the_clock_makes_what_nobody_began():
    matchmaking = make_crowd()
    paper, _is_new = ask(matchmaking)
    PlanPaper.objects.update(asked_at=timezone.now() - 2 * LOST_AFTER)

    go_on_with_papers()

    assert PlanPaper.objects.get(pk=paper.pk).is_ready


def test_a_paper_without_anything_on_it_says_so(client):
    matchmaking = make_matchmaking(slots=0)
    client.force_login(make_organiser(matchmaking.event))
    paper, _is_new = ask(matchmaking)

    make_paper.func(paper.pk)

    page = client.get(desk(matchmaking, "desk-paper", paper.pk)).content.decode()
    assert "It could not be made" in page and "Try again" in page
    assert html_of(paper) == ""


def test_papers_go_after_a_day_and_the_older_one_of_a_kind_at_once():
    matchmaking = make_crowd()
    for _ in range(2):
        finish(claim(ask(matchmaking)[0].pk), content=b"%PDF-", stamp="")
    waiting, _is_new = ask(matchmaking, PaperKind.FLOOR)

    kept = PlanPaper.objects.filter(what=PaperKind.SIGNS).count()
    forget_papers(timezone.now() + timedelta(hours=25))

    assert kept == 1
    assert list(PlanPaper.objects.all()) == [waiting]
