"""What a decision rests on: where criteria hold, waivers, findings, opinions, and the clock."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from clusterhub.directory.models import Decision, Level, State, Submission
from clusterhub.directory.operations import review
from clusterhub.directory.operations.criteria import (
    answer_opinion,
    ask_opinion,
    check_evidence,
    end_waiver,
    grant_waiver,
    state_evidence,
)
from clusterhub.directory.refusals import (
    AlreadyDecided,
    AskedOfNobody,
    CriteriaMissing,
    NotAValidator,
    ReasonsMissing,
)
from clusterhub.directory.review_clock import review_times, waiting_before
from clusterhub.directory.tests.makers import make_country
from clusterhub.directory.tests.reviewing import (
    make_cluster,
    make_submission,
    make_validator,
)

pytestmark = pytest.mark.django_db


def state_of(organisation):
    organisation.refresh_from_db()
    return organisation.state


def test_criteria_hold_in_switzerland_only_while_it_takes_part():
    switzerland = make_country("CH", "Switzerland")
    outside = make_submission(meets_all=False, country=switzerland)
    switzerland.standings.create(
        programme="smp", starts_on=date(2020, 1, 1), ends_on=date.today() + timedelta(days=1)
    )
    inside = make_submission(meets_all=False, country=switzerland)

    with pytest.raises(CriteriaMissing):
        review.decide(inside, verdict=Decision.PUBLISHED, by=make_validator())
    switzerland.standings.update(ends_on=date.today() - timedelta(days=1))
    for submission in (outside, inside):
        review.decide(submission, verdict=Decision.PUBLISHED, by=make_validator())

    assert state_of(outside.organisation) == state_of(inside.organisation) == State.PUBLISHED


def test_a_waiver_lists_what_misses_the_criteria_until_it_ends():
    submission = make_submission(meets_all=False)
    validator = make_validator()

    with pytest.raises(ReasonsMissing):
        grant_waiver(submission.organisation, ground="social_economy", reason=" ", by=validator)
    waiver = grant_waiver(
        submission.organisation, ground="social_economy", reason="Named in 2025", by=validator
    )
    end_waiver(waiver, by=validator)
    with pytest.raises(CriteriaMissing):
        review.decide(submission, verdict=Decision.PUBLISHED, by=validator)
    grant_waiver(submission.organisation, ground="social_economy", reason="Again", by=validator)
    review.decide(submission, verdict=Decision.PUBLISHED, by=validator)

    assert state_of(submission.organisation) == State.PUBLISHED


def test_a_finding_is_about_the_words_it_saw():
    organisation, owner = make_cluster(meets_all=False)
    state_evidence(organisation, criterion="public_tie", words="A letter", by=owner)
    check_evidence(organisation, criterion="public_tie", is_met=True, by=make_validator())

    state_evidence(organisation, criterion="public_tie", words="Another letter", by=owner)

    evidence = organisation.evidence.get()
    assert (evidence.is_met, evidence.checked_by, evidence.words) == (None, None, "Another letter")


def test_a_second_opinion_is_asked_of_another_validator_and_answered_once():
    submission, judge, other = make_submission(), make_validator(), make_validator()
    colleague = make_validator()
    submission.organisation.editorships.create(editor=colleague, level=Level.EDITOR)

    for nobody in (judge, submission.submitted_by, colleague):
        with pytest.raises(AskedOfNobody):
            ask_opinion(submission, of=nobody, question="Is it a cluster?", by=judge)
    opinion = ask_opinion(submission, of=other, question="Is it a cluster?", by=judge)
    with pytest.raises(NotAValidator):
        answer_opinion(opinion, answer="Yes", leans="publish", by=judge)
    answer_opinion(opinion, answer="Yes", leans="publish", by=other)
    with pytest.raises(AlreadyDecided):
        answer_opinion(opinion, answer="No", leans="return", by=other)

    assert (opinion.answer, opinion.leans) == ("Yes", "publish")


def test_review_takes_as_long_as_the_last_decisions_say_or_nothing_is_said():
    now = timezone.now()
    for days in (1, 2, 3, 4):
        submission = make_submission()
        review.decide(submission, verdict=Decision.PUBLISHED, by=make_validator())
        Submission.objects.filter(pk=submission.pk).update(
            submitted_at=now - timedelta(days=days), decided_at=now - timedelta(minutes=1)
        )
    too_few = review_times(now)
    taken_back = make_submission()
    review.withdraw_submission(taken_back, by=taken_back.submitted_by)
    without_those_taken_back = review_times(now)
    slow = make_submission()
    review.decide(slow, verdict=Decision.PUBLISHED, by=make_validator())
    Submission.objects.filter(pk=slow.pk).update(
        submitted_at=now - timedelta(days=30), decided_at=now - timedelta(minutes=1)
    )

    times = review_times(now)

    assert too_few is without_those_taken_back is None
    assert (times.half, times.most) == (3, 30)


def test_who_came_first_waits_before_the_others():
    first, second, third = (make_submission() for _ in range(3))
    review.decide(second, verdict=Decision.PUBLISHED, by=make_validator())

    assert [waiting_before(each) for each in (first, third)] == [0, 1]
