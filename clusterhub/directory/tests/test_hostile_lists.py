"""A list narrowed to a cluster that the asker may not see says nothing about who is in it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.urls import reverse

from clusterhub.directory.finding.listing import narrowed
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.models import Organisation
from clusterhub.directory.operations import lock, make_move, settle
from clusterhub.directory.states import Verb
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.directory.tests.tying import again, named

pytestmark = pytest.mark.django_db


def make_suspended_with_a_member():
    cluster, firm = make_organisation(), make_organisation(kind="sme", name="Saw")
    owner = make_editor(cluster)
    named(cluster, firm)
    lock(cluster)
    settle(cluster, by=None, fields=make_move(cluster, Verb.SUSPEND), changed=[])
    return cluster, owner


@pytest.mark.search
def test_members_of_a_suspended_cluster_are_found_by_its_own_people_only(client):
    cluster, owner = make_suspended_with_a_member()
    queries = {"member_of": cluster.slug}
    addresses = [
        reverse("directory:organisations"),
        reverse("directory:organisations-json"),
        reverse("directory:organisations-csv"),
        "/api/v1/organisations",
    ]

    found = ["Saw" in read(client.get(address, queries)) for address in addresses]
    client.force_login(owner)
    for_own = "Saw" in read(client.get(addresses[1], queries))

    assert found == [False] * 4
    assert for_own


def read(answer):
    return b"".join(answer).decode()


def test_without_an_index_the_database_hides_the_same_and_what_was_declined():
    cluster, owner = make_suspended_with_a_member()
    listed = make_organisation()
    tie = named(listed, again(Organisation.objects.get(name="Saw")))
    wanted = [Wanted.from_query(QueryDict(f"member_of={c.slug}")) for c in (cluster, listed)]

    def found(user):
        rows = Organisation.objects.visible_to(user)
        return [[row.name for row in narrowed(rows, each)] for each in wanted]

    before = found(AnonymousUser()), found(owner)
    tie.declined_at = tie.said_by_cluster_at
    tie.save()

    assert before == ([[], ["Saw"]], [["Saw"], ["Saw"]])
    assert found(AnonymousUser()) == [[], []]
