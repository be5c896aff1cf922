"""A call for sessions on its pages: who sees and does what."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import ROLES, make_user, sign_in
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.events.models import Proposal
from clusterhub.events.operations.proposals import (
    decide_proposal,
    review_proposal,
    support,
)
from clusterhub.events.tests.makers import STAFF, make_event
from clusterhub.events.tests.proposing import (
    FACTS,
    WHY,
    door,
    make_call,
    make_proposal,
    reviewer,
    sign,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ROLES)
def test_who_sees_and_does_what_with_proposals(client, who):
    event = make_call()
    public, draft = make_proposal(event), make_proposal(event, submits=False, title="Secret draft")
    refused = make_proposal(event, title="Secret refusal")
    decide_proposal(refused, is_accepted=False, reasons=WHY, by=reviewer())
    sign_in(client, who)
    is_team = who in STAFF

    codes = {
        "list": client.get(door("proposals", event)).status_code,
        "json": client.get(door("proposals-json", event)).status_code,
        "one": client.get(door("proposal", event, public.pk)).status_code,
        "draft": client.get(door("proposal", event, draft.pk)).status_code,
        "refused": client.get(door("proposal", event, refused.pk)).status_code,
        "new": client.get(door("proposal-new", event)).status_code,
        "edit": client.get(door("proposal-edit", event, public.pk)).status_code,
        "call": client.get(door("session-call", event)).status_code,
        "desk": client.get(door("proposal-desk", event)).status_code,
        "review": client.get(door("proposal-review", event, public.pk)).status_code,
    }
    texts = [
        client.get(door(name, event)).content.decode() for name in ("proposals", "proposals-json")
    ]

    team = 200 if is_team else 302 if who == "visitor" else 403
    assert codes == {
        "list": 200, "json": 200, "one": 200, "draft": 404, "refused": 200 if is_team else 404,
        "new": 302 if who == "visitor" else 200, "edit": 302 if who == "visitor" else 404,
        "call": team, "desk": team, "review": team,
    }  # fmt: skip
    assert all(FACTS["title"] in text and "Secret" not in text for text in texts)
    assert str(public.proposer) not in texts[1]


def test_a_member_proposes_changes_and_hands_in(client):
    event, member = make_call(), make_user()
    sign(client, member)

    empty = client.post(door("proposal-new", event), {"title": "x"})
    client.post(door("proposal-new", event), FACTS)
    kept = Proposal.objects.get()
    client.post(door("proposal-edit", event, kept.pk), FACTS | {"title": "New", "submit": ""})

    kept.refresh_from_db()
    assert empty.status_code == 422
    assert (kept.title, kept.state, kept.proposer) == ("New", "submitted", member)
    client.post(door("proposal-withdrawal", event, kept.pk))
    kept.refresh_from_db()
    assert kept.state == "withdrawn"


def test_the_team_opens_the_call_reviews_and_accepts(client):
    event = make_event()
    sign(client, reviewer())
    day = timezone.localdate() + timedelta(days=5)

    late = client.post(door("session-call", event), {"closes_on": "2990-01-01", "criteria": "A"})
    client.post(door("session-call", event), {"closes_on": str(day), "criteria": "Need; 3\nPeople"})
    proposal = make_proposal(event)
    half = client.post(door("proposal-review", event, proposal.pk), {"c1": "5"})
    client.post(
        door("proposal-review", event, proposal.pk), {"c1": "5", "c2": "1", "words": "Good"}
    )
    desk = client.get(door("proposal-desk", event)).content.decode()
    client.post(
        door("proposal-decision", event, proposal.pk), {"decision": "accept", "reasons": "x"}
    )
    undecided = Proposal.objects.get().state
    client.post(
        door("proposal-decision", event, proposal.pk), {"decision": "accept", "reasons": WHY}
    )

    assert (late.status_code, half.status_code, undecided) == (422, 422, "submitted")
    assert "4.0" in desk
    assert Proposal.objects.get().state == "accepted"
    assert FACTS["title"] in client.get(event.get_absolute_url()).content.decode()


def test_reviews_are_hidden_from_who_has_a_stake(client):
    organisation = make_organisation()
    proposer = make_editor(organisation)
    proposal = make_proposal(proposer=proposer, organisation=organisation)
    review_proposal(proposal, scores={"c1": 1}, words="Rather thin", by=reviewer())
    colleague = make_editor(organisation, roles=[Role.EVENT_TEAM])
    address = door("proposal-review", proposal.event, proposal.pk)

    desk = door("proposal-desk", proposal.event)

    page, list_of_hers = (
        sign(client, colleague).get(each).content.decode() for each in (address, desk)
    )
    refused = client.post(address, {"c1": "5", "c2": "5"})
    stranger, list_of_others = (
        sign(client, reviewer()).get(each).content.decode() for each in (address, desk)
    )

    assert ("Rather thin" in page, "Rather thin" in stranger) == (False, True)
    assert (">1.0<" in list_of_hers, ">1.0<" in list_of_others) == (False, True)
    assert refused.status_code == 403


@pytest.mark.parametrize("count", [2, 20])
def test_lists_of_proposals_need_as_many_statements_for_ten_times_the_rows(
    client, count, django_assert_num_queries
):
    event, team = make_call(), reviewer()
    for number in range(count):
        proposal = make_proposal(event, organisation=make_organisation(), title=f"Title {number}")
        review_proposal(proposal, scores={"c1": 3}, by=team)
        support(proposal, by=team)

    with django_assert_num_queries(3):
        client.get(door("proposals", event))
    with django_assert_num_queries(3):
        client.get(door("proposals-json", event))
    sign(client, team)
    with django_assert_num_queries(9):
        client.get(door("proposal-desk", event))


def test_the_last_day_of_a_call_is_a_whole_one_by_the_events_clocks(client):
    event = make_event(time_zone="Pacific/Auckland")
    day = timezone.localdate() + timedelta(days=5)
    sign(client, reviewer())

    client.post(door("session-call", event), {"closes_on": str(day), "criteria": "Need"})

    event.refresh_from_db()
    closes = event.session_call.closes_at
    assert (
        closes.astimezone(event.starts_there.tzinfo).isoformat()[:16]
        == f"{day + timedelta(days=1)}T00:00"
    )
    assert str(day) in client.get(door("session-call", event)).content.decode()
