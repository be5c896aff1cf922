from datetime import UTC, date, datetime

import pytest

from clusterhub.directory.kinds import FIELDS_OF, PARTS_OF, OrganisationKind, Part
from clusterhub.directory.models import Organisation, SearchChange
from clusterhub.directory.operations import (
    ChangedMeanwhile,
    add_other_name,
    refresh_shown,
    remove_other_name,
    update_organisation,
)
from clusterhub.directory.records import blank_shown, record_of
from clusterhub.directory.tests.makers import (
    make_contact,
    make_country,
    make_member,
    make_organisation,
)
from clusterhub.vocabularies.models import IndustrialEcosystem, NutsRegion

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 11, 1, 9, tzinfo=UTC)


def make_ecosystem(slug="agri-food", position=1):
    return IndustrialEcosystem.objects.create(slug=slug, name=slug, position=position)


def make_everything():
    """An organisation with a row of each kind that is mirrored."""
    austria = make_country()
    region = NutsRegion.objects.create(
        code="AT31", version=2024, level=2, country=austria, name="Upper Austria"
    )
    organisation = make_organisation(
        country=austria,
        region=region,
        other_names=[("Holztal", "local")],
        ecosystems=[make_ecosystem()],
    )
    days = {"issued_on": date(2025, 1, 1), "valid_until": date(2027, 1, 1)}
    organisation.labels.create(level="bronze", **days)
    organisation.counts.create(counted_on=date(2026, 1, 1), sme=12, public=3)
    organisation.programmes.create(name="Cluster 2030", country=austria, starts_on=date(2024, 1, 1))
    organisation.documents.create(title="Strategy", file="profiles/a.pdf", bytes=9, sha256="0")
    organisation.confirmations.create(part=Part.PLACE, confirmed_at=DAY)
    make_member(organisation)
    make_member(make_organisation(name="Big Cluster"), organisation, said_by_member_at=None)
    organisation.participations.create(whole=make_organisation(kind="network"), said_by_part_at=DAY)
    make_contact(organisation, name="Ines", phone="1")
    return organisation


def test_an_organisation_mirrors_each_kind_of_its_own_rows():
    organisation = make_everything()

    shown = Organisation.objects.get(pk=organisation.pk).shown

    document = organisation.documents.get()
    assert shown == {
        "region": "AT31",
        "names": [["Holztal", "local"]],
        "ecosystems": ["agri-food"],
        "labels": [
            {"scheme": "ECEI", "level": "bronze"}
            | {"issued_on": "2025-01-01", "valid_until": "2027-01-01"}
        ],
        "counts": [
            {"on": "2026-01-01", "sme": 12, "large": 0, "research": 0, "public": 3, "other": 0}
        ],
        "programmes": [
            {"name": "Cluster 2030", "country": "AT", "starts_on": "2024-01-01"}
            | {"ends_on": None, "url": ""}
        ],
        "documents": [
            {"id": document.pk, "title": "Strategy", "url": "/media/profiles/a.pdf", "bytes": 9}
            | {"language": ""}
        ],
        "contact_count": 1,
        "contacts": [
            {"name": "Ines", "role": "general", "role_words": "", "phone": "1"}
            | {"email": "ines@timber.example"}
        ],
        "confirmed": {"place": "2026-11-01T09:00:00+00:00"},
        "member_count": 1,
        "member_of": [{"slug": "big-cluster", "is_mutual": False}],
        "participations_count": 1,
    }
    assert set(shown) == set(blank_shown())


def test_the_record_of_a_profile_needs_no_query(django_assert_num_queries):
    organisation = Organisation.objects.get(pk=make_everything().pk)

    with django_assert_num_queries(0):
        record = record_of(organisation)

    assert (record["country"], record["region"], record["member_count"]) == ("AT", "AT31", 1)


@pytest.mark.parametrize(
    "hidden",
    [
        {"consented_at": None},
        {"consent_withdrawn_at": DAY},
        {"audience": "signed_in"},
        {"audience": "members"},
        {"audience": "editors"},
    ],
)
def test_a_contact_is_mirrored_only_when_she_said_yes_to_everyone(hidden):
    organisation = make_organisation()
    make_contact(organisation, name="Seen")

    make_contact(organisation, name="Hidden", **hidden)

    shown = Organisation.objects.get().shown
    assert [contact["name"] for contact in shown["contacts"]] == ["Seen"]
    assert shown["contact_count"] == 2


def test_a_name_given_and_taken_away_is_mirrored_at_once():
    organisation = make_organisation()

    name = add_other_name(organisation, name="Holztal", kind="local", by=None)
    with_name = Organisation.objects.get().shown["names"]
    remove_other_name(name, by=None)

    assert with_name == [["Holztal", "local"]]
    assert Organisation.objects.get().shown["names"] == []


def test_a_profile_is_confirmed_since_its_oldest_part_and_only_when_no_part_is_missing():
    organisation = make_organisation()
    *others, last = PARTS_OF[organisation.kind]
    for day, part in enumerate(others, 2):
        organisation.confirmations.create(part=part, confirmed_at=DAY.replace(day=day))

    refresh_shown(organisation)
    while_one_is_missing = organisation.confirmed_at
    organisation.confirmations.create(part=last, confirmed_at=DAY)
    refresh_shown(organisation)

    assert while_one_is_missing is None
    assert Organisation.objects.get().confirmed_at == DAY


def test_completeness_counts_what_the_kind_is_asked():
    bare = make_organisation()
    full = make_organisation(name="Full", website="https://full.example", description="Wood.")
    investor = make_organisation(kind="investor")

    asked = {kind: len(FIELDS_OF[kind]) for kind in (bare.kind, investor.kind)}

    assert 0 < bare.completeness < full.completeness < 100
    assert asked[OrganisationKind.INVESTOR] < asked[OrganisationKind.CLUSTER_ORGANISATION]
    assert investor.completeness > bare.completeness


def test_every_change_raises_the_version_and_tells_the_search_index():
    organisation = make_organisation()
    before, told = organisation.version, SearchChange.objects.count()

    update_organisation(organisation, city="Linz", by=None)

    changes = SearchChange.objects.order_by("pk")[told:]
    assert Organisation.objects.get().version == before + 1
    assert [(row.first_pk, row.last_pk) for row in changes] == [(organisation.pk,) * 2]


def test_a_form_that_was_opened_before_another_change_is_refused():
    organisation = make_organisation()
    opened = organisation.version
    update_organisation(organisation, city="Linz", by=None, version=opened)

    with pytest.raises(ChangedMeanwhile):
        update_organisation(organisation, city="Graz", by=None, version=opened)

    assert Organisation.objects.get().city == "Linz"


def test_order_and_host_follow_the_name_and_the_website():
    organisation = make_organisation(name="Élan", website="https://www.Wälder.example/en")

    update_organisation(organisation, name="Öko", by=None)

    organisation = Organisation.objects.get()
    assert (organisation.sort_key, organisation.website_host) == ("oko", "xn--wlder-gra.example")
