import csv
import hashlib
import io
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from clusterhub.api import dumping
from clusterhub.api.jobs import publish_open_data_nightly
from clusterhub.api.operations import publish_open_data
from clusterhub.directory.models import DirectoryDump
from clusterhub.directory.operations import withdraw
from clusterhub.directory.sheets import Sheet
from clusterhub.directory.tests.makers import make_contact, make_organisation, make_organisation_in

pytestmark = pytest.mark.django_db
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FILES = ("organisations.csv", "organisations.jsonl", "organisations.geojson")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.OPEN_DATA_LICENCE = LICENCE
    settings.DATA_DIR = tmp_path
    return tmp_path / "open-data"


def texts(client):
    return {
        name: b"".join(client.get(f"/open-data/{name}").streaming_content).decode()
        for name in FILES
    }


def test_the_dump_holds_no_contact_and_no_unlisted(client):
    listed = make_organisation(name="Timber Alps", latitude=48.3, longitude=14.3)
    make_contact(listed, name="Ines Teste", email="ines@timber.example", phone="+43 1 234")
    for state in ("draft", "in_review", "returned", "suspended", "archived"):
        make_organisation_in(state, name=f"Zyzzyva {state}")
    emerging = make_organisation_in("emerging", name="Young Cluster")

    publish_open_data()

    told = texts(client)
    assert all(listed.name in text and emerging.name in text for text in told.values())
    assert not any("Zyzzyva" in text or "Ines" in text or "+43" in text for text in told.values())


def test_the_three_files_say_the_same(client):
    make_organisation(name='=cmd|"x"', description="Two\nlines, “quoted”", latitude=1, longitude=2)
    make_organisation(name="Second")

    publish_open_data()

    told = texts(client)
    rows = list(csv.DictReader(io.StringIO(told["organisations.csv"])))
    lines = [json.loads(line) for line in told["organisations.jsonl"].splitlines()]
    features = json.loads(told["organisations.geojson"])["features"]
    ids = [each["id"] for each in lines]
    assert [int(row["id"]) for row in rows] == ids == [each["id"] for each in features]
    assert rows[0]["name"] == '\'=cmd|"x"'
    assert lines[0]["name"] == features[0]["properties"]["name"] == '=cmd|"x"'
    assert [each["geometry"] for each in features] == [
        {"type": "Point", "coordinates": [2.0, 1.0]},
        None,
    ]


def test_a_dump_of_many_is_written_by_and_by(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(dumping, "AT_ONCE", 2)
    for _ in range(5):
        make_organisation()

    with django_assert_num_queries(4):
        rows = list(dumping.listed())

    assert len(rows) == 5


@pytest.mark.parametrize("name", ["", *FILES, "catalogue.jsonld"])
def test_without_a_licence_nothing_is_published(client, settings, name):
    make_organisation(name="Timber Alps")
    publish_open_data()
    settings.OPEN_DATA_LICENCE = ""

    answer = client.get(f"/open-data/{name}")

    assert publish_open_data() is None
    assert answer.status_code == (404 if name else 200)
    assert name or "No open data is published here" in answer.content.decode()
    assert b"Timber Alps" not in answer.content


def test_the_page_names_licence_rows_and_files(client):
    make_organisation()
    before = client.get("/open-data/").content.decode()
    publish_open_data()

    page = client.get("/open-data/").content.decode()

    assert "first edition is being made" in before
    assert f'href="{LICENCE}" rel="license"' in page
    assert all(f'href="/open-data/{name}"' in page for name in FILES)


def test_the_catalogue_leads_to_the_files_as_they_are(client):
    make_organisation()
    publish_open_data()

    told = client.get("/open-data/catalogue.jsonld")

    dataset = told.json()["dcat:dataset"]
    assert told["Content-Type"] == "application/ld+json"
    assert (told.json()["@type"], dataset["@type"]) == ("dcat:Catalog", "dcat:Dataset")
    assert len(dataset["dcat:distribution"]) == 3
    for each in dataset["dcat:distribution"]:
        path = each["dcat:downloadURL"]["@id"].removeprefix("http://localhost:8000")
        content = b"".join(client.get(path).streaming_content)
        assert each["dct:license"]["@id"] == LICENCE
        assert each["dcat:byteSize"]["@value"] == str(len(content))
        digest = hashlib.sha256(content).hexdigest()
        assert each["spdx:checksum"]["spdx:checksumValue"]["@value"] == digest


def test_the_table_is_read_again_by_an_import(client):
    make_organisation(name="=Timber", city="Graz", website="https://timber.example")
    publish_open_data()
    (first,) = Sheet(io.BytesIO(texts(client)["organisations.csv"].encode())).chunks()

    _number, values, faults = first[0]

    assert faults == []
    assert (values["name"], values["city"]) == ("=Timber", "Graz")
    assert values["website"] == "https://timber.example"


def test_a_file_that_somebody_has_costs_304(client):
    publish_open_data()
    tag = client.get("/open-data/organisations.csv")["ETag"]

    same = client.get("/open-data/organisations.csv", headers={"If-None-Match": tag})

    assert same.status_code == 304


@pytest.mark.parametrize(
    "name", ["..%2f..%2fclusterhub.sqlite3", "secrets.csv", "edition-1", "%00"]
)
def test_no_other_file_is_served(client, folder, name):
    publish_open_data()
    (folder / "secrets.csv").write_text("x")

    assert client.get(f"/open-data/{name}").status_code == 404


def test_the_job_makes_one_edition_a_night_and_keeps_two(folder):
    publish_open_data_nightly()
    publish_open_data_nightly()
    first = DirectoryDump.objects.get()
    for days in (3, 2, 1):
        past = timezone.now() - timedelta(days=days)
        DirectoryDump.objects.update(made_at=past)
        publish_open_data_nightly()

    assert DirectoryDump.objects.count() == 2
    assert not DirectoryDump.objects.filter(pk=first.pk).exists()
    assert len(list(folder.iterdir())) == 2


def test_a_dump_that_breaks_leaves_the_last_one(client, folder, monkeypatch):
    make_organisation(name="Timber Alps")
    publish_open_data()

    def broken(organisation):
        raise RuntimeError

    monkeypatch.setattr(dumping, "feature", broken)
    with pytest.raises(RuntimeError):
        publish_open_data()

    assert "Timber Alps" in texts(client)["organisations.csv"]
    assert [each.name for each in folder.iterdir()] == [f"edition-{DirectoryDump.objects.get().pk}"]


def test_who_is_withdrawn_is_gone_from_the_next_edition(client):
    organisation = make_organisation(name="Timber Alps")
    publish_open_data()
    withdraw(organisation, by=None)

    publish_open_data()

    assert not any("Timber Alps" in text for text in texts(client).values())


def test_another_licence_makes_another_edition(settings):
    publish_open_data_nightly()
    settings.OPEN_DATA_LICENCE = "Ask us"

    publish_open_data_nightly()

    assert DirectoryDump.objects.first().licence == "Ask us"
