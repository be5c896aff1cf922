import csv
import io
from datetime import date

import pytest
from django.utils import timezone

from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.directory.models import Participation
from clusterhub.directory.operations import withdraw
from clusterhub.directory.tests.makers import make_editor, make_member, make_organisation

pytestmark = pytest.mark.django_db


def ties(client, name="memberships", query="", **options):
    return client.get(f"/api/v1/{name}?{query}", **options).json()[name]


def make_participation(whole, organisation, **changes):
    values = {"said_by_whole_at": timezone.now(), "said_by_part_at": timezone.now()}
    return Participation.objects.create(
        whole=whole, organisation=organisation, **(values | changes)
    )


def test_a_membership_that_one_side_says_is_marked(client):
    cluster = make_organisation()
    make_member(cluster)
    make_member(cluster, said_by_member_at=None)
    make_member(cluster, said_by_cluster_at=None)

    both, by_cluster, by_member = ties(client)

    assert both["is_mutual"] and both["said_by"] == ["cluster_organisation", "organisation"]
    assert by_cluster["said_by"] == ["cluster_organisation"] and not by_cluster["is_mutual"]
    assert by_member["said_by"] == ["organisation"] and not by_member["is_mutual"]


def test_a_tie_is_seen_by_who_sees_both_ends(client):
    cluster, hidden = make_organisation(), make_organisation(is_published=False, kind="sme")
    make_member(cluster, hidden)
    make_participation(make_organisation(kind="network"), hidden)
    secret = make_secret(make_editor(hidden))

    anonymous = ties(client) + ties(client, "participations")
    own = ties(client, headers=bearer(secret)) + ties(
        client, "participations", headers=bearer(secret)
    )

    assert anonymous == []
    assert [tie["organisation"]["slug"] for tie in own] == [hidden.slug, hidden.slug]


def test_a_tie_goes_when_an_end_is_withdrawn(client):
    cluster = make_organisation()
    make_member(cluster)
    before = len(ties(client))

    withdraw(cluster, by=None)

    assert (before, ties(client)) == (1, [])


def test_former_ties_are_shown_when_asked_for_and_declined_ones_never(client):
    cluster = make_organisation()
    make_member(cluster, joined_on=date(2020, 1, 1), left_on=date(2024, 1, 1))
    make_member(cluster, declined_at=timezone.now())

    assert ties(client) == []
    assert [tie["left_on"] for tie in ties(client, query="former=true")] == ["2024-01-01"]


def test_ties_are_narrowed_by_either_end_and_come_in_pages(client):
    cluster, other = make_organisation(), make_organisation()
    member = make_member(cluster).organisation
    make_member(other, member)
    make_member(cluster)

    page = client.get(f"/api/v1/memberships?cluster_organisation={cluster.slug}&limit=1").json()
    following = client.get(page["next"]).json()

    assert len(ties(client, query=f"organisation={member.slug}")) == 2
    assert page["memberships"][0]["organisation"]["slug"] == member.slug
    assert len(following["memberships"]) == 1
    assert following["next"] is None


def test_ties_come_as_a_table_that_runs_nothing(client):
    make_member(make_organisation(name="@SUM(A1)"))
    make_participation(make_organisation(kind="network"), make_organisation(), role="coordinator")

    tables = [
        client.get(f"/api/v1/{name}", headers={"Accept": "text/csv"}).content.decode()
        for name in ("memberships", "participations")
    ]

    members, parts = (list(csv.DictReader(io.StringIO(table))) for table in tables)
    assert members[0]["cluster_organisation_name"] == "'@SUM(A1)"
    assert parts[0]["role"] == "coordinator"


@pytest.mark.parametrize("count", [1, 20])
def test_ties_need_one_statement_for_any_number(client, count, django_assert_num_queries):
    cluster = make_organisation()
    for _ in range(count):
        make_member(cluster)

    with django_assert_num_queries(1):
        found = ties(client)

    assert len(found) == count


def test_every_list_answers_and_has_terms(client):
    lists = client.get("/api/v1/vocabularies").json()["vocabularies"]

    answers = {name: client.get(f"/api/v1/vocabularies/{name}") for name in lists}
    table = client.get("/api/v1/vocabularies/kinds", headers={"Accept": "text/csv"})

    assert {answer.status_code for answer in answers.values()} == {200}
    kinds = {term["code"] for term in answers["kinds"].json()["terms"]}
    assert {"sme", "cluster_organisation"} <= kinds
    assert b"sme," in table.content
    assert client.get("/api/v1/vocabularies/secrets").status_code == 422
