"""Ideas and outcomes for programs: what everybody reads on the pages, and no names of people."""

from datetime import date

import pytest

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.api.models import FOR_EVENTS
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.labs.operations.ideas import hide_idea, withdraw_idea
from clusterhub.labs.operations.outcomes import decide_outcome, report_outcome
from clusterhub.labs.tests.makers import by_link, make_board, make_idea, make_lab

pytestmark = pytest.mark.django_db


def address(lab):
    return f"/api/v1/events/{lab.event.slug}/ideas"


def test_programs_read_what_everybody_reads(client):
    group, (ines,) = make_board()
    told = report_outcome(group, kind="funded", on=date(2026, 3, 2), words="Two", by=ines)
    report_outcome(group, kind="product", on=date(2026, 3, 3), words="Not decided", by=ines)
    decide_outcome(told, is_confirmed=True, by=None)

    answer = client.get(address(group.lab))

    body = answer.json()
    assert [idea["group"] for idea in body["ideas"]] == [group.pk]
    assert body["groups"][0]["outcomes"] == [{"kind": "funded", "on": "2026-03-02", "words": "Two"}]
    assert ines.registration.name not in answer.content.decode()
    assert ines.registration.email not in answer.content.decode()


def test_what_is_hidden_withdrawn_or_not_open_is_not_there(client):
    lab, closed = make_lab(), make_lab(is_open=False)
    ines = by_link(lab)
    withdraw_idea(make_idea(lab, ines), by=ines)
    hide_idea(make_idea(lab), reason="It advertises.", by=None)
    secret = make_secret(make_user(roles=[Role.EVENT_TEAM]), scopes=FOR_EVENTS)
    plain = make_secret(make_user(), scopes=FOR_EVENTS)

    assert client.get(address(lab)).json()["ideas"] == []
    statuses = [
        client.get(address(closed), headers=headers).status_code
        for headers in ({}, bearer(plain), bearer(secret))
    ]
    assert statuses == [404, 404, 200]
    assert client.get("/api/v1/events/no-such-event/ideas").status_code == 404


def test_ideas_come_in_pages(client):
    lab = make_lab()
    made = [make_idea(lab).pk for _ in range(3)]

    first = client.get(address(lab), {"limit": 2}).json()
    rest = client.get(address(lab), {"limit": 2, "after": first["ideas"][-1]["id"]}).json()

    assert [idea["id"] for idea in first["ideas"] + rest["ideas"]] == made
    assert (first["next"] is not None, rest["next"]) == (True, None)


@pytest.mark.parametrize("ideas", [1, 4])
def test_it_asks_as_often_for_many_ideas(client, django_assert_max_num_queries, ideas):
    lab = make_lab()
    for _ in range(ideas):
        make_idea(lab)

    with django_assert_max_num_queries(9):
        assert len(client.get(address(lab)).json()["ideas"]) == ideas
