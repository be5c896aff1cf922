"""A list that is taken over: twice, in pieces, by two, by nobody who may."""

import pytest

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import (
    ClusterMember,
    ImportState,
    Organisation,
)
from clusterhub.directory.operations import member_lists
from clusterhub.directory.operations.member_lists import (
    bring_member_list,
    cancel_member_list,
    decide_all,
    decide_rows,
    read_member_list,
    start_taking,
    take_member_list,
)
from clusterhub.directory.refusals import (
    AlreadyDecided,
    NotTheOwner,
)
from clusterhub.directory.tests.listing_members import (
    HEAD,
    LIST,
    as_file,
    brought,
    taken,
    verdicts,
)
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.directory.tests.tying import make_cluster, make_firm, named

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def austria():
    return make_country("AT", "Austria")


@pytest.fixture
def lienz(austria):
    return make_organisation(
        name="Holz Lienz", country=austria, city="Lienz", kind=OrganisationKind.SME
    )


def test_taking_over_twice_changes_nothing_the_second_time(lienz):
    cluster, manager = make_cluster()
    taken(brought(cluster, manager, LIST), manager)
    stood = Organisation.objects.count(), ClusterMember.objects.count()

    second = brought(cluster, manager, LIST)
    assert verdicts(second)[2] == "same"
    assert [row.facts.get("tie") for row in second.rows.filter(number__in=[2, 3, 7])] == [
        "member"
    ] * 3
    decide_all(second, verdict="same", decision="take", by=manager)
    taken(second, manager)

    assert (Organisation.objects.count(), ClusterMember.objects.count()) == stood


def test_two_who_bring_the_same_list_make_nothing_twice():
    cluster, manager = make_cluster()
    other, other_manager = make_cluster()
    one = brought(cluster, manager, HEAD + "Sawmill Murau,AT,,https://murau.example,SME,\n")
    two = brought(other, other_manager, HEAD + "Sawmill Murau,AT,,https://murau.example,SME,\n")

    taken(one, manager)
    taken(two, other_manager)

    firm = Organisation.objects.get(name="Sawmill Murau")
    assert firm.memberships.count() == 2


def test_a_twin_that_came_since_the_preview_is_asked_about():
    cluster, manager = make_cluster()
    batch = brought(cluster, manager, HEAD + "Sawmill Murau,AT,,,SME,\n")
    twin = make_organisation(name="Sawmill Murrau", country=make_country(), kind="sme")

    batch = taken(batch, manager)

    (row,) = batch.rows.all()
    assert (row.verdict, row.organisation, row.decision) == ("twin", twin, "")
    assert batch.state == ImportState.PREVIEWED
    assert not ClusterMember.objects.exists()


def test_the_platforms_editor_brings_a_list_and_confirms_nothing_by_it():
    (cluster, _manager), (firm, _owner) = make_cluster(), make_firm(country=make_country())
    named(cluster, firm, "member")
    eva = make_user(roles=[Role.EDITOR])

    batch = taken(brought(cluster, eva, HEAD + f"{firm.name},AT,,,,\nSawmill,AT,,,,\n"), eva)

    assert batch.counts["outcomes"] == {"own_word": 1, "made": 1}
    assert firm.memberships.get().said_by == ["member"]


def test_a_killed_take_over_goes_on_where_it_was(lienz, monkeypatch):
    cluster, manager = make_cluster()
    batch = brought(cluster, manager, LIST)
    start_taking(batch, by=manager)
    real, seen = member_lists.take_row, []

    def dies_at_the_second(row, **values):
        seen.append(row.number)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return real(row, **values)

    monkeypatch.setattr(member_lists, "take_row", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        take_member_list(batch, by=manager)
    monkeypatch.setattr(member_lists, "take_row", real)
    assert cluster.members.count() == 1
    take_member_list(batch, by=manager)

    assert cluster.members.count() == 3
    assert Organisation.objects.filter(name="Sawmill Murau").count() == 1


def test_an_editor_removed_in_the_middle_takes_nothing_more():
    cluster, manager = make_cluster()
    batch = brought(cluster, manager, LIST)
    start_taking(batch, by=manager)
    cluster.editorships.update(ended_at="2026-01-01T00:00Z")

    take_member_list(batch, by=manager)

    batch.refresh_from_db()
    assert (batch.state, batch.words) == (ImportState.PREVIEWED, "not-the-owner")
    assert not ClusterMember.objects.exists()


def test_nobody_brings_decides_or_takes_for_another_cluster():
    cluster, manager = make_cluster()
    _other, stranger = make_cluster()
    batch = brought(cluster, manager, LIST)

    for action in (
        lambda: bring_member_list(cluster, file=as_file(LIST), by=stranger),
        lambda: decide_rows(batch, decisions={2: "leave"}, by=stranger),
        lambda: decide_all(batch, verdict="new", decision="leave", by=stranger),
        lambda: start_taking(batch, by=stranger),
        lambda: cancel_member_list(batch, by=stranger),
    ):
        with pytest.raises(NotTheOwner):
            action()

    assert batch.rows.get(number=2).decision == "take"


def test_a_list_that_is_let_go_is_neither_read_nor_taken():
    cluster, manager = make_cluster()
    batch = bring_member_list(cluster, file=as_file(LIST), by=manager)

    cancel_member_list(batch, by=manager)
    read_member_list(batch)

    assert (batch.state, batch.rows.count()) == (ImportState.CANCELLED, 0)
    with pytest.raises(AlreadyDecided):
        start_taking(batch, by=manager)
