"""The invented organisations of the sample: said to be invented, complete, and known to the lists."""

import csv
from collections import Counter
from urllib.parse import urlsplit

import pytest

from clusterhub.directory.facts import clean_facts
from clusterhub.directory.label_rules import LabelState, state
from clusterhub.directory.models import Label, OrganisationKind, State
from clusterhub.home.sample import profiles, ways
from clusterhub.home.sample.files import DATA, rows
from clusterhub.home.sample.ties import MARK
from clusterhub.vocabularies import files
from clusterhub.vocabularies.places import located

pytestmark = pytest.mark.pure
WITHOUT_LIST = {"UA"}  # No list of towns is shipped for it.


@pytest.fixture(scope="module")
def sample():
    with (DATA / "directory.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_organisation_says_that_it_is_invented(sample):
    hosts = [
        urlsplit(row[name]).hostname for row in sample for name in ("website", "english_website")
    ]
    addresses = [
        words.split("|")[4] for row in sample for words in row["contacts"].split(";") if words
    ]

    unmarked = [row["name"] for row in sample if MARK not in row["name"]]

    assert unmarked == ["Sample Directorate for Industry"]
    assert [host for host in hosts if host and not host.endswith(".example")] == []
    assert [each for each in addresses if not each.endswith(".example")] == []
    assert len({row["name"] for row in sample}) == len(sample)


def test_no_real_body_is_among_them(sample):
    real = {name for name, *_rest in rows("organisations.txt", 6)}

    assert real & {row["name"].removesuffix(MARK) for row in sample} == set()


def test_there_is_somebody_of_every_kind_state_and_member_country(sample):
    union = {"AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE"}
    union |= {"IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"}
    states = {State.PUBLISHED, State.EMERGING, State.IN_REVIEW, State.RETURNED, State.DRAFT}

    countries = {row["country"] for row in sample}

    assert countries == union | {"CH", "NO", "UA", "RS", "TR"}
    assert {row["kind"] for row in sample} == set(OrganisationKind.values) - {"other"}
    assert {row["state"] for row in sample} == states
    assert 220 < len(sample) < 270


def test_every_code_is_known_and_asked_of_its_kind(sample):
    ecosystems = {slug for slug, _row in files.named("industrial-ecosystems")}

    for row in sample:
        facts = profiles._facts(row)
        assert clean_facts(row["kind"], facts) == facts, row["name"]
        assert {slug for slug in row["ecosystems"].split("|") if slug} <= ecosystems


def test_every_town_is_one_that_the_map_knows(sample):
    found = {
        (row["city"], row["country"]): located(row["city"], row["country"])
        for row in sample
        if row["country"] not in WITHOUT_LIST
    }

    assert [town for town, place in found.items() if not place or not place.is_certain] == []


def test_ties_lead_to_organisations_of_the_sample(sample):
    names = {row["name"].removesuffix(MARK) for row in sample}
    told = [words.split(":") for row in sample for words in row["member_of"].split(";") if words]
    parts = [words.split(":") for row in sample for words in row["part_of"].split(";") if words]

    says = Counter(words[1] for words in told)

    assert {words[0] for words in [*told, *parts]} <= names
    assert set(says) == {"both", "cluster", "member"}
    assert any(len(words) > 4 and words[4] for words in parts)  # Somebody has left.


def test_labels_are_in_every_state(sample):
    labels = [
        label
        for row in sample
        for words in row["labels"].split("|")
        if words
        for label in profiles._labels(words)
    ]

    states = {state(label.valid_until, profiles.day(0)) for label in labels}

    assert all(isinstance(label, Label) for label in labels)
    assert states == set(LabelState)
    assert {label.level for label in labels} == {"bronze", "silver", "gold"}


def test_the_stories_find_their_organisations(sample):
    names = {row["name"]: row for row in sample}
    told = (ways.WAITING, ways.ASKED, ways.RETURNED, ways.UNKEPT, ways.OWN)

    assert [names[name]["state"] for name in told] == [
        "in_review", "in_review", "returned", "published", "published",
    ]  # fmt: skip
    assert names[ways.UNKEPT]["editor"] == ""
    assert names[ways.OWN]["editor"] == "anna.member"
