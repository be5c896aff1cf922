"""A call with several cut-offs: each is decided for itself, and what one leaves the next may spend."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.applications.judging_refusals import AlreadyDecided, NotYet
from clusterhub.applications.models import Decision, Outcome
from clusterhub.applications.operations import assigning, deciding, procedure, reserve, screening
from clusterhub.applications.refusals import NotOpen
from clusterhub.applications.tests.evaluating import (
    CRITERIA,
    agree,
    applications,
    fresh,
    give,
    make_evaluator,
    make_officer,
)
from clusterhub.applications.tests.makers import (
    make_hosted,
    make_submitted,
    submit,
)
from clusterhub.directory.tests.makers import make_country
from clusterhub.funding.models import Call
from clusterhub.funding.operations import add_deadline

pytestmark = pytest.mark.django_db


def make_rounds(first=2, second=2, **rules):
    """Two cut-offs, both over: `first` applications came for the first and `second` for the second."""
    hosted = make_hosted()
    now, spain = timezone.now(), make_country("ES", "Spain")
    early = hosted.call.deadlines.get()
    late = add_deadline(hosted.call, closes_at=now + timedelta(days=40), label="Two", by=None)
    for number in range(first):
        make_submitted(hosted, title=f"Early {number}", lead_name=f"E{number}", lead_country=spain)
    shut(early, now - timedelta(days=9))
    for number in range(second):
        make_submitted(hosted, title=f"Late {number}", lead_name=f"L{number}", lead_country=spain)
    shut(late, now - timedelta(days=1))
    officer = make_officer(hosted)
    rules = {"criteria": CRITERIA, "evaluators": 1, "amount": 5000, "has_consensus": True} | rules
    procedure.set_procedure(hosted, by=hosted.publisher, **rules)
    procedure.fix_procedure(hosted, by=hosted.publisher)
    people = [make_evaluator(hosted)]
    hosted = fresh(hosted)
    hosted.officer, hosted.evaluators, hosted.early, hosted.late = officer, people, early, late
    return hosted


def shut(deadline, at):
    deadline.closes_at = at
    deadline.save()


def judge(hosted, cut_off, *scores):
    """Screened, assigned and scored: what came for one cut-off."""
    rows = [each for each in applications(hosted) if each.cut_off_id == cut_off.pk]
    for application in rows:
        screening.screen_application(application, verdict="yes", by=hosted.officer)
    assigning.assign_evaluators(hosted, by=hosted.officer, cut_off=cut_off.pk)
    for application, score in zip(rows, scores, strict=True):
        give(application, hosted.evaluators[0], score, score)
        agree(application, score, score)
    return rows


def decide(hosted, cut_off):
    return deciding.decide(hosted, by=hosted.officer, cut_off=cut_off.pk)


def places(decision):
    return list(decision.outcomes.order_by("application").values_list("place", "rank"))


def test_each_cut_off_is_decided_for_itself_and_leaves_the_rest_of_the_budget_to_the_next():
    hosted = make_rounds(budget=15000)
    judge(hosted, hosted.early, "5", "3")
    first = decide(hosted, hosted.early)
    [_best, second_of_all] = judge(hosted, hosted.late, "4", "3")

    second = decide(hosted, hosted.late)

    assert places(first) == [("funded", 1), ("funded", 2)]
    assert places(second) == [("funded", 1), ("reserve", 2)]
    reason = Outcome.objects.get(application=second_of_all).reason
    assert reason == (
        "Score 6, rank 2: it asks for €5,000, and €0 are left of the budget of €15,000."
    )


def test_a_share_for_each_cut_off_goes_on_to_the_next_where_it_is_not_spent():
    hosted = make_rounds(first=1, second=3, budget=20000, cut_off_budget=10000)
    judge(hosted, hosted.early, "5")
    decide(hosted, hosted.early)
    judge(hosted, hosted.late, "5", "4", "3")

    decision = decide(hosted, hosted.late)

    assert [place for place, _rank in places(decision)] == ["funded", "funded", "funded"]


def test_a_quota_counts_what_earlier_cut_offs_granted_and_says_so():
    cap = {"group": "country", "values": ["ES"], "at_most": 2}
    hosted = make_rounds(budget=50000, quotas=[cap])
    judge(hosted, hosted.early, "5", "2.5")
    decide(hosted, hosted.early)
    judge(hosted, hosted.late, "5", "4")

    decision = decide(hosted, hosted.late)

    assert places(decision) == [("funded", 1), ("reserve", 2)]
    last = decision.outcomes.get(rank=2)
    assert last.reason == (
        "Score 8, rank 2: the places of Spain (2) were taken by rank 1 and in earlier cut-offs."
    )
    assert last.letter_reason == (
        "Score 8, rank 2: the places of Spain (2) were taken by higher ranks and in earlier cut-offs."
    )


def test_cut_offs_are_decided_in_their_order_and_none_by_a_guess():
    hosted = make_rounds(budget=50000)
    judge(hosted, hosted.early, "5", "4")
    judge(hosted, hosted.late, "5", "4")

    with pytest.raises(NotYet):
        deciding.decide(hosted, by=hosted.officer)
    with pytest.raises(NotYet) as refusal:
        decide(hosted, hosted.late)
    first = decide(hosted, hosted.early)
    again = decide(hosted, hosted.early)
    decide(hosted, hosted.late)

    assert refusal.value.missing[0].startswith("Decide first: ")
    assert first == again
    assert Decision.objects.filter(hosted=hosted).count() == 2


def test_an_early_cut_off_is_judged_and_decided_while_the_next_takes_applications():
    hosted = make_rounds(second=0, budget=50000)
    shut(hosted.late, timezone.now() + timedelta(days=5))
    [first, _second] = judge(hosted, hosted.early, "5", "4")

    decision = decide(hosted, hosted.early)
    deciding.post_decision_letters(hosted, by=hosted.officer, cut_off=hosted.early.pk)
    deciding.publish_results(hosted, by=hosted.officer, cut_off=hosted.early.pk)
    newcomer = make_submitted(hosted, title="In time for the second")

    assert decision.outcomes.filter(told_at__isnull=False).count() == 2
    assert newcomer.cut_off == hosted.late
    assert Call.objects.get(pk=hosted.call.pk).results_at is None
    with pytest.raises(AlreadyDecided):
        screening.screen_application(first, verdict="no", reason="Late", by=hosted.officer)
    with pytest.raises((NotOpen, NotYet)):
        deciding.decide(hosted, by=hosted.officer, cut_off=hosted.late.pk)


def test_with_the_results_of_the_last_cut_off_the_call_has_its_results():
    hosted = make_rounds(first=1, second=1, budget=50000)
    for cut_off in (hosted.early, hosted.late):
        judge(hosted, cut_off, "5")
        decide(hosted, cut_off)
        deciding.post_decision_letters(hosted, by=hosted.officer, cut_off=cut_off.pk)
    at = []
    for cut_off in (hosted.early, hosted.late):
        deciding.publish_results(hosted, by=hosted.officer, cut_off=cut_off.pk)
        at.append(Call.objects.get(pk=hosted.call.pk).results_at)

    assert (at[0] is None, at[1] is not None) == (True, True)


def test_what_is_given_back_after_a_later_cut_off_goes_to_the_reserve_under_what_is_left():
    hosted = make_rounds(budget=15000)
    judge(hosted, hosted.early, "5", "4")
    first = decide(hosted, hosted.early)
    judge(hosted, hosted.late, "5", "4")
    second = decide(hosted, hosted.late)

    moved = reserve.give_back(second.outcomes.get(rank=1), by=hosted.officer)

    assert [row.application for row in moved] == [second.outcomes.get(rank=2).application]
    assert [row.is_funded for row in first.outcomes.order_by("rank")] == [True, True]


def test_whoever_was_decided_on_hands_nothing_more_in_with_it_for_the_next():
    hosted = make_rounds(second=0, budget=50000)
    shut(hosted.late, timezone.now() + timedelta(days=5))
    [application, _other] = judge(hosted, hosted.early, "2", "4")
    decide(hosted, hosted.early)
    application = make_like(application)

    with pytest.raises(NotOpen):
        submit(application, by=application.created_by)


def make_like(application):
    return (
        type(application)
        .objects.select_related("hosted__call", "created_by")
        .get(pk=application.pk)
    )


def test_pages_show_one_cut_off_and_lead_to_the_others(client):
    hosted = make_rounds(budget=50000)
    judge(hosted, hosted.early, "5", "4")
    decide(hosted, hosted.early)
    client.force_login(hosted.officer)
    slug = hosted.call.slug

    def rows(name, address):
        return client.get(reverse(f"evaluation:{name}", args=[address])).json()

    first = rows("ranking-json", f"{slug}/cut-off-{hosted.early.pk}")
    other = rows("desk-json", f"{slug}/cut-off-{hosted.late.pk}")
    by_itself = rows("desk-json", slug)
    page = client.get(reverse("evaluation:ranking", args=[slug])).content.decode()

    assert first["decided_at"] and len(first["lines"]) == 2
    assert [row["title"] for row in other["applications"]] == ["Late 0", "Late 1"]
    assert by_itself["applications"] == other["applications"]  # There is something to do.
    assert [row["is_this"] for row in by_itself["cut_offs"]] == [False, True]
    assert f"/calls/{slug}/cut-off-{hosted.early.pk}/evaluation/ranking/" in page
    assert "€40,000 can be spent in this cut-off." in page
    assert client.get(f"/calls/{slug}/cut-off-999999/evaluation/").status_code == 404


def test_a_step_names_its_cut_off_so_that_a_second_click_decides_no_other(client):
    hosted = make_rounds(budget=50000)
    judge(hosted, hosted.early, "5", "4")
    judge(hosted, hosted.late, "5", "4")
    client.force_login(hosted.officer)
    slug = hosted.call.slug
    early = reverse("evaluation:step", args=[f"{slug}/cut-off-{hosted.early.pk}", "decision"])

    bare = client.post(reverse("evaluation:step", args=[slug, "decision"]))
    client.post(early)
    client.post(early)

    assert bare.status_code == 404
    assert [each.cut_off for each in Decision.objects.all()] == [hosted.early]


def test_results_are_public_for_each_published_cut_off_and_for_no_other(client):
    hosted = make_rounds(first=1, second=1, budget=50000)
    for cut_off in (hosted.early, hosted.late):
        judge(hosted, cut_off, "5")
        decide(hosted, cut_off)
        deciding.post_decision_letters(hosted, by=hosted.officer, cut_off=cut_off.pk)
    deciding.publish_results(hosted, by=hosted.officer, cut_off=hosted.early.pk)
    slug = hosted.call.slug

    found = client.get(reverse("evaluation:results-json", args=[slug])).json()
    early = client.get(f"/calls/{slug}/cut-off-{hosted.early.pk}/results/")
    late = client.get(f"/calls/{slug}/cut-off-{hosted.late.pk}/results/")

    assert [row["lead"] for row in found["funded"]] == ["E0"]
    assert found["funded"][0]["amount"] == str(Decimal("5000.00"))
    assert (early.status_code, late.status_code) == (200, 404)
    assert "cut-off" in early.content.decode()
