"""Who is told by mail that a claim or a question waits for her."""

import pytest
from django.core import mail

from clusterhub.accounts.models import Role
from clusterhub.accounts.operations import revoke_role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.operations.claims import claim_organisation
from clusterhub.directory.operations.criteria import answer_opinion, ask_opinion
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.directory.tests.reviewing import make_submission, make_validator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def commit(django_capture_on_commit_callbacks):
    """Mail leaves when the transaction is through."""

    def run(operation, *records, **values):
        with django_capture_on_commit_callbacks(execute=True):
            return operation(*records, **values)

    return run


def test_a_claim_that_waits_is_told_to_each_validator_alone(commit):
    first, second = make_validator(), make_validator()
    make_user(roles=[Role.EDITOR])
    former = make_validator()
    revoke_role(former, Role.VALIDATOR, by=None)
    organisation = make_organisation(name="Timber\nValley")

    commit(claim_organisation, organisation, reason="I manage it.", by=make_user())
    commit(claim_organisation, organisation, by=first)

    told = [(message.to, "I manage it." in message.body) for message in mail.outbox]
    assert told == [([first.email], True), ([second.email], True), ([second.email], False)]
    assert mail.outbox[0].subject == "Claimed: Timber Valley"


def test_a_second_opinion_is_asked_and_given_by_mail(commit):
    submission, judge, other = make_submission(), make_validator(), make_validator()
    mail.outbox.clear()

    opinion = commit(ask_opinion, submission, of=other, question="Is it a cluster?", by=judge)
    commit(ask_opinion, submission, of=other, question="Is it a cluster?", by=judge)
    commit(answer_opinion, opinion, answer="It has fifteen members.", leans="publish", by=other)

    assert [message.to for message in mail.outbox] == [[other.email], [judge.email]]
    asked, given = (message.body for message in mail.outbox)
    assert ("Is it a cluster?" in asked, "It has fifteen members." in given) == (True, True)
    assert f"/validation/{submission.pk}/" in asked
