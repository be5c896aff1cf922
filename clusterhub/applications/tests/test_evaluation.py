from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from clusterhub.applications.judging_refusals import (
    AlreadyDecided,
    AlreadyGiven,
    BadScore,
    HasConflict,
    NotYet,
    RulesFixed,
    Superseded,
    TooLateToAppeal,
)
from clusterhub.applications.models import Award, CallRole, Outcome
from clusterhub.applications.operations import (
    agreeing,
    appeals,
    assigning,
    deciding,
    engaging,
    procedure,
    reserve,
    scoring,
    screening,
    ties,
)
from clusterhub.applications.permissions import assignments_of, can_view, may_judge_now
from clusterhub.applications.refusals import NotAllowed
from clusterhub.applications.tests.evaluating import (
    agree,
    applications,
    assign,
    decide,
    fresh,
    give,
    judge_all,
    make_evaluator,
    make_judged,
)
from clusterhub.applications.tests.makers import make_publisher

pytestmark = pytest.mark.django_db


def test_a_call_goes_from_screening_to_letters_and_results(django_capture_on_commit_callbacks):
    hosted = make_judged(count=3, budget=5000, reserve=1)
    judge_all(hosted, [("4", "4"), ("5", "4.5"), ("2.5", "5")])

    decision = decide(hosted)
    with django_capture_on_commit_callbacks(execute=True):
        deciding.post_decision_letters(hosted, by=hosted.officer)
    deciding.publish_results(hosted, by=hosted.officer)

    outcomes = {o.application.number: o for o in decision.outcomes.select_related("application")}
    assert [(outcomes[n].place, outcomes[n].rank) for n in (1, 2, 3)] == [
        ("reserve", 2),
        ("funded", 1),
        ("below", None),
    ]
    assert outcomes[3].letter_reason == (
        "Score 7.5, not ranked: Excellence with 2.5 is below the threshold of 3."
    )
    decided = [m for m in mail.outbox if "decision on your application" in m.subject]
    assert len(decided) == 3
    assert "Your application is funded." in "".join(m.body for m in decided)
    assert Award.objects.get().outcome == outcomes[2]
    minutes = list(hosted.minutes.values_list("kind", flat=True))
    assert [kind for kind in minutes if kind in ("decision", "letters", "results")] == [
        "decision",
        "letters",
        "results",
    ]


def test_rules_do_not_change_once_they_are_fixed_and_nothing_is_decided_before_all_is_judged():
    hosted = make_judged()

    with pytest.raises(RulesFixed):
        procedure.set_procedure(hosted, by=hosted.publisher, evaluators=1)
    with pytest.raises(NotYet) as refusal:
        decide(hosted)

    assert refusal.value.missing == [
        f"{each.reference} is not screened." for each in applications(hosted)
    ]


def test_the_first_round_is_blind_and_what_is_given_stays():
    hosted = make_judged(count=1)
    assign(hosted)
    [application], (first, second) = applications(hosted), hosted.evaluators

    with pytest.raises(BadScore):
        give(application, first, "4.25", "4")
    given = give(application, first, "4", "3")
    with pytest.raises(AlreadyGiven):
        give(application, first, "5", "5")
    with pytest.raises(NotYet):
        agree(application, "4", "4")  # The second has not given hers.

    assert given.given_at and may_judge_now(second, application)


def test_an_older_page_does_not_overwrite_what_was_saved_since():
    hosted = make_judged(count=1, evaluators=1)
    assign(hosted)
    [application], [judge] = applications(hosted), hosted.evaluators
    save = {"comments": {}, "by": judge}
    scoring.save_evaluation(application, scores={"c1": "4"}, **save)
    scoring.save_evaluation(application, scores={"c1": "3"}, number=1, **save)

    with pytest.raises(Superseded):
        scoring.save_evaluation(application, scores={"c1": "5"}, number=1, **save)


def test_a_declared_conflict_shuts_the_file_at_once_is_minuted_and_is_not_lifted():
    hosted = make_judged(count=1)
    assign(hosted)
    [application], person = applications(hosted), hosted.evaluators[0]
    assert may_judge_now(person, application)

    [conflict] = ties.declare_conflict(application, words="my cousin", by=person)

    assert not may_judge_now(person, application)
    assert not assignments_of(person).exists()
    assert "my cousin" in hosted.minutes.last().words
    with pytest.raises(NotAllowed):
        give(application, person)
    with pytest.raises(HasConflict):
        ties.lift_conflict(conflict, reason="no matter", by=hosted.officer)


def test_a_conflict_that_is_found_ends_the_assignment_and_an_officer_may_lift_it():
    hosted = make_judged(count=1, evaluators=1)
    assign(hosted)
    [application], [person] = applications(hosted), hosted.evaluators
    domain = person.email.partition("@")[2]
    application.members.update(email=f"ana@{domain}")

    assert ties.check_pair(application, person)
    assert not may_judge_now(person, application)
    ties.lift_conflict(application.conflicts.get(), reason="40,000 work there", by=hosted.officer)
    again = assigning.assign_one(application, person=person, by=hosted.officer)

    assert again is not None and may_judge_now(person, application)
    assert ties.detect_conflicts(hosted) == 0


def test_an_officer_with_a_tie_does_not_see_the_file_from_her_chair():
    hosted = make_judged(count=1)
    [application] = applications(hosted)
    assert can_view(hosted.officer, application)

    ties.declare_conflict(application, words="my firm", by=hosted.officer)

    assert not can_view(hosted.officer, application)
    with pytest.raises(HasConflict):
        screening.screen_application(application, verdict="yes", by=hosted.officer)


@pytest.mark.parametrize("keeps", [True, False])
def test_who_loses_the_role_in_the_middle_reads_nothing_more(keeps):
    hosted = make_judged(count=1, has_consensus=False)
    assign(hosted)
    [application], (gone, stays) = applications(hosted), hosted.evaluators
    give(application, gone, "5", "5")
    role = CallRole.objects.get(person=gone)

    engaging.end_evaluator(role, keeps=keeps, reason="ill", by=hosted.publisher)
    give(application, stays, "4", "3")
    decision = decide(hosted)

    assert not may_judge_now(gone, application)
    assert str(decision.outcomes.get().score) == ("8.50" if keeps else "7.00")


def test_who_has_not_promised_reads_nothing():
    hosted = make_judged(count=1, evaluators=1)
    person = make_publisher()
    engaging.invite_evaluator(hosted, person=person, by=hosted.publisher)
    assign(hosted)
    [application] = applications(hosted)

    with pytest.raises(NotAllowed):
        assigning.assign_one(application, person=person, by=hosted.officer)
    assert not may_judge_now(person, application)


def test_the_place_that_is_given_back_goes_to_the_next_under_the_same_quotas():
    quota = [{"group": "country", "at_most": 1}]
    hosted = make_judged(
        count=4,
        evaluators=1,
        countries=(("ES", "Spain"), ("PT", "Portugal")),
        quotas=quota,
        places=2,
    )
    judge_all(hosted, [("5", "5"), ("5", "4.5"), ("4", "4"), ("3", "3")])
    decide(hosted)
    first, second, third, fourth = Outcome.objects.order_by("application__number")
    assert [o.place for o in (first, second, third, fourth)] == [
        *("funded", "funded", "reserve", "reserve"),
    ]

    moved = reserve.give_back(second, by=hosted.officer)

    assert [o.application.number for o in moved] == [4]  # Spain has its one.
    assert reserve.give_back(second, by=hosted.officer) == []
    assert Award.objects.count() == 3


def test_an_appeal_is_taken_until_its_last_second_and_decided_with_reasons(
    django_capture_on_commit_callbacks,
):
    hosted = make_judged(count=2, evaluators=1, budget=5000)
    judge_all(hosted, [("5", "5"), ("4", "4")])
    decide(hosted)
    deciding.post_decision_letters(hosted, by=hosted.officer)
    outcome = Outcome.objects.get(application__number=2)
    lead, until = outcome.application.created_by, outcome.appeal_until

    with pytest.raises(TooLateToAppeal):
        appeals.file_appeal(outcome, words="Wrong", by=lead, received_at=until)
    just = until - timedelta(seconds=1)
    appeal = appeals.file_appeal(outcome, words="Wrong", by=lead, received_at=just)
    with django_capture_on_commit_callbacks(execute=True):
        appeals.decide_appeal(appeal, is_upheld=False, reasons="It is right.", by=hosted.officer)

    with pytest.raises(AlreadyDecided):
        appeals.decide_appeal(appeal, is_upheld=True, reasons="Oh.", by=hosted.officer)
    assert "It is right." in mail.outbox[-1].body
    assert abs(until - timezone.now() - timedelta(days=14)) < timedelta(minutes=5)


def test_a_new_wording_asks_everybody_anew():
    hosted = make_judged(count=1)
    assign(hosted)
    [application], (first, second) = applications(hosted), hosted.evaluators
    for person in (first, second):
        give(application, person)
    wording = {"scores": {"c1": "4", "c2": "4"}, "words": "Good"}
    agreeing.save_consensus(application, number=0, by=first, **wording)

    with pytest.raises(Superseded):
        agreeing.save_consensus(application, number=0, by=second, **wording)
    newer = agreeing.save_consensus(application, number=1, by=second, **wording)
    with pytest.raises(Superseded):
        agreeing.agree_to_consensus(application, number=1, by=first)
    agreeing.agree_to_consensus(application, number=newer.number, by=first)

    application.consensus.refresh_from_db()
    assert application.consensus.settled_at is not None


def test_an_observer_changes_nothing_and_a_publisher_does_not_judge():
    hosted = make_judged(count=1, evaluators=1)
    observer = make_publisher(hosted, "observer")
    [application] = applications(hosted)

    for person in (observer, hosted.publisher, hosted.evaluators[0], None):
        with pytest.raises(NotAllowed):
            screening.screen_application(application, verdict="yes", by=person)
        with pytest.raises(NotAllowed):
            deciding.decide(fresh(hosted), by=person)
    assert can_view(observer, application)


def test_what_is_not_eligible_is_told_so_and_has_no_rank():
    hosted = make_judged(count=2, evaluators=1)
    first, second = applications(hosted)
    screening.screen_application(first, verdict="no", reason="Not an SME.", by=hosted.officer)
    screening.screen_application(second, verdict="yes", by=hosted.officer)
    found = assigning.assign_evaluators(hosted, by=hosted.officer)
    give(second, hosted.evaluators[0])
    agree(second, "4", "4")

    decide(hosted)

    assert [pair[0] for pair in found.pairs] == [second.pk]
    assert Outcome.objects.get(application=first).letter_reason == "Not eligible: Not an SME."


def test_an_evaluator_who_comes_later_is_checked_against_every_application():
    hosted = make_judged(count=1, evaluators=1)
    [application] = applications(hosted)
    application.members.update(email="ana@same.example")

    person = make_evaluator(hosted, email="eva@same.example")

    assert application.conflicts.get().person == person
