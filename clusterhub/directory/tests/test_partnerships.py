"""Partnerships and networks: the list, its twin, and their members over time."""

from datetime import date

import pytest
from django.urls import reverse

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.directory.tests.tying import again, make_cluster, mutual, taking_part

pytestmark = pytest.mark.django_db


def make_partnership(**changes):
    return make_organisation(**({"kind": OrganisationKind.PARTNERSHIP} | changes))


def test_the_list_has_partnerships_and_networks_with_who_leads_them(client):
    cluster, _manager = make_cluster(name="Northern Timber")
    whole = make_partnership(name="Wood for Europe")
    make_organisation(name="Timber Network", kind=OrganisationKind.NETWORK)
    make_partnership(name="Secret", is_published=False)
    for role in ("coordinator", "partner"):
        taking_part(whole, cluster, role)
    hidden = make_organisation(name="Hidden", is_published=False)
    taking_part(whole, hidden, "coordinator")

    text = client.get(reverse("directory:partnerships")).content.decode()
    data = client.get(reverse("directory:partnerships-json")).json()

    assert [row["name"] for row in data["partnerships"]] == ["Timber Network", "Wood for Europe"]
    assert data["partnerships"][1]["coordinators"] == ["Northern Timber"]
    assert data["partnerships"][1]["member_count"] == 2
    assert "Northern Timber" in text
    assert "Hidden" not in text


@pytest.mark.parametrize(
    ("query", "names"),
    [("?kind=network", ["Timber Network"]), ("?country=AT", ["Wood"]), ("?q=wood", ["Wood"])],
)
def test_the_list_is_narrowed(client, query, names):
    make_partnership(name="Wood", country=make_country())
    make_organisation(name="Timber Network", kind=OrganisationKind.NETWORK)

    data = client.get(reverse("directory:partnerships-json") + query).json()

    assert [row["name"] for row in data["partnerships"]] == names


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_needs_three_statements(client, count, django_assert_num_queries):
    cluster, _manager = make_cluster()
    for _ in range(count):
        taking_part(make_partnership(country=make_country()), cluster, "coordinator")
    client.get(reverse("directory:partnerships"))

    with django_assert_num_queries(3):
        client.get(reverse("directory:partnerships"))


def test_who_came_and_who_left_stands_in_its_order(client):
    whole = make_partnership()
    first, second = make_cluster(name="Old Cluster")[0], make_cluster(name="New Cluster")[0]
    tie = taking_part(whole, first, joined_on=date(2015, 3, 1))
    type(tie).objects.filter(pk=tie.pk).update(left_on=date(2019, 6, 30))
    taking_part(whole, second, joined_on=date(2018, 1, 1))
    taking_part(
        whole, make_organisation(name="Secret", is_published=False), joined_on=date(2020, 1, 1)
    )

    page = client.get(reverse("directory:member-history", args=[whole.slug]))

    assert [(entry["when"], entry["title"]) for entry in page.context["entries"]] == [
        ("30 June 2019", "Old Cluster left"),
        ("1 January 2018", "New Cluster joined"),
        ("1 March 2015", "Old Cluster joined"),
    ]


def test_a_cluster_has_its_members_over_time_and_without_days_says_so(client):
    cluster, _manager = make_cluster()
    mutual(cluster, make_organisation(kind=OrganisationKind.SME))

    page = client.get(reverse("directory:member-history", args=[again(cluster).slug]))

    assert "No day is known yet" in page.content.decode()
