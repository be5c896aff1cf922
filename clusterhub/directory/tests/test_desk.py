import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.activity.models import Entry
from clusterhub.directory.models import Organisation, Person
from clusterhub.directory.operations import OwnParent, update_organisation
from clusterhub.directory.tests.makers import make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    sign_in(client, "editor")
    return client


def test_an_editor_adds_changes_and_publishes_an_organisation(desk):
    added = desk.post(
        reverse("directory:add-organisation"),
        {"name": "Steel Hub", "kind": "sme", "website": "steel.example"},
    )
    organisation = Organisation.objects.get()
    desk.post(
        reverse("directory:edit-record", args=[organisation.slug]),
        {"name": "Steel & Light", "kind": "network"},
    )
    desk.post(reverse("directory:organisation-publication", args=[organisation.slug]))

    organisation.refresh_from_db()
    assert added.status_code == 302
    assert (organisation.name, organisation.slug) == ("Steel & Light", "steel-hub")
    assert organisation.published_at
    assert [row.name for row in organisation.other_names.all()] == ["Steel Hub"]
    assert set(Entry.objects.about(organisation).values_list("verb", flat=True)) == {
        "created", "updated", "added a name to", "published"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("website", "javascript:alert(1)"),
        ("region", "ZZ99"),
        ("parent", "Nobody has this name"),
        ("kind", "company"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(desk, field, value):
    submitted = {"name": "Steel Hub", "kind": "sme"} | {field: value}

    response = desk.post(reverse("directory:add-organisation"), submitted)

    assert list(response.context["form"].errors) == [field]
    assert not Organisation.objects.exists()


def test_a_body_above_is_typed_by_name_and_near_ones_are_proposed(desk):
    make_organisation(name="MetaIndustry4")
    submitted = {"name": "Branch", "kind": "sme", "parent": "MetalIndustry4"}

    refused = desk.post(reverse("directory:add-organisation"), submitted)
    desk.post(reverse("directory:add-organisation"), submitted | {"parent": "metaindustry4"})

    assert "“MetaIndustry4”" in str(refused.context["form"].errors["parent"])
    assert Organisation.objects.get(name="Branch").parent.name == "MetaIndustry4"


def test_nothing_becomes_part_of_itself():
    top = make_organisation()
    middle = make_organisation(parent=top)
    low = make_organisation(parent=middle)

    with pytest.raises(OwnParent):
        update_organisation(top, by=None, parent=low)


def test_the_desk_says_so_when_a_body_would_become_part_of_itself(desk):
    top = make_organisation(name="Top")
    make_organisation(name="Low", parent=top)
    submitted = {"name": "Top", "kind": "sme", "parent": "Low"}

    response = desk.post(reverse("directory:edit-record", args=[top.slug]), submitted)

    top.refresh_from_db()
    assert list(response.context["form"].errors) == ["parent"]
    assert top.parent is None


def test_an_editor_keeps_a_person_and_her_ties(desk):
    steel = make_organisation(name="Steel Hub")
    desk.post(
        reverse("directory:add-person"),
        {"name": "José Natal", "other_names": "Zé Natal\n\nZé Natal"},
    )
    person = Person.objects.get()
    desk.post(
        reverse("directory:affiliations", args=[person.slug]),
        {"organisation": "steel hub", "role": "Director"},
    )
    tie = person.affiliations.get()
    desk.post(reverse("directory:end-affiliation", args=[person.slug, tie.pk]))
    desk.post(reverse("directory:person-publication", args=[person.slug]), {"withdraw": "1"})

    tie.refresh_from_db()
    assert person.other_names == ["Zé Natal"]
    assert tie.organisation == steel
    assert tie.ended_at


def test_two_of_one_name_get_addresses_of_their_own():
    slugs = [make_organisation(name="Ще Клъстер").slug for _ in range(3)]
    odd = [make_organisation(name=name).slug for name in ("new", "!!!", "日本")]

    assert slugs == ["shte-klaster", "shte-klaster-2", "shte-klaster-3"]
    assert odd == ["new-2", "organisation", "organisation-2"]


PAGES = {  # Status for visitor, member, event team, editor, administrator.
    "organisations": (200, 200, 200, 200, 200),
    "organisations-json": (200, 200, 200, 200, 200),
    "people": (200, 200, 200, 200, 200),
    "people-json": (200, 200, 200, 200, 200),
    "add-organisation": (302, 403, 403, 200, 200),
    "add-person": (302, 403, 403, 200, 200),
    "organisation listed": (200, 200, 200, 200, 200),
    "organisation-json listed": (200, 200, 200, 200, 200),
    "organisation hidden": (404, 404, 404, 200, 200),
    "organisation-json hidden": (404, 404, 404, 200, 200),
    "person listed": (200, 200, 200, 200, 200),
    "person-json listed": (200, 200, 200, 200, 200),
    "person hidden": (404, 404, 404, 200, 200),
    "person-json hidden": (404, 404, 404, 200, 200),
    "edit-record listed": (302, 403, 403, 200, 200),
    "edit-person listed": (302, 403, 403, 200, 200),
}
CHANGES = ["edit-record", "other-names", "organisation-publication"]
CHANGES += ["edit-person", "affiliations", "person-publication"]


def test_who_may_see_and_do_what():
    for slug in ("listed", "hidden"):
        make_organisation(name=slug, is_published=slug == "listed")
        make_person(name=slug, is_published=slug == "listed")

    for column, who in enumerate(["visitor", "member", "event team", "editor", "administrator"]):
        with transaction.atomic():  # None feels what another did.
            look_and_change(Client(), column, who)
            transaction.set_rollback(True)


def look_and_change(client, column, who):
    user = sign_in(client, who)
    may_edit = column >= 3

    for page, expected in PAGES.items():
        name, *slug = page.split()
        status = client.get(reverse(f"directory:{name}", args=slug)).status_code
        assert status == expected[column], (who, page)
    for name in CHANGES:
        status = client.post(reverse(f"directory:{name}", args=["listed"])).status_code
        fits = status in (200, 302) if may_edit else status == (403 if user else 302)
        assert fits, (who, name)
    assert client.get(reverse("directory:other-names", args=["listed"])).status_code in (
        302,
        403,
        405,
    )
