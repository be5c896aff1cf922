import json
import re

import pytest
from django.urls import reverse

from clusterhub.directory.models import NameKind, Organisation
from clusterhub.directory.operations import end_affiliation
from clusterhub.directory.tests.makers import (
    make_appearance,
    make_country,
    make_mention,
    make_organisation,
    make_person,
)

pytestmark = pytest.mark.django_db


def linked_data(response):
    found = re.search(r'ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL)
    return json.loads(found[1])


def test_an_organisation_shows_its_facts_and_everywhere_it_is_named(client):
    parent = make_organisation(name="European Commission")
    grow = make_organisation(
        name="DG GROW",
        parent=parent,
        country=make_country("BE", "Belgium"),
        website="https://grow.example/",
        other_names=[("Internal Market", NameKind.LOCAL)],
    )
    ana = make_person(name="Ana Kovač", organisation=grow)
    talk = make_appearance(ana, grow).event
    mention = make_mention(organisation=grow)
    page = client.get(grow.get_absolute_url())
    data = client.get(reverse("directory:organisation-json", args=[grow.slug])).json()

    text = page.content.decode()

    for expected in ("DG GROW", "Internal Market", "Ana Kovač", talk.title, mention.summary.title):
        assert expected in text
    assert 'href="https://grow.example/" rel="noopener nofollow ugc"' in text
    assert data["parent"]["name"] == "European Commission"
    assert [each["title"] for each in data["talks"]] == [talk.title]
    assert [each["title"] for each in data["named_in"]] == [mention.summary.title]
    assert linked_data(page)["parentOrganization"]["name"] == "European Commission"
    assert linked_data(page)["address"]["addressCountry"] == "BE"


def test_a_person_shows_every_talk_with_her_part_and_role(client):
    steel = make_organisation(name="Steel Hub")
    ana = make_person(name="Ana Kovač", organisation=steel, other_names=["A. Kovac"])
    talk = make_appearance(ana, steel).event
    end_affiliation(ana.affiliations.get(), by=None)

    page = client.get(ana.get_absolute_url())
    data = client.get(reverse("directory:person-json", args=[ana.slug])).json()

    assert "Speaker, Head of steel, " in page.content.decode()
    assert data["talks"][0]["title"] == talk.title
    assert data["talks"][0]["parts"][0]["organisation"] == "Steel Hub"
    assert data["affiliations"] == []
    assert data["former_affiliations"][0]["name"] == "Steel Hub"
    assert linked_data(page)["alternateName"] == ["A. Kovac"]


def test_nothing_unpublished_is_named(client):
    hidden = make_organisation(name="Hidden Hub", is_published=False)
    shown = make_organisation(name="Shown Hub", parent=hidden)
    make_organisation(name="Hidden part", parent=shown, is_published=False)
    ana = make_person(name="Ana Kovač", organisation=hidden)
    make_person(name="Secret Person", organisation=shown, is_published=False)
    make_appearance(ana, shown, status="draft", title="Draft talk")
    make_mention(is_published=False, organisation=shown)
    make_mention(is_published=False, person=ana)
    addresses = [shown.get_absolute_url(), ana.get_absolute_url()]
    addresses += [address.rstrip("/") + ".json" for address in addresses]
    addresses += [reverse("directory:people"), reverse("directory:people-json")]

    for address in addresses:
        text = client.get(address).content.decode()
        for secret in ("Hidden", "Secret", "Draft", "Summary"):
            assert secret not in text, (address, secret)


@pytest.mark.parametrize(
    "website", ["javascript:alert(1)", "data:text/html,x", " javascript:x", "ftp://x.example"]
)
def test_a_website_that_is_none_gets_no_link(client, website):
    organisation = make_organisation()
    Organisation.objects.filter(pk=organisation.pk).update(website=website)

    text = client.get(organisation.get_absolute_url()).content.decode()

    assert website.strip() not in text


def test_hostile_names_stay_words(client):
    name = '"><script>alert(1)</script>{{ 7|add:7 }}'
    organisation = make_organisation(name=name, description="</script><img src=x onerror=y>")
    make_person(name=name[:100], organisation=organisation)

    for address in (organisation.get_absolute_url(), reverse("directory:people")):
        text = client.get(address).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_a_page_costs_a_visitor_the_same_wherever_it_is_named(
    client, django_assert_max_num_queries
):
    organisation = make_organisation()
    person = make_person(organisation=organisation)
    costs = {organisation.get_absolute_url(): [], person.get_absolute_url(): []}

    for wanted in (1, 2, 6):
        for _ in range(wanted):
            make_appearance(person, organisation)
            make_mention(organisation=organisation)
            make_mention(person=person)
            make_organisation(parent=organisation)
            make_person(organisation=organisation)
        for address, cost in costs.items():
            with django_assert_max_num_queries(9) as captured:
                client.get(address)
            cost.append(len(captured))

    assert [len(set(cost)) for cost in costs.values()] == [1, 1], costs
