from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from clusterhub.directory.models import Organisation
from clusterhub.directory.operations import NotReachable, lock, make_move, publish, settle, withdraw
from clusterhub.directory.states import BEFORE, LISTED, MOVES, State, Verb, move, verbs_from
from clusterhub.directory.tests.makers import make_organisation, make_organisation_in

EVERY_PAIR = [(state, verb) for state in State for verb in Verb]


@pytest.mark.pure
@pytest.mark.parametrize(("state", "verb"), EVERY_PAIR)
def test_every_move_that_the_table_does_not_name_is_refused(state, verb):
    to = MOVES.get((state, verb))

    if to is None:
        with pytest.raises(NotReachable):
            move(state, verb, before=State.PUBLISHED)
        assert verb not in verbs_from(state)
    else:
        assert move(state, verb, before=State.EMERGING) == (State.EMERGING if to == BEFORE else to)
        assert verb in verbs_from(state)


@pytest.mark.pure
def test_the_table_names_these_moves_and_no_other():
    table = {
        "draft": {"submit", "archive", "list"},
        "in_review": {"withdraw", "return", "publish", "list_as_emerging"},
        "returned": {"submit", "archive", "list"},
        "published": {"publish", "list_as_emerging", "suspend", "archive", "unlist"},
        "emerging": {
            "submit", "withdraw", "return", "publish", "list_as_emerging", "suspend", "archive",
            "unlist",
        },
        "suspended": {"lift", "archive"},
        "archived": {"reopen", "part"},
    }  # fmt: skip
    table = {state: {*verbs, "merge"} for state, verbs in table.items()}

    assert {str(state): set(map(str, verbs_from(state))) for state in State} == table


@pytest.mark.pure
@pytest.mark.parametrize("before", ["", State.DRAFT, State.ARCHIVED])
def test_a_suspension_is_lifted_only_to_where_it_was_listed(before):
    with pytest.raises(NotReachable):
        move(State.SUSPENDED, Verb.LIFT, before=before)


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_a_listed_organisation_has_a_moment_and_an_unlisted_one_has_none(state):
    organisation = make_organisation_in(state)

    organisation.refresh_from_db()
    assert organisation.state == state
    assert (organisation.published_at is not None) == (state in LISTED)
    assert Organisation.objects.listed().exists() == (state in LISTED)


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_the_database_refuses_a_moment_that_does_not_fit_the_state(state):
    organisation = make_organisation_in(state)
    wrong = None if state in LISTED else datetime.now(UTC)

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.update(published_at=wrong)

    assert Organisation.objects.get().published_at == organisation.published_at


@pytest.mark.django_db
@pytest.mark.parametrize("state", sorted(LISTED))
def test_a_lifted_suspension_leads_back_to_where_it_began(state):
    organisation = make_organisation_in(state)

    for verb, reason in ((Verb.SUSPEND, "The website is gone."), (Verb.LIFT, "")):
        lock(organisation)
        settle(organisation, by=None, fields=make_move(organisation, verb, reason=reason))
        organisation.refresh_from_db()
        if verb == Verb.SUSPEND:
            assert (organisation.state_reason, organisation.state_before) == (reason, state)

    assert (organisation.state, organisation.state_before, organisation.state_reason) == (
        state, "", "",
    )  # fmt: skip


@pytest.mark.django_db
def test_the_platforms_editors_list_and_unlist_without_a_review():
    organisation = make_organisation(is_published=False)

    publish(organisation, by=None)
    listed = (organisation.state, organisation.published_at is not None)
    withdraw(organisation, by=None)

    assert listed == (State.PUBLISHED, True)
    assert (organisation.state, organisation.published_at) == (State.DRAFT, None)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.IN_REVIEW, State.SUSPENDED, State.ARCHIVED])
def test_nobody_lists_past_a_review_a_suspension_or_the_archive(state):
    organisation = make_organisation_in(state)

    with pytest.raises(NotReachable):
        publish(organisation, by=None)

    assert Organisation.objects.get().state == state
