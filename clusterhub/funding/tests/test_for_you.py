import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.export import everything_about
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import OrganisationKind
from clusterhub.directory.tests.makers import (
    make_country,
    make_editor,
    make_member,
    make_organisation,
    make_person,
)
from clusterhub.events.operations import add_speaker
from clusterhub.events.tests.makers import make_event, make_topic
from clusterhub.funding.models import CallSetAside
from clusterhub.funding.operations import withdraw_call
from clusterhub.funding.tests.makers import make_call
from clusterhub.vocabularies.models import IndustrialEcosystem, Technology

pytestmark = pytest.mark.django_db
PAGE, DATA = "/calls/for-you/", "/calls/for-you.json"
FOR_SMES = {"kind": "applicant", "id": "a", "kinds": ["sme"]}
FOR_OTHERS = {"kind": "applicant", "id": "a", "kinds": ["university"]}


@pytest.fixture
def firm():
    wood = IndustrialEcosystem.objects.create(slug="construction", name="Construction", position=1)
    return make_organisation(
        name="Wood Ltd",
        kind=OrganisationKind.SME,
        country=make_country(),
        ecosystems=[wood],
        facts={"technologies": ["artificial-intelligence"]},
    )


def _titles(client, query=""):
    return [call["title"] for call in client.get(DATA + query).json()["calls"]]


def test_calls_stand_in_the_order_of_their_reasons_and_the_sure_no_is_hidden(client, firm):
    client.force_login(make_editor(firm))
    cluster = make_organisation(name="Steel Hub")
    make_member(cluster, firm)
    ai = Technology.objects.create(slug="artificial-intelligence", name="Artificial intelligence")
    steel = make_topic("Steel")
    talk = make_event(topics=[steel])
    add_speaker(talk, person=make_person(), organisation=firm, role="Head", by=None)
    make_call(title="About wood", ecosystems=firm.ecosystems.all())
    make_call(title="About AI", technologies=[ai])
    make_call(title="About steel", topics=[steel], rules=[FOR_SMES])
    make_call(title="Of our cluster", organisation=cluster)
    make_call(title="Anything")
    make_call(title="For universities", rules=[FOR_OTHERS])
    make_call(title="Over", closes_at=timezone.now().replace(year=2020))
    make_call(False, title="Secret")

    data = client.get(DATA).json()
    page = client.get(PAGE).content.decode()

    assert [(call["title"], call["points"]) for call in data["calls"]] == [
        ("About steel", 40),
        ("About wood", 25),
        ("About AI", 20),
        ("Of our cluster", 15),
        ("Anything", 0),
    ]
    assert data["counts"] == {"fitting": 5, "barred": 1, "set-aside": 0}
    assert [reason["words"] for reason in data["calls"][0]["reasons"]] == [
        "Steel", "your kind of organisation", "you meet every rule",
    ]  # fmt: skip
    assert _titles(client, "?show=barred") == ["For universities"]
    assert "1 hidden: you may not apply. Show" in page
    assert "For universities" not in page
    assert "Steel Hub <b>+15</b>" in page


def test_not_interesting_teaches_only_that_persons_list_and_can_be_undone(client, firm):
    first, second = make_editor(firm), make_editor(firm)
    dull = make_call(title="Dull", programme="SMP", ecosystems=firm.ecosystems.all())
    make_call(title="Like it", programme="SMP", ecosystems=firm.ecosystems.all())
    make_call(title="Other")
    address = reverse("funding:set-aside", args=[dull.slug])
    client.force_login(first)

    for _twice in range(2):
        client.post(address)
    mine = {call["title"]: call["points"] for call in client.get(DATA).json()["calls"]}
    away = _titles(client, "?show=set-aside")
    exported = everything_about(first)["calls_set_aside"]
    client.force_login(second)
    theirs = {call["title"]: call["points"] for call in client.get(DATA).json()["calls"]}
    client.post(address, {"undo": "yes"})
    still = CallSetAside.objects.count()
    client.force_login(first)
    client.post(address, {"undo": "yes", "back": "https://evil.example/"})

    assert (mine, away) == ({"Like it": 15, "Other": 0}, ["Dull"])
    assert [row["call"] for row in exported] == [dull.get_absolute_url()]
    assert theirs == {"Dull": 25, "Like it": 25, "Other": 0}
    assert still == 1
    assert len(_titles(client)) == 3
    assert client.post(address, {"back": "https://evil.example/"}).url == PAGE
    assert client.post(address, {"back": f"{PAGE}?page=2"}).url == f"{PAGE}?page=2"
    first.delete()
    assert not CallSetAside.objects.exists()


def test_the_list_is_for_ones_own_organisations_only(client, firm):
    stranger = make_user()
    make_call(title="Any")

    assert client.get(PAGE).status_code == 302
    client.force_login(stranger)
    assert client.get(DATA + f"?organisation={firm.slug}").json()["organisation"] is None
    assert "Add organisation" in client.get(PAGE).content.decode()
    secret = withdraw_call(make_call(title="Gone"), by=None)
    assert client.post(reverse("funding:set-aside", args=[secret.slug])).status_code == 410
    client.logout()
    assert client.post(reverse("funding:set-aside", args=["any"])).status_code == 302


def test_eight_statements_however_many_calls(client, firm, django_assert_num_queries):
    client.force_login(make_editor(firm))
    rules = [FOR_SMES, {"kind": "country", "programmes": ["eu"], "countries": ["AT"]}]

    for count in (2, 20):
        for _ in range(count):
            make_call(rules=rules, ecosystems=firm.ecosystems.all())
        client.get(PAGE)  # Countries with their standing are kept from now on.
        with django_assert_num_queries(8):
            assert client.get(PAGE).status_code == 200
