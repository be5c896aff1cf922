"""Whom a cluster names though nobody has added it: listed as named, claimed by its own, put away."""

import pytest
from django.urls import reverse

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import ClusterMember, Organisation, State
from clusterhub.directory.operations import publish
from clusterhub.directory.operations.members import (
    end_membership,
    name_new_member,
    take_back_member,
)
from clusterhub.directory.operations.naming import list_named
from clusterhub.directory.refusals import LikelyTwin, NoSuchTie, NotTheOwner
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation
from clusterhub.directory.tests.tying import again, make_cluster, named

pytestmark = pytest.mark.django_db
WORDS = {"name": "Sawmill Murau", "kind": "sme", "website": "https://murau.example"}


def name_one(cluster, by, **changes):
    values = WORDS | {"country": make_country()} | changes
    return name_new_member(again(cluster), by=by, **values)


def test_who_is_named_by_a_listed_cluster_is_listed_as_such_and_claimable(client):
    cluster, manager = make_cluster(name="Northern Timber")

    tie = name_one(cluster, manager)

    firm = again(tie.organisation)
    assert (firm.state, firm.is_claimable, tie.said_by) == (State.PUBLISHED, True, ["cluster"])
    page = client.get(firm.get_absolute_url()).content.decode()
    assert "named by the cluster, not confirmed by this organisation" in page
    assert "Not yet confirmed by the organisation itself" in page
    assert reverse("directory:claim", args=[firm.slug]) in page


@pytest.mark.parametrize("lacking", [{"website": ""}, {"country": None}])
def test_without_country_or_website_it_waits_unseen(client, lacking):
    cluster, manager = make_cluster()

    firm = name_one(cluster, manager, **lacking).organisation

    assert again(firm).state == State.DRAFT
    assert client.get(firm.get_absolute_url()).status_code == 404


def test_a_draft_lists_nobody_until_it_is_listed_itself():
    cluster, manager = make_cluster(is_published=False)
    firm = name_one(cluster, manager).organisation
    without = name_one(cluster, manager, name="Sawmill Lienz", website="").organisation
    assert list_named(again(cluster), by=manager) == 0

    publish(again(cluster), by=None)
    assert list_named(again(cluster), by=manager) == 1

    assert (again(firm).state, again(without).state) == (State.PUBLISHED, State.DRAFT)


@pytest.mark.parametrize("kind", ["cluster_organisation", "network", "partnership"])
def test_what_has_members_itself_is_never_named_into_being(kind):
    cluster, manager = make_cluster()

    with pytest.raises(NoSuchTie):
        name_one(cluster, manager, kind=kind)


def test_a_likely_twin_is_shown_before_a_second_one_is_made(client):
    cluster, manager = make_cluster()
    twin = make_organisation(name="Sawmill Murau", kind=OrganisationKind.SME)

    with pytest.raises(LikelyTwin) as refusal:
        name_one(cluster, manager)
    client.force_login(manager)
    door = reverse("directory:new-member", args=[cluster.slug])
    values = WORDS | {"country": make_country().pk}
    shown = client.post(door, values).content.decode()
    client.post(door, values | {"others": [twin.pk]})

    assert refusal.value.candidates == [twin]
    assert "Is it one of these?" in shown
    assert Organisation.objects.filter(name="Sawmill Murau").count() == 2


def test_nobody_names_for_another_cluster():
    cluster, _manager = make_cluster()
    _other, other_manager = make_cluster()

    with pytest.raises(NotTheOwner):
        name_one(cluster, other_manager)

    assert not ClusterMember.objects.exists()


def test_a_mistake_takes_along_what_it_made_and_the_address_says_so(client):
    cluster, manager = make_cluster()
    tie = name_one(cluster, manager)
    firm = tie.organisation

    take_back_member(tie, side="cluster", by=manager)

    assert again(firm).state == State.ARCHIVED
    assert client.get(firm.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("tied", ["kept", "named by another", "claimed"])
def test_what_others_have_to_do_with_stays(tied):
    cluster, manager = make_cluster()
    tie = name_one(cluster, manager)
    firm = tie.organisation
    if tied == "kept":
        make_editor(firm)
    elif tied == "claimed":
        firm.claims.create(claimant=manager)
    else:
        named(make_organisation(), firm)

    take_back_member(again(tie), side="cluster", by=manager)

    assert again(firm).state == State.PUBLISHED


def test_what_was_there_before_stays_when_a_mistake_is_taken_back():
    cluster, manager = make_cluster()
    firm = make_organisation(kind=OrganisationKind.SME, is_claimable=True)
    tie = named(cluster, firm)

    take_back_member(tie, side="cluster", by=manager)

    assert again(firm).state == State.PUBLISHED


def test_who_has_left_a_cluster_that_named_it_stays_listed():
    cluster, manager = make_cluster()
    tie = name_one(cluster, manager)

    end_membership(tie, side="cluster", by=manager, on=tie.said_by_cluster_at.date())

    assert again(tie.organisation).state == State.PUBLISHED
