"""What becomes of each row of a member list, and that nothing happens twice or for nobody."""

import pytest

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import (
    ClusterMember,
    ImportBatch,
    ImportState,
    Organisation,
    RowDecision,
    State,
)
from clusterhub.directory.operations import brought_lists
from clusterhub.directory.operations.member_lists import (
    bring_member_list,
    decide_rows,
    read_member_list,
)
from clusterhub.directory.operations.members import decline_member
from clusterhub.directory.refusals import (
    TooLarge,
    TooManyLists,
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
from clusterhub.directory.tests.tying import again, make_cluster, make_firm, named

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def austria():
    return make_country("AT", "Austria")


@pytest.fixture
def lienz(austria):
    return make_organisation(
        name="Holz Lienz", country=austria, city="Lienz", kind=OrganisationKind.SME
    )


def test_every_row_is_judged_before_anything_happens(lienz):
    cluster, manager = make_cluster(name="Northern Timber")

    batch = brought(cluster, manager, LIST)

    rows = {row.number: row for row in batch.rows.all()}
    assert batch.state == ImportState.PREVIEWED
    assert verdicts(batch) == {
        2: "new", 3: "same", 4: "twin", 5: "faulty", 6: "faulty", 7: "new"
    }  # fmt: skip
    assert (rows[3].organisation, rows[4].organisation) == (lienz, lienz)
    assert 0.75 <= rows[4].score < 1
    assert [row.decision for row in rows.values()] == ["take", "take", "", "leave", "leave", "take"]
    assert [column for column, _words in rows[5].problems] == ["name"]
    assert [column for column, _words in rows[6].problems] == ["country"]
    assert not ClusterMember.objects.exists()


def test_what_was_decided_is_taken_over_and_the_rest_waits(lienz):
    cluster, manager = make_cluster()
    batch = brought(cluster, manager, LIST)

    batch = taken(batch, manager)

    members = {tie.organisation.name: tie for tie in cluster.members.all()}
    assert set(members) == {"Sawmill Murau", "Holz Lienz", "Timber University"}
    assert {tie.said_by == ["cluster"] for tie in members.values()} == {True}
    assert str(members["Sawmill Murau"].joined_on) == "2019-01-01"
    assert str(members["Timber University"].joined_on) == "2021-10-01"
    assert members["Timber University"].organisation.kind == OrganisationKind.UNIVERSITY
    assert again(cluster).shown["member_count"] == 3
    assert batch.state == ImportState.PREVIEWED  # One row waits.
    assert batch.counts["outcomes"] == {"made": 2, "named": 1}


def test_a_twin_is_this_one_or_another_as_somebody_decides(
    lienz, django_capture_on_commit_callbacks
):
    cluster, manager = make_cluster()
    batch = brought(cluster, manager, HEAD + "Holz Linez,AT,,,,\nHolz Lienzz,AT,,,,\n")

    decide_rows(batch, decisions={2: "same_as", 3: "take"}, by=manager)
    with django_capture_on_commit_callbacks(execute=True):
        taken(batch, manager)
    batch.refresh_from_db()

    assert [tie.organisation.name for tie in cluster.members.all()] == ["Holz Lienz", "Holz Lienzz"]
    assert batch.state == ImportState.DONE
    assert not batch.file  # Whatever else stood in it is gone.


def test_a_draft_that_the_cluster_named_before_is_found_again():
    cluster, manager = make_cluster(is_published=False)
    taken(brought(cluster, manager, HEAD + "Sawmill Murau,AT,,,,\n"), manager)

    batch = brought(cluster, manager, HEAD + "Sawmill Murau,AT,,,,\n")

    assert Organisation.objects.get(name="Sawmill Murau").state == State.DRAFT
    assert verdicts(batch) == {2: "same"}


def test_somebody_elses_draft_is_not_told():
    cluster, manager = make_cluster()
    make_organisation(name="Secret Sawmill", is_published=False, country=make_country(), kind="sme")

    batch = brought(cluster, manager, HEAD + "Secret Sawmill,AT,,,,\nSecret Sawmil,AT,,,,\n")

    assert verdicts(batch) == {2: "new", 3: "new"}
    assert not batch.rows.exclude(organisation=None).exists()


def test_a_row_that_repeats_another_is_taken_once():
    cluster, manager = make_cluster()

    batch = brought(cluster, manager, HEAD + "Sawmill Murau,AT,,,,\nsawmill murau,AT,,,,\n")
    decide_rows(batch, decisions={3: "take"}, by=manager)
    taken(batch, manager)

    assert [row.facts.get("earlier") for row in batch.rows.all()] == [None, 2]
    assert Organisation.objects.filter(name__iexact="sawmill murau").count() == 1


def test_who_has_said_no_is_not_named_again():
    (cluster, manager), (firm, owner) = make_cluster(), make_firm(country=make_country())
    decline_member(named(cluster, firm), side="member", by=owner)

    batch = brought(cluster, manager, HEAD + f"{firm.name},AT,,,,\n")
    batch.rows.update(decision=RowDecision.TAKE)
    batch = taken(batch, manager)

    assert batch.rows.get().facts["tie"] == "declined"
    assert batch.counts["outcomes"] == {"said_no": 1}
    assert again(cluster).shown["member_count"] == 0


def test_what_has_members_itself_and_the_cluster_itself_are_faults():
    cluster, manager = make_cluster(name="Northern Timber", country=make_country())

    batch = brought(
        cluster, manager, HEAD + "Other Cluster,AT,,,cluster,\nNorthern Timber,AT,,,,\n"
    )

    assert verdicts(batch) == {2: "faulty", 3: "faulty"}
    assert decide_rows(batch, decisions={2: "take"}, by=manager) == 0


def test_no_address_or_number_of_a_person_is_kept():
    cluster, manager = make_cluster()

    batch = brought(
        cluster,
        manager,
        "name,country,email,phone,website,city\n"
        "Sawmill,AT,ines@saw.example,+43 1 2345678,mailto:ines@saw.example,+43 1 2345678\n",
    )

    row = batch.rows.get()
    assert row.cells == {"name": "Sawmill", "country": "AT"}
    assert row.verdict == "faulty"
    assert "ines" not in str(ImportBatch.objects.values().get()) + str(row.facts)


def test_a_town_that_is_known_gives_a_point_on_the_map():
    cluster, manager = make_cluster()

    taken(brought(cluster, manager, HEAD + "Sawmill Linz,AT,Linz,,SME,\n"), manager)

    firm = Organisation.objects.get(name="Sawmill Linz")
    assert (firm.city, round(firm.latitude), firm.located_by) == ("Linz", 48, "place")


def test_reading_again_starts_from_the_first_row():
    cluster, manager = make_cluster()
    batch = bring_member_list(cluster, file=as_file(LIST), by=manager)
    batch.rows.create(number=99, verdict="new")
    ImportBatch.objects.filter(pk=batch.pk).update(state=ImportState.READING)

    for _again in range(2):
        read_member_list(batch)

    assert sorted(verdicts(batch)) == [2, 3, 4, 5, 6, 7]


def test_too_large_and_too_many_are_refused(settings):
    cluster, manager = make_cluster()
    for _ in range(brought_lists.MOST_OPEN_LISTS):
        bring_member_list(cluster, file=as_file(LIST), by=manager)
    with pytest.raises(TooManyLists):
        bring_member_list(cluster, file=as_file(LIST), by=manager)

    settings.IMPORT_MAX_BYTES = 10
    with pytest.raises(TooLarge):
        bring_member_list(cluster, file=as_file(LIST), by=manager)
