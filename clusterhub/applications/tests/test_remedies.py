"""An upheld appeal leads to a rank, a place and an award, minuted and told; nobody else loses any."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from clusterhub.applications.judging_refusals import HasConflict, NotYet
from clusterhub.applications.models import Appeal, Award, Outcome, Remedy, RoleKind
from clusterhub.applications.operations import appeals, deciding, remedies, ties
from clusterhub.applications.operations import screening as screens
from clusterhub.applications.refusals import NotAllowed
from clusterhub.applications.rounds import granted_elsewhere, rounds_of
from clusterhub.applications.tests.evaluating import (
    applications,
    decide,
    fresh,
    judge_all,
    make_judged,
    make_officer,
)
from clusterhub.applications.tests.makers import make_publisher
from tests.racing import racing

pytestmark = pytest.mark.django_db
FULL = {"c1": "5", "c2": "5"}


def make_upheld(number=2, scores=(("5", "5"), ("3", "3"), ("4", "4")), is_upheld=True, **rules):
    """Three applications are decided and told; the appeal of one of them is answered."""
    hosted = make_judged(count=len(scores), evaluators=1, **({"budget": 10000} | rules))
    judge_all(hosted, scores)
    decide(hosted)
    deciding.post_decision_letters(hosted, by=hosted.officer)
    return hosted, uphold(hosted, number, is_upheld=is_upheld)


def uphold(hosted, number, is_upheld=True):
    outcome = Outcome.objects.get(application__hosted=hosted, application__number=number)
    lead = outcome.application.created_by
    facts = {"words": "A page was overlooked.", "by": lead, "received_at": timezone.now()}
    appeal = appeals.file_appeal(outcome, **facts)
    words = {"reasons": "It was.", "by": hosted.officer}
    return appeals.decide_appeal(appeal, is_upheld=is_upheld, **words)


def put_right(hosted, appeal, scores=FULL, **more):
    facts = {"scores": scores, "reasons": "With the page it is best.", "by": hosted.officer} | more
    return remedies.put_right(appeal, **facts)


def standing(hosted):
    rows = Outcome.objects.filter(application__hosted=hosted).order_by("application__number")
    return [(row.place, row.rank) for row in rows]


def test_an_upheld_appeal_is_funded_out_of_what_is_left_and_nobody_loses_a_place():
    hosted, appeal = make_upheld(budget=15000, scores=(("5", "5"), ("2.5", "5"), ("4", "4")))
    was = standing(hosted)

    remedy = put_right(hosted, appeal)

    assert was == [("funded", 1), ("below", None), ("funded", 2)]
    assert standing(hosted) == [("funded", 1), ("funded", 2), ("funded", 2)]
    assert (remedy.before["place"], remedy.money_from) == ("below", "left")
    assert Award.objects.filter(outcome=appeal.outcome).exists()
    minute = hosted.minutes.get(kind="appeal followed")
    assert minute.words.endswith("stands at “Funded” and not at “Below a threshold”.")
    assert minute.record["before"] == {"place": "below", "rank": None, "score": "7.50"}


def test_where_the_budget_does_not_suffice_somebody_says_from_where_the_money_comes():
    hosted, appeal = make_upheld()

    with pytest.raises(NotYet) as refusal:
        put_right(hosted, appeal)
    remedy = put_right(hosted, appeal, money_words="The reserve of the consortium")

    assert refusal.value.missing == ["The budget does not suffice: say where the money comes from."]
    assert (remedy.place, remedy.money_from) == ("funded", "beyond")
    [part] = rounds_of(fresh(hosted))
    part.decision = None
    assert len(granted_elsewhere(part)) == 2  # The third is paid from elsewhere.


def test_a_better_score_may_only_lead_to_the_reserve_list_or_to_nothing():
    hosted, appeal = make_upheld(scores=(("5", "5"), ("2.5", "3"), ("4", "4")))

    remedy = put_right(hosted, appeal, scores={"c1": "3", "c2": "3.5"})

    assert (remedy.place, remedy.money_from) == ("reserve", "")
    assert standing(hosted)[1] == ("reserve", 3)
    assert Outcome.objects.get(application__number=2).letter_reason.startswith("Score 6.5, rank 3")


def test_who_was_not_eligible_and_should_have_been_is_ranked_with_scores():
    hosted = make_judged(count=2, evaluators=1, budget=10000)
    judge_all(hosted, [("5", "5"), ("4", "4")])
    _first, second = applications(hosted)
    facts = {"verdict": "no", "reason": "No signature", "by": hosted.officer}
    screens.screen_application(second, **facts)
    decide(hosted)
    deciding.post_decision_letters(hosted, by=hosted.officer)
    appeal = uphold(hosted, 2)

    remedy = put_right(hosted, appeal, scores={"c1": "4", "c2": "4"})

    outcome = Outcome.objects.get(application=second)
    assert (remedy.before["place"], outcome.place, outcome.amount) == ("ineligible", "funded", 5000)


def test_twice_is_once_and_only_an_upheld_appeal_is_followed():
    hosted, appeal = make_upheld(budget=15000, scores=(("5", "5"), ("2.5", "5"), ("4", "4")))
    first = put_right(hosted, appeal)
    again = put_right(hosted, appeal, scores={"c1": "0", "c2": "0"})
    refused = uphold(hosted, 1, is_upheld=False)

    with pytest.raises(NotYet):
        put_right(hosted, refused)

    assert first == again
    assert Award.objects.filter(outcome=appeal.outcome).count() == 1


def test_only_an_officer_without_a_tie_to_the_ranking_says_what_follows():
    hosted, appeal = make_upheld()
    tied = make_officer(hosted)
    ties.declare_conflict(applications(hosted)[0], words="A cousin", by=tied)

    with pytest.raises(HasConflict):
        put_right(hosted, appeal, by=tied, money_words="x")
    for kind in (RoleKind.PUBLISHER, RoleKind.OBSERVER):
        with pytest.raises(NotAllowed):
            put_right(hosted, appeal, by=make_publisher(hosted, kind), money_words="x")

    assert Remedy.objects.count() == 0


def test_the_team_is_told_and_reads_it_on_its_page(client, django_capture_on_commit_callbacks):
    hosted, appeal = make_upheld()
    with django_capture_on_commit_callbacks(execute=True):
        put_right(hosted, appeal, money_words="Own funds of the publisher")
    client.force_login(appeal.outcome.application.created_by)
    uid = appeal.outcome.application.uid

    page = client.get(reverse("evaluation:outcome", args=[uid])).content.decode()
    found = client.get(reverse("evaluation:outcome-json", args=[uid])).json()

    [letter] = [each for each in mail.outbox if "What follows from your appeal" in each.subject]
    assert "Your application is funded." in letter.body
    assert "With the page it is best." in letter.body
    assert "It stood at “Reserve list” and stands now at “Funded”." in page
    assert found["remedy"]["before"]["place"] == "reserve"


def test_the_page_shows_the_place_before_it_is_fixed(client):
    hosted, _appeal = make_upheld()
    client.force_login(hosted.officer)
    address = reverse("evaluation:remedy", args=[hosted.address, 2])
    typed = {"s_c1": "5", "s_c2": "5", "words": "It is best."}

    shown = client.post(address, typed)
    refused = client.post(address, typed | {"fix": "yes"})
    off_the_scale = client.post(address, typed | {"s_c1": "9"})
    fixed = client.post(address, typed | {"fix": "yes", "money_words": "Own funds"})
    case = client.get(reverse("evaluation:case", args=[hosted.address, 2])).content.decode()

    assert "The budget does not suffice" in shown.content.decode()
    assert Remedy.objects.count() == 1
    assert [shown.status_code, refused.status_code, off_the_scale.status_code] == [200, 200, 422]
    assert fixed.status_code == 302
    assert "Own funds" in case
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("kind", [RoleKind.PUBLISHER, RoleKind.OBSERVER, None])
def test_nobody_else_opens_the_page(client, kind):
    hosted, appeal = make_upheld()
    person = make_publisher(hosted, kind) if kind else appeal.outcome.application.created_by
    client.force_login(person)

    assert client.get(reverse("evaluation:remedy", args=[hosted.address, 2])).status_code == 404


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_appeals_upheld_at_once_do_not_spend_the_same_money():
    scores = (("5", "5"), ("2.5", "5"), ("2.5", "4"))
    hosted, first = make_upheld(budget=10000, scores=scores)
    second = uphold(hosted, 3)
    officers = [hosted.officer, make_officer(hosted)]
    pairs = zip((first, second), officers, strict=True)

    found = racing(NotYet)(
        *(
            lambda a=appeal, o=officer: put_right(
                fresh(hosted), Appeal.objects.get(pk=a.pk), scores={"c1": "4", "c2": "4"}, by=o
            )
            for appeal, officer in pairs
        )
    )

    made = [each.money_from for each in found if isinstance(each, Remedy)]
    assert made.count("left") == 1  # Whoever comes second meets a budget that is spent.
    assert Award.objects.count() == 2
