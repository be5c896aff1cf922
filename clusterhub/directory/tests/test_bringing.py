"""Whole profiles brought in at once stand as if they had been made one by one."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.activity.models import Entry
from clusterhub.directory.kinds import PARTS_OF
from clusterhub.directory.matching import near_organisations
from clusterhub.directory.models import (
    ClusterMember,
    Label,
    Level,
    MemberCount,
    NameKind,
    Organisation,
    OtherName,
    PartConfirmation,
    SearchChange,
)
from clusterhub.directory.models.editing import Editorship
from clusterhub.directory.operations.bringing import Profile, bring_in
from clusterhub.directory.operations.showing import mirror
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.vocabularies.models import IndustrialEcosystem

pytestmark = pytest.mark.django_db


def make_profile(name, rows=(), **changes):
    values = {"name": name, "kind": "cluster_organisation", "country": make_country()}
    values |= {"state": "published", "published_at": timezone.now()}
    return Profile(Organisation(**values | changes), rows=list(rows))


def full():
    at = timezone.now() - timedelta(days=30)
    rows = [PartConfirmation(part=p, confirmed_at=at) for p in PARTS_OF["cluster_organisation"]]
    rows += [
        OtherName(name="Holztal", kind=NameKind.LOCAL),
        MemberCount(counted_on=date(2026, 1, 1), sme=20),
        Label(level="gold", issued_on=date(2026, 1, 1), valid_until=date(2028, 1, 1)),
        Editorship(editor=make_user(), level=Level.ADMINISTRATOR),
    ]
    return rows


def test_what_is_brought_in_mirrors_its_rows_and_is_found_by_all_its_names():
    profile = make_profile("Timber Valley", full())
    profile.ecosystems = [IndustrialEcosystem.objects.create(slug="wood", name="Wood", position=1)]

    bring_in([profile], by=None)

    stored = Organisation.objects.get()
    shown = stored.shown
    mirror(stored)
    assert stored.shown == shown
    assert (shown["names"], shown["ecosystems"]) == ([["Holztal", "local"]], ["wood"])
    assert (shown["counts"][0]["sme"], shown["labels"][0]["level"]) == (20, "gold")
    assert stored.confirmed_at is not None and stored.completeness > 0
    assert near_organisations("Holztal")[0].record == stored
    assert near_organisations("Timber Valley")[0].score == 1


def test_ties_of_the_same_bundle_are_stored_with_both_ends():
    whole, part = make_profile("Timber Valley"), make_profile("Saw Works", kind="sme")
    tie = ClusterMember(
        cluster_organisation=whole.organisation,
        organisation=part.organisation,
        said_by_cluster_at=timezone.now(),
    )

    bring_in([whole, part], ties=[tie], by=None)

    saw, valley = (
        Organisation.objects.get(kind="sme"),
        Organisation.objects.exclude(kind="sme").get(),
    )
    assert saw.shown["member_of"] == [{"slug": valley.slug, "is_mutual": False}]
    assert valley.shown["member_count"] == 1


def test_search_is_told_once_and_the_trail_has_one_line():
    SearchChange.objects.all().delete()

    stored = bring_in([make_profile(f"Timber {n}") for n in range(3)], by=None)

    change = SearchChange.objects.get()
    assert {organisation.pk for organisation in stored} <= set(
        range(change.first_pk, change.last_pk + 1)
    )
    assert Entry.objects.get(verb="brought in").details == {"count": 3}


def test_addresses_differ_from_each_other_and_from_those_there_are():
    make_organisation(name="Timber Valley")

    bring_in([make_profile("Timber Valley"), make_profile("Timber-Valley")], by=None)

    slugs = sorted(Organisation.objects.values_list("slug", flat=True))
    assert slugs == ["timber-valley", "timber-valley-2", "timber-valley-3"]


def test_nothing_is_nothing():
    assert bring_in([], by=None) == []
    assert not Entry.objects.filter(verb="brought in").exists()
