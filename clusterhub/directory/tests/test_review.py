"""From a draft to the list: handed in, taken, decided."""

import pytest
from django.core import mail
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.operations import grant_role
from clusterhub.activity.models import Entry
from clusterhub.directory.models import Decision, Level, State, Submission
from clusterhub.directory.operations import ChangedMeanwhile, NotReachable, review
from clusterhub.directory.operations.criteria import (
    state_evidence,
)
from clusterhub.directory.refusals import (
    AlreadyDecided,
    CriteriaMissing,
    NotComplete,
    NotTheOwner,
    OwnCase,
    ReasonsMissing,
    TakenByAnother,
)
from clusterhub.directory.tests.makers import make_editor
from clusterhub.directory.tests.reviewing import (
    REASONS,
    make_cluster,
    make_submission,
    make_validator,
)

pytestmark = pytest.mark.django_db


def state_of(organisation):
    organisation.refresh_from_db()
    return organisation.state


def test_a_profile_that_meets_everything_is_handed_in_and_listed(
    django_capture_on_commit_callbacks,
):
    organisation, owner = make_cluster()

    submission = review.submit_for_review(organisation, by=owner)
    waiting = state_of(organisation)
    with django_capture_on_commit_callbacks(execute=True):
        review.decide(submission, verdict=Decision.PUBLISHED, by=make_validator())

    assert (waiting, state_of(organisation)) == (State.IN_REVIEW, State.PUBLISHED)
    assert organisation.published_at is not None
    assert [each["mark"] for each in submission.criteria] == ["met"] * 5
    assert [message.to for message in mail.outbox] == [[owner.email]]
    assert list(Entry.objects.about(organisation).values_list("verb", flat=True))[-2:] == [
        "submitted",
        "decided on",
    ]


def test_a_second_click_finds_the_first_submission():
    organisation, owner = make_cluster()
    version = organisation.version

    first = review.submit_for_review(organisation, by=owner, version=version)
    second = review.submit_for_review(organisation, by=owner, version=version)

    assert first == second
    assert Submission.objects.count() == 1


def test_what_lacks_the_basics_is_not_handed_in():
    organisation, owner = make_cluster(website="", description="")

    with pytest.raises(NotComplete) as refusal:
        review.submit_for_review(organisation, by=owner)

    assert refusal.value.names == ["website", "description"]
    assert state_of(organisation) == State.DRAFT


def test_a_young_cluster_is_listed_as_emerging_instead_of_being_refused():
    submission = make_submission(meets_all=False)

    with pytest.raises(CriteriaMissing):
        review.decide(submission, verdict=Decision.PUBLISHED, by=make_validator())
    review.decide(submission, verdict=Decision.EMERGING, by=make_validator())

    assert state_of(submission.organisation) == State.EMERGING
    assert submission.organisation.is_listed


def test_an_emerging_cluster_stays_listed_while_it_is_looked_at_again():
    organisation, owner = make_cluster(State.EMERGING)

    submission = review.submit_for_review(organisation, by=owner)
    between = state_of(organisation)
    review.decide(submission, verdict=Decision.PUBLISHED, by=make_validator())

    assert (between, state_of(organisation)) == (State.EMERGING, State.PUBLISHED)


def test_a_returned_profile_says_why_and_can_be_sent_again():
    submission = make_submission()
    owner = submission.submitted_by

    with pytest.raises(ReasonsMissing):
        review.decide(submission, verdict=Decision.RETURNED, reasons="No.", by=make_validator())
    review.decide(submission, verdict=Decision.RETURNED, reasons=REASONS, by=make_validator())
    returned = state_of(submission.organisation), submission.organisation.state_reason
    review.submit_for_review(submission.organisation, by=owner)

    assert returned == (State.RETURNED, REASONS)
    assert state_of(submission.organisation) == State.IN_REVIEW
    assert submission.organisation.submissions.count() == 2


def test_what_is_in_review_can_be_taken_back():
    submission = make_submission()

    review.withdraw_submission(submission, by=submission.submitted_by)

    assert state_of(submission.organisation) == State.DRAFT
    assert submission.verdict == Decision.WITHDRAWN


def test_a_case_is_decided_once():
    submission = make_submission()
    review.decide(submission, verdict=Decision.PUBLISHED, by=make_validator())

    with pytest.raises(AlreadyDecided):
        review.decide(submission, verdict=Decision.RETURNED, reasons=REASONS, by=make_validator())

    assert state_of(submission.organisation) == State.PUBLISHED


def test_a_decision_is_about_what_the_validator_has_read():
    submission = make_submission()
    version = submission.organisation.version

    with pytest.raises(ChangedMeanwhile):
        review.decide(
            submission, verdict=Decision.PUBLISHED, by=make_validator(), version=version - 1
        )


def test_nobody_decides_on_her_own_organisation():
    submission = make_submission()
    owner = submission.submitted_by
    colleague = make_validator()
    submission.organisation.editorships.create(editor=colleague, level=Level.EDITOR)
    grant_role(owner, Role.VALIDATOR, by=None)
    submission.organisation.editorships.filter(editor=owner).update(ended_at=timezone.now())

    for judge in (owner, colleague):
        with pytest.raises(OwnCase):
            review.decide(submission, verdict=Decision.PUBLISHED, by=judge)
        with pytest.raises(OwnCase):
            review.take_submission(submission, by=judge)


def test_one_validator_takes_a_case_and_gives_it_back():
    submission, first, second = make_submission(), make_validator(), make_validator()

    review.take_submission(submission, by=first)
    with pytest.raises(TakenByAnother):
        review.take_submission(submission, by=second)
    review.give_back(submission, by=first)
    review.take_submission(submission, by=second)

    assert submission.taken_by == second


def test_a_suspension_says_why_and_leads_back_to_where_it_came_from():
    organisation, owner = make_cluster(State.EMERGING)
    validator = make_validator()
    submission = review.submit_for_review(organisation, by=owner)

    with pytest.raises(ReasonsMissing):
        review.suspend(organisation, reason="Bad", by=validator)
    review.suspend(organisation, reason=REASONS, by=validator)
    suspended = organisation.state, organisation.published_at
    submission.refresh_from_db()
    review.lift_suspension(organisation, by=validator)

    assert suspended == (State.SUSPENDED, None)
    assert submission.verdict == Decision.WITHDRAWN
    assert state_of(organisation) == State.EMERGING


def test_an_archived_profile_comes_back_as_a_draft():
    organisation, owner = make_cluster(State.PUBLISHED)

    review.archive(organisation, by=owner)
    review.reopen(organisation, by=owner)

    assert state_of(organisation) == State.DRAFT


def test_only_a_cluster_organisation_is_emerging():
    submission = make_submission(kind="university")

    with pytest.raises(NotReachable):
        review.decide(submission, verdict=Decision.EMERGING, by=make_validator())


def test_a_member_of_nothing_is_listed_only_with_reasons():
    submission = make_submission(kind="sme")

    with pytest.raises(ReasonsMissing):
        review.decide(submission, verdict=Decision.PUBLISHED, by=make_validator())
    review.decide(submission, verdict=Decision.PUBLISHED, reasons=REASONS, by=make_validator())

    assert state_of(submission.organisation) == State.PUBLISHED


@pytest.mark.parametrize("who", ["editor", "stranger", "administrator of another"])
def test_only_its_administrators_hand_a_profile_in(who):
    organisation, _owner = make_cluster()
    people = {
        "editor": lambda: make_editor(organisation, Level.EDITOR),
        "stranger": lambda: make_cluster()[1],
        "administrator of another": lambda: make_editor(make_cluster()[0]),
    }

    with pytest.raises(NotTheOwner):
        review.submit_for_review(organisation, by=people[who]())


def test_an_editor_removed_in_the_middle_of_a_form_saves_nothing():
    organisation, owner = make_cluster()
    organisation.editorships.filter(editor=owner).update(ended_at=timezone.now())

    with pytest.raises(NotTheOwner):
        state_evidence(organisation, criterion="staff", words="Two of us", by=owner)
    with pytest.raises(NotTheOwner):
        review.submit_for_review(organisation, by=owner)

    assert not organisation.evidence.exists()
    assert state_of(organisation) == State.DRAFT
