"""Calls for programs: the same filters as the page, every call once, drafts never."""

import csv
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.funding.models import Call
from clusterhub.funding.operations import move_deadline
from clusterhub.funding.tests.makers import make_call

pytestmark = pytest.mark.django_db
LIST = "/api/v1/calls"


def slugs(response):
    return [call["slug"] for call in response.json()["calls"]]


def test_every_call_comes_once_in_pages_and_no_draft(client):
    made = [make_call(programme="SMP" if number % 2 else "LIFE").slug for number in range(5)]
    make_call(is_published=False)
    editor = bearer(make_secret(make_user(roles=[Role.EDITOR])))

    seen, address = [], f"{LIST}?limit=2"
    while address:
        answer = client.get(address, headers=editor)
        seen += slugs(answer)
        address = answer.json()["next"]
    narrowed = client.get(LIST, {"programme": "SMP", "limit": 1})
    rest = client.get(narrowed.json()["next"])

    assert seen == made
    assert slugs(narrowed) + slugs(rest) == made[1::2]
    assert rest.json()["next"] is None


def test_a_call_says_when_who_and_how_much_and_what_it_was_before(client):
    hidden = make_organisation(is_published=False)
    call = make_call(
        title="Vouchers",
        closes_at=date(2031, 1, 31),
        max_eur=Decimal("5000"),
        organisation=hidden,
        publisher_name="Hub",
        rules=[{"kind": "country", "id": "c", "countries": ["ES"]}],
    )
    move_deadline(call.deadlines.get(), closes_at=date(2031, 2, 28), by=None, source="a letter")

    data = client.get(f"{LIST}/{call.slug}").json()

    [deadline] = data["deadlines"]
    assert (deadline["day"], deadline["closes_at"]) == ("2031-02-28", "2031-03-01T00:00:00+01:00")
    assert [(each["was_at"], each["source"]) for each in deadline["moved"]] == [
        ("2031-02-01T00:00:00+01:00", "a letter")
    ]
    assert (data["max_eur"], data["status"], data["publisher"]) == ("5000.00", "open", "Hub")
    assert data["publisher_url"] is None
    assert data["rules"][0]["countries"] == ["ES"]


def test_who_harvests_again_gets_only_what_has_changed(client):
    old, new = make_call(), make_call()
    long_ago = timezone.now() - timedelta(days=9)
    Call.objects.filter(pk=old.pk).update(updated_at=long_ago)
    since = (timezone.now() - timedelta(days=1)).isoformat()

    assert slugs(client.get(LIST, {"changed_since": since})) == [new.slug]
    assert slugs(client.get(LIST, {"changed_since": since, "status": "open"})) == [new.slug]


def test_the_table_has_the_columns_that_an_import_reads(client):
    make_call(title="=Vouchers", programme="SMP")

    answer = client.get(LIST, headers={"Accept": "text/csv"})

    [row] = csv.DictReader(answer.content.decode().splitlines())
    assert (row["title"], row["programme"], row["status"]) == ("'=Vouchers", "SMP", "open")


@pytest.mark.parametrize(
    "query",
    [
        "colour=red",
        "status=ajar",
        "month=2031-13",
        "limit=5000",
        "changed_since=soon",
        "changed_since=-2.1e-64",
    ],
)
def test_a_filter_that_nobody_knows_is_refused(client, query):
    assert client.get(f"{LIST}?{query}").status_code == 422


def test_a_draft_is_not_there(client):
    draft = make_call(is_published=False)

    assert client.get(f"{LIST}/{draft.slug}").status_code == 404


def test_the_list_costs_the_same_for_any_number_of_calls(client, django_assert_max_num_queries):
    costs = []
    for number in (1, 8):
        for _each in range(number):
            make_call(programme="SMP")
        client.get(LIST, {"programme": "SMP"})
        with django_assert_max_num_queries(10) as captured:
            client.get(LIST, {"programme": "SMP"})
        costs.append(len(captured))

    assert len(set(costs)) == 1
