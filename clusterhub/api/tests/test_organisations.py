import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusterhub.accounts.tests.makers import make_user
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.directory.operations import update_organisation, withdraw
from clusterhub.directory.tests.makers import (
    make_contact,
    make_country,
    make_editor,
    make_organisation,
)

pytestmark = [pytest.mark.search, pytest.mark.django_db]
LIST = "/api/v1/organisations"


def names(response):
    return [row["name"] for row in response.json()["organisations"]]


@pytest.mark.parametrize(
    "query", ["", "kind=sme", "kind=sme&kind=rto", "country=AT", "q=timber", "q=tmber&country=AT"]
)
def test_api_and_page_find_the_same(client, query):
    austria = make_country()
    make_organisation(name="Timber Alps", kind="sme", country=austria)
    make_organisation(name="Steel Alps", kind="rto", country=austria)
    make_organisation(name="Timber Lowlands", kind="university")
    make_organisation(is_published=False, name="Timber Secret", kind="sme", country=austria)

    api = client.get(f"{LIST}?{query}")
    page = client.get(f"/organisations.json?{query}")

    assert sorted(names(api)) == sorted(row["name"] for row in page.json()["organisations"])
    assert api.json()["count"] == page.json()["count"] > 0


def test_a_page_of_the_api_never_skips_or_repeats_while_rows_arrive(client):
    first = [make_organisation().pk for _ in range(5)]
    seen, address = [], f"{LIST}?limit=2"

    while address:
        page = client.get(address).json()
        seen += [row["id"] for row in page["organisations"]]
        address = page["next"]
        if len(seen) < 5:
            make_organisation()  # While somebody pages through the list.

    assert seen[:5] == first
    assert len(seen) == len(set(seen)) == 7
    assert seen == sorted(seen)


def test_what_was_withdrawn_between_two_pages_is_left_out(client):
    rows = [make_organisation() for _ in range(4)]
    page = client.get(f"{LIST}?limit=2").json()
    withdraw(rows[2], by=None)

    following = client.get(page["next"]).json()

    assert [row["id"] for row in following["organisations"]] == [rows[3].pk]
    assert following["next"] is None


def test_an_unchanged_answer_costs_304(client):
    organisation = make_organisation()
    for address in (LIST, f"{LIST}/{organisation.slug}"):
        tag = client.get(address)["ETag"]

        with CaptureQueriesContext(connection) as asked:
            same = client.get(address, headers={"If-None-Match": tag})
        update_organisation(organisation, by=None, description=f"Changed {address}")
        changed = client.get(address, headers={"If-None-Match": tag})

        assert (same.status_code, same.content, same["ETag"]) == (304, b"", tag)
        assert len(asked) <= 3
        assert (changed.status_code, changed["ETag"] == tag) == (200, False)


def test_one_tag_is_not_anothers(client):
    own = make_organisation(is_published=False)
    editor = make_editor(own)
    secret = make_secret(editor)

    anonymous = client.get(LIST)
    hers = client.get(LIST, headers=bearer(secret) | {"If-None-Match": anonymous["ETag"]})
    table = client.get(LIST, headers={"Accept": "text/csv", "If-None-Match": anonymous["ETag"]})

    assert names(anonymous) == []
    assert names(hers) == [own.name]
    assert table.status_code == 200
    assert {"Authorization", "Accept"} <= {name.strip() for name in hers["Vary"].split(",")}


def test_formats_are_chosen_by_the_accept_header(client):
    make_organisation(name='=HYPERLINK("x")', latitude=48.3, longitude=14.3)

    table = client.get(LIST, headers={"Accept": "text/csv"})
    points = client.get(LIST, headers={"Accept": "application/geo+json, application/json;q=0.5"})
    page = client.get(LIST, headers={"Accept": "text/html, */*;q=0.1"})
    nothing = client.get(LIST, headers={"Accept": "image/png"})

    rows = list(csv.DictReader(io.StringIO(table.content.decode())))
    assert [row["name"] for row in rows] == ['\'=HYPERLINK("x")']
    assert points["Content-Type"] == "application/geo+json"
    assert points.json()["features"][0]["geometry"]["coordinates"] == [14.3, 48.3]
    assert page["Content-Type"] == "application/json"
    assert (nothing.status_code, nothing.json()["error"]["code"]) == (406, "no-such-format")


def test_no_contact_leaves_through_the_api(client):
    organisation = make_organisation()
    make_contact(organisation, name="Ines Teste", email="ines@timber.example", phone="+43 1 234")
    formats = ("application/json", "application/geo+json", "text/csv")
    secret = make_secret(make_editor(organisation))

    told = [
        client.get(address, headers={"Accept": each} | bearer(secret)).content.decode()
        for address in (LIST, f"{LIST}/{organisation.slug}")
        for each in formats
    ]

    assert not any("ines" in text.lower() or "+43" in text for text in told)
    assert organisation.name in told[0]


def test_a_misspelt_filter_and_a_wrong_value_are_refused(client):
    make_organisation()

    wrong = client.get(f"{LIST}?contry=AT&kind=sme")
    unknown = client.get(f"{LIST}?kind=company&limit=0&box=1,2")

    assert wrong.status_code == unknown.status_code == 422
    assert list(wrong.json()["error"]["fields"]) == ["contry"]
    assert set(unknown.json()["error"]["fields"]) == {"kind.0", "limit", "box"}


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_needs_as_many_statements_for_one_as_for_thirty(client, count):
    for _ in range(count):
        make_organisation()
    client.get(LIST)

    with CaptureQueriesContext(connection) as asked:
        response = client.get(LIST)

    assert len(names(response)) == count
    # Where there is no worker, who asks looks for changes herself.
    own = [each for each in asked if "directory_searchchange" not in each["sql"]]
    assert len(own) == 1


def test_without_an_index_the_list_answers_and_says_what_it_cannot(client, settings):
    settings.SEARCH_DIR = None
    make_organisation(name="Timber Alps", kind="sme")
    make_organisation(kind="rto")

    found = client.get(f"{LIST}?kind=sme")
    refused = client.get(f"{LIST}?technology=robotics")

    assert names(found) == ["Timber Alps"]
    assert found.json()["count"] == 1
    assert (refused.status_code, refused["Retry-After"]) == (503, "30")


def test_a_body_above_that_may_not_be_seen_is_not_named(client):
    hidden = make_organisation(is_published=False, name="Hidden Body")
    below = make_organisation(parent=hidden)
    secret = make_secret(make_user(roles=["editor"]))

    anonymous = client.get(f"{LIST}/{below.slug}").json()
    editor = client.get(f"{LIST}/{below.slug}", headers=bearer(secret)).json()

    assert anonymous["parent"] is None
    assert editor["parent"]["slug"] == hidden.slug
