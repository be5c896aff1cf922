import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.directory.finding.asking import find
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.models import Organisation
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.vocabularies.models import IndustrialEcosystem

pytestmark = [pytest.mark.django_db, pytest.mark.search]


def names_in(response):
    return [row.name for row in response.context["page"]]


def counts_in(response):
    return {
        facet.name: {option.value: option.count for option in facet.options}
        for facet in response.context["filters"].facets
    }


@pytest.fixture
def address():
    return reverse("directory:organisations")


@pytest.fixture
def three():
    agri = IndustrialEcosystem.objects.get_or_create(slug="agri", name="Agri-food", position=1)[0]
    austria = make_country()
    return [
        make_organisation(name="Alpha", country=austria, ecosystems=[agri]),
        make_organisation(name="Beta", kind="sme", country=austria),
        make_organisation(name="Gamma", kind="sme", country=make_country("PT", "Portugal")),
    ]


def test_a_filter_lives_in_the_address_and_shows_what_each_other_choice_would_give(
    client, three, address
):
    response = client.get(address + "?kind=sme&country=AT")

    assert names_in(response) == ["Beta"]
    assert counts_in(response)["kind"] == {"sme": 1, "cluster_organisation": 1}
    assert counts_in(response)["country"] == {"AT": 1, "PT": 1}
    assert 'id="facet-kind-sme" value="sme" checked' in response.content.decode()


def test_an_old_address_still_answers(client, three, address):
    response = client.get(address + "?kind=nonsense&country=AT&technology=&page=77&view=cards")

    assert names_in(response) == ["Alpha", "Beta"]


def test_htmx_gets_the_list_and_the_new_counts(client, three, address):
    fragment = client.get(address + "?kind=sme", headers={"HX-Request": "true"}).content.decode()

    assert '<div id="facets" hx-swap-oob="true">' in fragment
    assert "<html" not in fragment


def test_the_table_shows_the_same_rows_and_stays_when_a_filter_goes(client, three, address):
    response = client.get(address + "?kind=sme&view=table")

    assert names_in(response) == ["Beta", "Gamma"]
    assert '<table class="table table--cards">' in response.content.decode()
    assert response.context["filters"].chips()[0]["url"] == "?view=table"


def test_rarer_filters_are_counted_where_they_are_asked_for(client, three, address):
    few, more = client.get(address), client.get(address + "?facets=more")

    assert "freshness" not in counts_in(few)
    assert counts_in(more)["freshness"] == {"never": 3}


def test_a_withdrawn_organisation_is_found_by_nobody_even_before_the_index_knows(
    client, three, address
):
    find(Wanted())
    Organisation.objects.filter(name="Beta").update(state="archived", published_at=None)

    response = client.get(address)

    assert names_in(response) == ["Alpha", "Gamma"]


def test_without_an_index_the_list_still_answers_and_says_so(client, three, address, settings):
    settings.SEARCH_DIR = None

    response = client.get(address + "?kind=sme&country=AT&country=PT&q=beta")

    assert names_in(response) == ["Beta"]
    assert "The search is being prepared" in response.content.decode()


def test_similar_spellings_are_shown_and_named_so(client, three, address):
    response = client.get(address + "?q=gama")

    assert names_in(response) == ["Gamma"]
    assert "Similar spellings" in response.content.decode()


def test_suggestions_are_a_fragment(client, three):
    answer = client.get(reverse("directory:organisation-suggestions"), {"q": "gam"})

    assert "Gamma" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_list_statements_do_not_grow(address, django_assert_max_num_queries):
    clients = {who: Client() for who in ("visitor", "editor")}
    costs = {who: [] for who in clients}
    for who, client in clients.items():
        sign_in(client, who)

    for wanted in (1, 26):
        for number in range(wanted):
            make_organisation(name=f"Body {wanted} {number}", country=make_country())
        find(Wanted())
        for who, client in clients.items():
            cache.clear()
            with django_assert_max_num_queries(9) as captured:  # One looks for changes, in tests.
                client.get(address)
            costs[who].append(len(captured))

    assert [len(set(each)) for each in costs.values()] == [1, 1], costs
