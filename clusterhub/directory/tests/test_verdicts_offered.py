"""A validator is offered what can succeed, and reads what stands in the way of the rest."""

import re

import pytest

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.kinds import Part
from clusterhub.directory.models import State
from clusterhub.directory.operations.criteria import grant_waiver
from clusterhub.directory.operations.profile import save_part
from clusterhub.directory.operations.review import submit_for_review
from clusterhub.directory.tests.makers import make_organisation_in
from clusterhub.directory.tests.reviewing import (
    REASONS,
    address,
    make_cluster,
    make_submission,
    make_validator,
    sign_in,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    return sign_in(client, make_validator())


def offered(page):
    return re.findall(r'name="verdict" value="(\w+)"', words(page))


def decide(desk, submission, verdict, reasons=""):
    submission.organisation.refresh_from_db()
    sent = {"verdict": verdict, "reasons": reasons, "version": submission.organisation.version}
    return desk.post(address("case", submission.pk), sent)


def test_a_cluster_that_meets_everything_may_be_listed(desk):
    submission = make_submission()

    page = desk.get(address("case", submission.pk))

    assert offered(page) == ["published", "emerging", "returned"]
    assert "It cannot be listed yet" not in words(page)


def test_a_cluster_that_lacks_something_is_not_offered_to_be_listed_until_that_is_waived(desk):
    submission = make_submission(meets_all=False)
    case = address("case", submission.pk)

    page, refused = desk.get(case), decide(desk, submission, "published", REASONS)
    grant_waiver(submission.organisation, ground="social_economy", reason="x", by=make_validator())
    waived = desk.get(case)

    assert offered(page) == ["emerging", "returned"]
    assert "It cannot be listed yet" in words(page)
    for missing in page.context["assessment"].missing:
        assert f"<li>{missing.title}: " in words(page)
    assert "This cannot be decided as things stand" in words(refused)
    assert offered(waived) == ["published", "emerging", "returned"]
    assert "It cannot be listed yet" not in words(waived)


def test_a_company_that_names_no_cluster_is_listed_only_with_reasons(desk):
    submission = make_submission(kind="sme", meets_all=False)

    page = desk.get(address("case", submission.pk))
    silent = decide(desk, submission, "published")
    decided = decide(desk, submission, "published", REASONS)

    assert offered(page) == ["published", "returned"]
    assert "List it all the same, with reasons" in words(page)
    assert "To list it all the same, say why" in words(page)
    assert "Say why" in words(silent)
    assert decided.url == address("validation")


def test_what_was_decided_meanwhile_says_so(desk):
    submission = make_submission()
    decide(desk, submission, "returned", REASONS)

    assert "Somebody has decided this already." in words(decide(desk, submission, "published"))


def test_a_listed_cluster_that_changed_is_offered_what_its_state_allows(desk):
    organisation, owner = make_cluster(State.PUBLISHED)
    save_part(organisation, part=Part.IDENTITY, fields={"name": "Wood"}, by=owner)

    page = desk.get(address("case", organisation.submissions.get().pk))

    assert offered(page) == ["published", "emerging"]


def test_nothing_is_published_from_the_editors_desk_where_that_cannot_succeed(client):
    sign_in(client, make_user(roles=[Role.EDITOR]))
    draft, suspended = make_organisation_in(State.DRAFT), make_organisation_in(State.SUSPENDED)
    organisation, owner = make_cluster()
    submit_for_review(organisation, by=owner)

    pages = [
        words(client.get(address("edit-record", each.slug)))
        for each in (draft, suspended, organisation)
    ]

    assert ["Publish</button>" in page for page in pages] == [True, False, False]
    assert ["cannot be listed or taken off" in page for page in pages] == [False, True, True]
