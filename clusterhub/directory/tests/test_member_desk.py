"""The desk of membership, from either side."""

from datetime import date

import pytest
from django.urls import reverse

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import ClusterMember, Organisation
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation
from clusterhub.directory.tests.tying import (
    again,
    make_cluster,
    make_firm,
    mutual,
    named,
    only_participation,
    only_tie,
)

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"directory:{name}", args=args)


def names_in(client, cluster, query=""):
    data = client.get(address("members-json", cluster.slug) + query).json()
    return [row["name"] for row in data["members"]]


def test_a_cluster_adds_by_a_name_and_the_member_confirms_at_its_own_desk(client):
    (cluster, manager), (firm, owner) = make_cluster(), make_firm(name="Sawmill Murau")

    client.force_login(manager)
    client.post(address("edit-members", cluster.slug), {"name": "sawmill murau"})
    assert only_tie().said_by == ["cluster"]
    client.force_login(owner)
    desk = client.get(address("edit-memberships", firm.slug)).content.decode()
    door = address("membership-change", firm.slug, "clusters", only_tie().pk, "confirmation")

    assert door in desk
    assert client.post(door).status_code == 302
    assert only_tie().is_mutual


def test_a_name_that_is_only_near_is_asked_about(client):
    (cluster, manager), (firm, _owner) = make_cluster(), make_firm(name="Sawmill Murau")
    client.force_login(manager)

    page = client.post(address("edit-members", cluster.slug), {"name": "Sawmil Murrau"})
    assert not ClusterMember.objects.exists()
    assert "Which one do you mean?" in page.content.decode()
    client.post(
        address("edit-members", cluster.slug), {"name": "Sawmil Murrau", "organisation": firm.pk}
    )

    assert only_tie().organisation == firm


def test_a_hidden_name_is_neither_proposed_nor_taken(client):
    cluster, manager = make_cluster()
    hidden = make_organisation(name="Secret Sawmill", is_published=False, kind="sme")
    client.force_login(manager)

    page = client.post(address("edit-members", cluster.slug), {"name": "Secret Sawmill"})
    client.post(address("edit-members", cluster.slug), {"name": "x", "organisation": hidden.pk})

    assert "No organisation has this name" in page.content.decode()
    assert not ClusterMember.objects.exists()


def test_a_member_says_where_it_belongs_and_the_cluster_declines(client):
    (cluster, manager), (firm, owner) = make_cluster(name="Northern Timber"), make_firm()
    client.force_login(owner)
    client.post(address("edit-memberships", firm.slug), {"name": "Northern Timber"})
    assert only_tie().said_by == ["member"]

    client.force_login(manager)
    client.post(address("member-change", cluster.slug, only_tie().pk, "refusal"))

    assert only_tie().is_declined
    assert names_in(client, cluster) == []


def test_a_cluster_says_in_which_network_it_is_and_as_what(client):
    network = make_organisation(name="Timber Network", kind=OrganisationKind.NETWORK)
    cluster, manager = make_cluster()
    client.force_login(manager)

    client.post(
        address("edit-memberships", cluster.slug), {"name": "Timber Network", "role": "member"}
    )

    assert (only_participation().whole, only_participation().role) == (network, "member")


def test_a_member_that_ends_is_history(client):
    (cluster, manager), (firm, _owner) = make_cluster(), make_firm()
    tie = mutual(cluster, firm)
    client.force_login(manager)
    door = address("member-change", cluster.slug, tie.pk, "ending")

    client.post(door, {"on": "not a day"})
    assert again(tie).left_on is None
    client.post(door, {"on": "2025-02-01"})

    assert again(tie).left_on == date(2025, 2, 1)
    assert names_in(client, cluster, "?when=former") == [firm.name]


def test_nobody_changes_another_sides_list(client):
    (cluster, manager), (firm, owner) = make_cluster(), make_firm()
    other_cluster, other_manager = make_cluster()
    tie = named(cluster, firm)
    own_tie = named(other_cluster, firm)
    doors = [
        address("edit-members", cluster.slug),
        address("new-member", cluster.slug),
        *(
            address("member-change", cluster.slug, tie.pk, change)
            for change in ("confirmation", "refusal", "ending", "removal")
        ),
        address("membership-change", firm.slug, "clusters", tie.pk, "confirmation"),
    ]
    answers = set()

    for who in (other_manager, make_user(), make_user(roles=[Role.VALIDATOR])):
        client.force_login(who)
        answers |= {client.post(door, {"name": firm.name}).status_code for door in doors}
    client.force_login(manager)
    # Her own cluster's desk reaches no tie of another cluster.
    reach = address("member-change", cluster.slug, own_tie.pk, "removal")
    reached = [client.post(reach, follow=True)]
    client.force_login(owner)
    reach = address("membership-change", firm.slug, "partnerships", tie.pk, "confirmation")
    reached += [client.post(reach, follow=True)]

    assert answers <= {403, 404}
    assert all("It was removed already." in page.content.decode() for page in reached)
    assert again(tie).said_by == ["cluster"]


def test_a_visitor_is_asked_to_sign_in_and_a_get_changes_nothing(client):
    (cluster, manager), (firm, _owner) = make_cluster(), make_firm()
    tie = named(cluster, firm)

    assert client.get(address("edit-members", cluster.slug)).status_code == 302
    client.force_login(manager)
    door = address("member-change", cluster.slug, tie.pk, "removal")
    assert client.get(door).status_code == 405


def test_the_desk_needs_as_many_statements_for_many(client, django_assert_max_num_queries):
    cluster, manager = make_cluster()
    for _ in range(8):
        named(cluster, make_organisation(kind=OrganisationKind.SME, country=make_country()))
    client.force_login(manager)

    with django_assert_max_num_queries(13):
        client.get(address("edit-members", cluster.slug))


def test_names_are_offered_without_what_is_hidden(client):
    make_organisation(name="Secret Sawmill", is_published=False)

    text = client.get(address("name-options"), {"name": "secret"}).content.decode()

    assert "Secret" not in text
    assert Organisation.objects.count() == 1


def test_an_editor_who_left_says_nothing_more(client):
    (cluster, manager), (firm, _owner) = make_cluster(), make_firm()
    make_editor(cluster)
    client.force_login(manager)
    cluster.editorships.filter(editor=manager).update(ended_at="2026-01-01T00:00Z")

    response = client.post(address("edit-members", cluster.slug), {"name": firm.name})

    assert response.status_code == 403
    assert not ClusterMember.objects.exists()
