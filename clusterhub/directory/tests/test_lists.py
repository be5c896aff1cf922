from collections import defaultdict
from itertools import product

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.directory.finding import listing
from clusterhub.directory.tests.makers import make_country, make_organisation, make_person
from clusterhub.vocabularies.models import IndustrialEcosystem

pytestmark = pytest.mark.django_db


def names_in(response):
    return [row.name for row in response.context["page"]]


@pytest.fixture
def three():
    agri = IndustrialEcosystem.objects.get_or_create(slug="agri", name="Agri-food", position=1)[0]
    return [
        make_organisation(name="Alpha Käse", country=make_country(), ecosystems=[agri]),
        make_organisation(name="Beta", kind="sme", description="Makes cheese vats."),
        make_organisation(name="Gamma", country=make_country("PT", "Portugal")),
    ]


FILTERED = {
    "": ["Alpha Käse", "Beta", "Gamma"],
    "?kind=sme": ["Beta"],
    "?country=PT": ["Gamma"],
    "?ecosystem=agri": ["Alpha Käse"],
    "?q=kase": ["Alpha Käse"],
    "?q=CHEESE": ["Beta"],
    "?q=kase&country=PT": [],
    "?kind=nonsense&country=%00&page=99": ["Alpha Käse", "Beta", "Gamma"],
    "?q=%00": ["Alpha Käse", "Beta", "Gamma"],
}


def test_organisations_are_filtered_by_what_the_address_says(client, three):
    answers = {query: client.get(reverse("directory:organisations") + query) for query in FILTERED}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert {query: names_in(answer) for query, answer in answers.items()} == FILTERED


def test_each_chosen_filter_can_be_taken_off_alone(client, three):
    response = client.get(reverse("directory:organisations") + "?q=kase&country=AT&page=1")

    chips = {chip["label"]: chip["url"] for chip in response.context["filters"].chips()}
    assert chips == {"“kase”": "?country=AT", "Austria": "?q=kase"}


def test_htmx_gets_the_list_alone_but_a_restored_page_whole(client, three):
    address = reverse("directory:organisations")

    fragment = client.get(address, headers={"HX-Request": "true"}).content.decode()
    restored = client.get(
        address, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    ).content.decode()

    assert "Alpha Käse" in fragment
    assert "<html" not in fragment
    assert "<html" in restored


def test_a_long_list_has_pages_as_page_and_as_json(client):
    for number in range(27):
        make_organisation(name=f"Body {number:02}")

    second = client.get(reverse("directory:organisations") + "?page=2")
    data = client.get(reverse("directory:organisations-json")).json()

    assert names_in(second) == ["Body 25", "Body 26"]
    assert (data["count"], len(data["organisations"])) == (27, 25)
    assert data["next"].endswith("/organisations.json?page=2")


def test_people_are_found_by_any_spelling_and_country(client):
    make_person(name="José Natal", other_names=["Zé Natal"], country=make_country("PT", "Portugal"))
    make_person(name="Anna Müller", country=make_country())

    def found(query):
        return names_in(client.get(reverse("directory:people") + query))

    assert found("?q=jose") == ["José Natal"]
    assert found("?q=ze+natal") == ["José Natal"]
    assert found("?country=AT") == ["Anna Müller"]


def test_a_list_costs_the_same_for_any_number_of_rows(django_assert_max_num_queries):
    clients = {who: Client() for who in ("visitor", "editor")}
    for who, client in clients.items():
        sign_in(client, who)
    costs = defaultdict(list)

    for wanted in (1, 2, 8):
        for _ in range(wanted):
            organisation = make_organisation(country=make_country())
            make_person(organisation=organisation, country=make_country())
        for who, name in product(clients, ["organisations", "people"]):
            cache.clear()
            with django_assert_max_num_queries(8) as captured:
                clients[who].get(reverse(f"directory:{name}"))
            costs[who, name].append(len(captured))

    assert [len(set(each)) for each in costs.values()] == [1, 1, 1, 1], costs


def test_people_lead_no_further_than_anybody_reads(client, monkeypatch):
    monkeypatch.setattr(listing, "MOST_PAGES", 1)
    for _ in range(listing.PER_PAGE + 1):
        make_person()

    page = client.get(reverse("directory:people") + "?page=2").context["page"]
    data = client.get(reverse("directory:people-json") + "?page=2").json()

    assert (page.number, page.paginator.num_pages) == (1, 1)
    assert (data["count"], data["next"]) == (listing.PER_PAGE + 1, None)
    assert len(page) == len(data["people"]) == listing.PER_PAGE


@pytest.mark.parametrize("name", ["organisations", "people"])
def test_an_empty_list_says_what_would_be_here(client, name):
    response = client.get(reverse(f"directory:{name}"))

    assert "yet" in response.content.decode()
