from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import Organisation, Participation
from clusterhub.directory.operations.labels import add_label
from clusterhub.directory.operations.profile import confirm_everything, save_part
from clusterhub.directory.tests.makers import (
    make_appearance,
    make_contact,
    make_country,
    make_editor,
    make_member,
    make_mention,
    make_organisation,
    make_person,
)

pytestmark = pytest.mark.django_db
WORDS = {
    "services": "Testing of beams.",
    "technologies": ["advanced-materials"],
    "serves": ["AT31"],
    "facilities": {"incubators": 2},
}


def make_full_profile():
    cluster = make_organisation(name="Northern Timber", country=make_country())
    cluster.counts.create(counted_on=date(2026, 1, 1), sme=20, public=2)
    cluster.programmes.create(name="Cluster fund")
    save_part(cluster, part="what_we_do", fields=WORDS, by=None)
    add_label(cluster, level="bronze", issued_on=timezone.localdate(), by=None)
    make_contact(cluster, name="Ines Public")
    for _ in range(2):
        make_member(cluster)
        make_member(make_organisation(), cluster)
        make_organisation(parent=cluster)
        make_appearance(make_person(organisation=cluster), cluster)
        make_mention(organisation=cluster)
        Participation.objects.create(
            whole=make_organisation(kind=OrganisationKind.NETWORK),
            organisation=cluster,
            said_by_part_at=timezone.now(),
        )
    cluster.refresh_from_db()
    return cluster


def test_a_profile_with_everything_needs_eight_statements(client, django_assert_max_num_queries):
    cluster = make_full_profile()
    client.get(cluster.get_absolute_url())  # What a process keeps is kept.

    with django_assert_max_num_queries(8):
        text = client.get(cluster.get_absolute_url()).content.decode()
    with django_assert_max_num_queries(8):
        data = client.get(reverse("directory:organisation-json", args=[cluster.slug])).json()

    for words in ("Testing of beams.", "Advanced materials", "Cluster fund", "Ines Public", "ECEI"):
        assert words in text
    assert data["facts"] == WORDS
    assert [row["state"] for row in data["labels"]] == ["valid"]
    assert (len(data["members"]), len(data["member_of"]), len(data["participations"])) == (2, 2, 2)
    assert [row["name"] for row in data["contacts"]] == ["Ines Public"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (10, "Confirmed by the organisation on"),
        (400, "Confirmed by the organisation on"),
        (600, "May be out of date: last confirmed on"),
        (None, "Not yet confirmed by the organisation itself"),
    ],
)
def test_a_stale_profile_says_so_to_visitors(client, days, words):
    organisation = make_organisation()
    confirmed_at = days and timezone.now() - timedelta(days=days)
    Organisation.objects.filter(pk=organisation.pk).update(confirmed_at=confirmed_at)

    text = client.get(organisation.get_absolute_url()).content.decode()

    assert words in text


def test_a_membership_with_a_hidden_organisation_shows_on_neither_side(client):
    cluster = make_organisation()
    make_member(cluster, make_organisation(name="Secret", is_published=False))

    page = client.get(cluster.get_absolute_url()).content.decode()
    data = client.get(reverse("directory:organisation-json", args=[cluster.slug])).json()

    assert "Secret" not in page
    assert data["members"] == []


def test_still_true_confirms_every_part_once(client):
    cluster = make_organisation()
    editor = make_editor(cluster)
    client.force_login(editor)

    for _ in range(2):
        client.post(reverse("directory:confirmation", args=[cluster.slug]))

    cluster.refresh_from_db()
    assert cluster.confirmations.count() == 9
    assert cluster.confirmed_at
    assert not cluster.revisions.exists()


def test_only_its_own_people_confirm():
    cluster = make_organisation()

    save_part(cluster, part="place", fields={"city": "Linz"}, by=None)
    confirm_everything(cluster, by=None)

    assert not cluster.confirmations.exists()
    assert cluster.confirmed_at is None
