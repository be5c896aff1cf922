"""The list of members, its twin and its files."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import ClusterMember
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.directory.tests.tying import (
    make_cluster,
    make_firm,
    mutual,
    named,
    taking_part,
)

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"directory:{name}", args=args)


def text_of(client, cluster, query=""):
    return client.get(address("members", cluster.slug) + query).content.decode()


def names_in(client, cluster, query=""):
    data = client.get(address("members-json", cluster.slug) + query).json()
    return [row["name"] for row in data["members"]]


def make_list():
    """One confirmed, two one-sided, one who left, one hidden, one declined."""
    cluster, manager = make_cluster(name="Northern Timber")
    firms = {
        name: make_organisation(name=name, kind=kind)
        for name, kind in (
            ("Agreed", OrganisationKind.SME),
            ("Named", OrganisationKind.UNIVERSITY),
            ("Selfmade", OrganisationKind.SME),
            ("Gone", OrganisationKind.SME),
            ("Denied", OrganisationKind.SME),
        )
    }
    mutual(cluster, firms["Agreed"], joined_on=date(2020, 5, 1))
    named(cluster, firms["Named"])
    named(cluster, firms["Selfmade"], "member")
    tie = mutual(cluster, firms["Gone"])
    ClusterMember.objects.filter(pk=tie.pk).update(left_on=date(2024, 1, 1))
    tie = named(cluster, firms["Denied"])
    ClusterMember.objects.filter(pk=tie.pk).update(declined_at=tie.said_by_cluster_at)
    named(cluster, make_organisation(name="Secret", kind=OrganisationKind.SME, is_published=False))
    return cluster, manager


def test_the_list_says_who_says_so(client):
    cluster, _manager = make_list()

    text = text_of(client, cluster)
    data = client.get(address("members-json", cluster.slug)).json()

    assert "Named by the cluster only" in text
    assert "Said by the member only" in text
    assert "Secret" not in text
    assert {row["name"]: row["said_by"] for row in data["members"]} == {
        "Agreed": ["cluster", "member"],
        "Named": ["cluster"],
        "Selfmade": ["member"],
    }
    assert (data["count"], data["next"]) == (3, None)


NARROWED = {
    "?kind=university": ["Named"],
    "?kind=nonsense": ["Agreed", "Named", "Selfmade"],
    "?said=both": ["Agreed"],
    "?said=one": ["Named", "Selfmade"],
    "?when=former": ["Gone"],
    "?q=self": ["Selfmade"],
    "?page=7": ["Agreed", "Named", "Selfmade"],
}


def test_the_list_is_narrowed_in_the_address(client):
    cluster, _manager = make_list()

    found = {query: names_in(client, cluster, query) for query in NARROWED}

    assert found == NARROWED
    for query in NARROWED:
        page = client.get(address("members", cluster.slug) + query)
        assert page.status_code == 200, query


def test_a_list_needs_four_statements_however_many_members(client, django_assert_num_queries):
    cluster, _manager = make_cluster()
    for count in (1, 5):
        for _ in range(count):
            mutual(cluster, make_organisation(kind=OrganisationKind.SME, country=make_country()))
        for name in ("members", "members-json"):
            client.get(address(name, cluster.slug))

            # The organisation, how many, the rows; kinds are kept.
            with django_assert_num_queries(3):
                client.get(address(name, cluster.slug))


def test_the_file_runs_no_formula_and_holds_what_is_shown(client):
    cluster, _manager = make_cluster()
    mutual(cluster, make_organisation(name='=HYPERLINK("x")', kind=OrganisationKind.SME))
    named(cluster, make_organisation(name="Secret", is_published=False))

    response = client.get(address("members-csv", cluster.slug))

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["name"], row["said_by"]) == ('\'=HYPERLINK("x")', "cluster|member")
    assert "attachment" in response["Content-Disposition"]


def test_the_excel_file_holds_the_same_as_text(client):
    cluster, _manager = make_cluster()
    mutual(cluster, make_organisation(name="=1+1", kind=OrganisationKind.SME))

    response = client.get(address("members-xlsx", cluster.slug))

    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    cells = next(iter(book.active.iter_rows(min_row=2)))
    assert (cells[0].value, cells[0].data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    "name", ["members", "members-json", "members-csv", "members-xlsx", "member-history"]
)
def test_a_list_hides_with_its_organisation_and_a_firm_has_none(client, name):
    hidden, _manager = make_cluster(is_published=False)
    firm, _owner = make_firm()

    for organisation in (hidden, firm):
        assert client.get(address(name, organisation.slug)).status_code == 404


def test_a_network_lists_its_participants_with_role_and_years(client):
    network = make_organisation(kind=OrganisationKind.NETWORK)
    cluster, _manager = make_cluster(name="Northern Timber")
    taking_part(network, cluster, "coordinator", joined_on=date(2021, 1, 1))
    old = taking_part(network, cluster, "partner", joined_on=date(2018, 1, 1))
    type(old).objects.filter(pk=old.pk).update(left_on=date(2020, 12, 31))

    assert "Coordinator" in text_of(client, network)
    assert "until 31 December 2020" in text_of(client, network, "?when=former")
    profile = client.get(cluster.get_absolute_url()).content.decode()
    assert "since 2021" in profile
    assert "2018–2020" in profile
