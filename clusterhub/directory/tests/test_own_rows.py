"""Labels, counts of members and programmes out of a list, into new organisations and known ones."""

import csv
import io
import json
from datetime import date

import pytest

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import Editorship, Level, Organisation
from clusterhub.directory.operations.importing import import_organisations
from clusterhub.directory.sheets import Sheet
from clusterhub.directory.tests.makers import make_country, make_organisation

pytestmark = pytest.mark.django_db
GOLD = {"level": "gold", "issued_on": "2025-01-01", "valid_until": "2027-01-01"}
COUNT = {"counted_on": "2025-12-31", "sme": 20}
PROGRAMME = {"name": "COSME", "starts_on": "2020-01-01"}


@pytest.fixture(autouse=True)
def austria():
    return make_country("AT", "Austria")


def taken(kind="cluster_organisation", **columns):
    row = {"name": "Timber Valley", "country": "AT", "kind": kind}
    row |= {name: json.dumps(cell) for name, cell in columns.items()}
    text, said = io.StringIO(), []
    writer = csv.DictWriter(text, list(row))
    writer.writeheader()
    writer.writerow(row)
    import_organisations(Sheet(io.BytesIO(text.getvalue().encode())), tell=said.append)
    return said[0]


def test_a_new_organisation_has_them_and_shows_them():
    assert taken(labels=[GOLD], counts=[COUNT], programmes=[PROGRAMME]).verdict == "new"

    shown = Organisation.objects.get().shown
    assert [row["level"] for row in shown["labels"]] == ["gold"]
    assert [(row["on"], row["sme"]) for row in shown["counts"]] == [("2025-12-31", 20)]
    assert [row["name"] for row in shown["programmes"]] == ["COSME"]


def test_what_comes_again_is_the_same_and_what_is_longer_is_written_over():
    taken(labels=[GOLD], counts=[COUNT])

    same = taken(labels=[GOLD], counts=[COUNT])
    more = taken(
        labels=[GOLD | {"valid_until": "2028-01-01"}], counts=[COUNT, COUNT | {"counted_on": "2024-01-01"}]
    )  # fmt: skip

    organisation = Organisation.objects.get()
    assert (same.verdict, more.verdict) == ("same", "changed")
    assert [label.valid_until for label in organisation.labels.all()] == [date(2028, 1, 1)]
    assert organisation.counts.count() == 2
    assert organisation.revisions.first().changed == ["counts", "labels"]


def test_where_somebody_keeps_the_profile_a_list_fills_only_what_is_empty():
    taken(counts=[COUNT])
    organisation = Organisation.objects.get()
    Editorship.objects.create(
        organisation=organisation, editor=make_user(), level=Level.ADMINISTRATOR
    )

    found = taken(counts=[COUNT | {"sme": 99}], programmes=[PROGRAMME])

    assert set(found.changes) == {"programmes"}
    assert [count.sme for count in organisation.counts.all()] == [20]


def test_what_cannot_be_read_is_said_and_the_rest_is_taken():
    wrong = [
        GOLD | {"level": "platinum"},
        GOLD | {"valid_until": "2024-01-01"},
        GOLD | {"issued_on": "soon"},
        GOLD | {"certificate_url": "javascript:alert(1)"},
        "gold",
    ]
    counts = [COUNT | {"sme": -1}, COUNT | {"sme": True}, COUNT | {"counted_on": None}]

    found = taken(labels=[*wrong, GOLD], counts=counts, programmes={"name": " "})

    assert found.verdict == "new"
    assert {column: words[:2] for column, words in found.notes} == {
        "labels": "5 ", "counts": "3 ", "programmes": "1 ",
    }  # fmt: skip
    assert Organisation.objects.get().labels.count() == 1


def test_who_is_not_asked_is_not_told():
    make_organisation(name="Timber Valley", country=make_country("AT"), kind="sme")

    found = taken(kind="sme", labels=[GOLD])

    assert found.verdict == "same"
    assert [column for column, _words in found.notes] == ["labels"]
