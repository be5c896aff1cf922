"""Who sees what through the API: the same as on the page, for everybody; and secrets are nowhere."""

import pytest

from clusterhub.accounts.tests.makers import make_user
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.directory.models import Level
from clusterhub.directory.states import LISTED, State
from clusterhub.directory.tests.makers import (
    make_member,
    make_organisation,
    make_organisation_in,
)

pytestmark = [pytest.mark.search, pytest.mark.django_db]
SECRET = "Zyzzyva"
ROLES = {
    "visitor": None,
    "member": [],
    "validator": ["validator"],
    "editor": ["editor"],
    "administrator": ["administrator"],
}
SEES_ALL = {"validator", "editor", "administrator"}


def headers_of(who):
    return {} if ROLES[who] is None else bearer(make_secret(make_user(roles=ROLES[who])))


def test_the_api_shows_an_organisation_to_whom_the_page_does(client):
    slugs = {state: make_organisation_in(state).slug for state in State}

    for who in ROLES:
        headers = headers_of(who)
        address = "/api/v1/organisations"
        one = {
            slug: client.get(f"{address}/{slug}", headers=headers).status_code
            for slug in slugs.values()
        }
        rows = client.get(address, headers=headers).json()["organisations"]

        seen = {slugs[each] for each in (State if who in SEES_ALL else LISTED)}
        assert one == {slug: 200 if slug in seen else 404 for slug in slugs.values()}, who
        assert sorted(row["slug"] for row in rows) == sorted(seen), who


def test_an_editor_sees_her_own_draft_until_she_leaves(client):
    draft = make_organisation(is_published=False)
    user = make_user()
    tie = draft.editorships.create(editor=user, level=Level.EDITOR)
    headers = bearer(make_secret(user))
    address = f"/api/v1/organisations/{draft.slug}"

    before = client.get(address, headers=headers).status_code
    tie.ended_at = tie.granted_at
    tie.save()

    assert (before, client.get(address, headers=headers).status_code) == (200, 404)


@pytest.mark.parametrize("who", ["visitor", "member"])
@pytest.mark.parametrize("accept", ["application/json", "application/geo+json", "text/csv"])
def test_a_secret_stands_in_no_answer(client, who, accept):
    known, secret = make_organisation(name="Known"), make_organisation(False, name=SECRET)
    make_member(known, secret)
    make_member(secret, known)
    below = make_organisation(name="Below", kind="sme", parent=secret)
    headers = headers_of(who) | {"Accept": accept}

    answers = {
        address: client.get(f"/api/v1/{address}", headers=headers)
        for address in (
            "organisations",
            f"organisations?q={SECRET}",
            f"organisations/{known.slug}",
            f"organisations/{below.slug}",
            f"organisations/{secret.slug}",
            f"organisations?member_of={secret.slug}",
            "memberships",
            f"memberships?organisation={secret.slug}",
            "participations",
        )
    }

    told = [
        address
        for address, answer in answers.items()
        if SECRET.lower() in answer.content.decode().replace(f"?q={SECRET}", "").lower()
    ]
    assert told == []
    assert "Known" in answers["organisations"].content.decode()
