"""Two validators, two owners, at the same moment: real transactions, a connection for each."""

import pytest

from clusterhub.accounts.tests.makers import make_user
from clusterhub.activity.models import Entry
from clusterhub.directory.models import Decision, Level, Organisation, Submission, Verdict
from clusterhub.directory.operations.claims import claim_organisation, decide_claim
from clusterhub.directory.operations.editors import end_editorship
from clusterhub.directory.operations.review import decide, submit_for_review
from clusterhub.directory.refusals import AlreadyDecided, HasAdministrator, LastAdministrator
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.directory.tests.reviewing import (
    REASONS,
    make_cluster,
    make_submission,
    make_validator,
)
from tests.racing import racing

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
at_once = racing(AlreadyDecided, LastAdministrator, HasAdministrator)


def test_two_validators_at_once_decide_once():
    submission = make_submission()
    judges = [make_validator() for _ in range(4)]

    def decision(judge, verdict):
        own = Submission.objects.select_related("organisation").get(pk=submission.pk)
        return lambda: decide(own, verdict=verdict, reasons=REASONS, by=judge)

    verdicts = [Decision.PUBLISHED, Decision.RETURNED] * 2
    answers = at_once(*map(decision, judges, verdicts))

    submission.refresh_from_db()
    submission.organisation.refresh_from_db()
    assert answers.count(AlreadyDecided) == 3
    assert submission.organisation.state == submission.verdict
    assert Entry.objects.filter(verb="decided on").count() == 1


def test_a_profile_handed_in_by_many_clicks_waits_once():
    organisation, owner = make_cluster()
    copies = [Organisation.objects.get(pk=organisation.pk) for _ in range(5)]

    at_once(*[lambda copy=copy: submit_for_review(copy, by=owner) for copy in copies])

    assert organisation.submissions.count() == 1


def test_two_administrators_who_leave_at_once_do_not_leave_an_editor_behind():
    organisation = make_organisation()
    make_editor(organisation, Level.EDITOR)
    leaving = [make_editor(organisation) for _ in range(2)]
    own = [organisation.editorships.get(editor=person) for person in leaving]

    answers = at_once(
        *[
            lambda row=row, who=who: end_editorship(row, by=who)
            for row, who in zip(own, leaving, strict=True)
        ]
    )

    assert answers.count(LastAdministrator) == 1
    assert organisation.editorships.administrators().count() == 1


def test_of_two_claims_granted_at_once_one_holds():
    organisation = make_organisation()
    claims = [claim_organisation(organisation, reason="Ours", by=make_user()) for _ in range(2)]
    judges = [make_validator() for _ in claims]

    def grant(claim, judge):
        return lambda: decide_claim(claim, verdict=Verdict.GRANTED, by=judge)

    answers = at_once(*map(grant, claims, judges))

    assert answers.count(HasAdministrator) == 1
    assert organisation.editorships.administrators().count() == 1
