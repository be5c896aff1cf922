"""Whoever fetches follows the pages of a list, and nothing else."""

import json

import pytest

from clusterhub.api.tests.receiving import receiver
from clusterhub.funding.models import Call, CallImport
from clusterhub.funding.operations import fetch_calls_from
from clusterhub.funding.operations.paging import next_page
from clusterhub.funding.tests.records import result

__all__ = ["receiver"]
HOST = "https://calls.example/api"


@pytest.mark.pure
@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ({"next": f"{HOST}?after=7"}, f"{HOST}?after=7"),
        ({"next": "https://other.example/api?after=7"}, ""),
        ({"next": "http://[broken"}, ""),
        ({"next": ""}, ""),
        ({}, ""),
        ({"totalResults": 120, "pageNumber": 1, "pageSize": 50}, f"{HOST}?text=a+b&pageNumber=2"),
        ({"totalResults": 120, "pageNumber": 3, "pageSize": 50}, ""),
        ({"totalResults": 100, "pageNumber": 2, "pageSize": 50}, ""),
        ({"totalResults": "120", "pageNumber": 1, "pageSize": 50}, ""),
        ({"totalResults": 120, "pageNumber": -1, "pageSize": 50}, ""),
        ({"totalResults": 120, "pageNumber": True, "pageSize": 50}, ""),
    ],
)
def test_what_stands_beside_a_list_says_where_it_goes_on(around, expected):
    asked = "?text=a+b&pageNumber=1" if "totalResults" in around else ""

    assert next_page(f"{HOST}{asked}", around) == expected


def search_page(number, *names, total=5, size=2):
    rows = [result(name) for name in names]
    counted = {"totalResults": total, "pageNumber": number, "pageSize": size}
    return json.dumps({"apiVersion": "2.1", **counted, "results": rows}).encode()


def names():
    return sorted(Call.objects.values_list("identifier", flat=True))


@pytest.mark.django_db
def test_pages_of_a_search_are_read_to_the_last_one_and_twice_changes_nothing(receiver):
    address = f"{receiver.url}?text=x"
    receiver.tag = '"first"'
    receiver.content = search_page(1, "P-1", "P-2")
    receiver.pages = {
        "/told?text=x&pageNumber=2": search_page(2, "P-3", "P-4"),
        "/told?text=x&pageNumber=3": search_page(3, "P-5"),
    }

    run, again = fetch_calls_from(address), fetch_calls_from(address)

    assert names() == ["P-1", "P-2", "P-3", "P-4", "P-5"]
    assert (run.counts["new"], run.remarks) == (5, [])
    assert "tag" not in run.counts  # The tag of one page says nothing of the others.
    assert (again.counts["new"], again.counts["same"]) == (0, 5)


@pytest.mark.django_db
def test_a_missing_page_costs_only_what_comes_behind_it(receiver):
    receiver.content = search_page(1, "P-1", "P-2")
    receiver.pages = {"/told?pageNumber=2": b"<html>Come back later</html>"}

    run = fetch_calls_from(receiver.url)

    assert names() == ["P-1", "P-2"]
    assert run.counts["new"] == 2
    assert run.remarks[0].startswith("Page 2: ")


@pytest.mark.django_db
def test_a_list_that_leads_to_itself_or_elsewhere_is_read_once(receiver):
    def given(following):
        call = {"identifier": "OURS-1", "title": "Ours"}
        receiver.content = json.dumps({"calls": [call], "next": following}).encode()
        return fetch_calls_from(receiver.url)

    circle, elsewhere = given(receiver.url), given("https://127.0.0.1/inner")

    assert (circle.counts["records"], elsewhere.counts["records"]) == (1, 1)
    assert CallImport.objects.count() == 2
    assert names() == ["OURS-1"]
