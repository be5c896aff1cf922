import pytest

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import Organisation, Revision
from clusterhub.directory.operations import add_other_name, publish, update_organisation, withdraw
from clusterhub.directory.tests.makers import make_contact, make_organisation

pytestmark = pytest.mark.django_db


def history(organisation):
    return [
        (revision.number, revision.by_label, revision.changed)
        for revision in organisation.revisions.order_by("number")
    ]


def test_what_nobody_edits_has_no_history():
    organisation = make_organisation(other_names=[("Holztal", "local")])

    withdraw(publish(organisation, by=None), by=None)
    update_organisation(organisation, name=organisation.name, by=make_user())

    assert not Revision.objects.exists()


def test_the_first_edit_also_keeps_how_it_stood_before():
    organisation, ines = make_organisation(city="Linz"), make_user(name="Ines")

    update_organisation(organisation, city="Graz", by=ines)
    update_organisation(organisation, city="Wien", postcode="1010", by=ines)

    assert history(organisation) == [
        (1, "as first listed", []),
        (2, "Ines", ["city"]),
        (3, "Ines", ["city", "postcode"]),
    ]
    cities = organisation.revisions.order_by("number").values_list("record__city", flat=True)
    assert list(cities) == ["Linz", "Graz", "Wien"]
    assert organisation.revisions.get(number=1).at == organisation.created_at


def test_a_new_name_is_one_change_that_holds_the_old_one():
    organisation = make_organisation(name="Steel Hub")

    update_organisation(organisation, name="Steel & Light", by=None)

    newest = organisation.revisions.first()
    assert (newest.number, newest.changed, newest.by_label) == (2, ["name"], "system")
    assert newest.record["names"] == [["Steel Hub", "former"]]
    assert organisation.revisions.get(number=1).record["name"] == "Steel Hub"


def test_history_follows_the_rows_of_an_organisation_too():
    organisation = make_organisation()

    add_other_name(organisation, name="Holztal", kind="local", by=None)

    first, second = organisation.revisions.order_by("number")
    assert (first.record["names"], second.record["names"]) == ([], [["Holztal", "local"]])
    assert second.changed == ["names"]


def test_history_holds_no_contact():
    organisation = make_organisation()
    make_contact(organisation, name="Ines")

    update_organisation(organisation, city="Graz", by=None)

    assert Organisation.objects.get().shown["contacts"]
    assert ["contacts" in revision.record for revision in Revision.objects.all()] == [False, False]
