"""Two people at the same moment: one decision, one place, one consensus. Real transactions."""

import pytest

from clusterhub.applications.judging_refusals import AlreadyGiven, Superseded
from clusterhub.applications.models import Award, Consensus, Decision, Outcome
from clusterhub.applications.operations import agreeing, deciding, reserve
from clusterhub.applications.tests.evaluating import (
    applications,
    assign,
    give,
    judge_all,
    make_judged,
    make_officer,
)
from tests.racing import racing

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
at_once = racing(AlreadyGiven, Superseded)


def test_two_officers_decide_once_and_letters_go_out_once():
    hosted = make_judged(count=2, evaluators=1, budget=5000)
    judge_all(hosted, [("5", "5"), ("4", "4")])
    officers = [hosted.officer, make_officer(hosted)]

    first, second = at_once(*(lambda o=o: deciding.decide(hosted, by=o) for o in officers))
    counts = at_once(*(lambda o=o: deciding.post_decision_letters(hosted, by=o) for o in officers))

    assert first == second == Decision.objects.get()
    assert Outcome.objects.count() == 2
    assert sorted(counts) == [0, 2]
    numbers = list(hosted.minutes.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_last_reserve_place_moves_up_once():
    hosted = make_judged(count=3, evaluators=1, places=1, reserve=1)
    judge_all(hosted, [("5", "5"), ("4", "4"), ("3", "3")])
    deciding.decide(hosted, by=hosted.officer)
    outcome = Outcome.objects.get(place="funded")
    again = [hosted.officer, make_officer(hosted), outcome.application.created_by]

    moved = at_once(*(lambda o=o: reserve.give_back(outcome, by=o) for o in again))

    assert sorted(len(each) for each in moved) == [0, 0, 1]
    assert Outcome.objects.exclude(moved_up_at=None).count() == 1
    assert Award.objects.count() == 2


def test_two_evaluators_write_the_consensus_and_one_of_them_reads_what_the_other_wrote():
    hosted = make_judged(count=1)
    assign(hosted)
    [application] = applications(hosted)
    for person in hosted.evaluators:
        give(application, person)

    found = at_once(
        *(
            lambda p=person: agreeing.save_consensus(
                application, scores={"c1": "4", "c2": "4"}, words=str(p), number=0, by=p
            )
            for person in hosted.evaluators
        )
    )

    assert [each for each in found if each is Superseded] == [Superseded]
    consensus = Consensus.objects.get()
    assert consensus.number == 1 and consensus.settled_at is None
    agrees = [p for p in hosted.evaluators if str(p) != consensus.words] * 2
    at_once(*(lambda p=p: agreeing.agree_to_consensus(application, number=1, by=p) for p in agrees))
    consensus.refresh_from_db()
    assert consensus.settled_at is not None
    assert hosted.minutes.filter(kind="consensus").count() == 1
