"""Either side proposes, the other confirms; nobody speaks for another side."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.activity.models import Entry
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import ClusterMember, Level, Organisation, SearchChange
from clusterhub.directory.operations import ties
from clusterhub.directory.operations.members import (
    confirm_member,
    decline_member,
    end_membership,
    propose_member,
    propose_participant,
    take_back_member,
)
from clusterhub.directory.refusals import (
    AlreadyDecided,
    LeftBeforeJoining,
    NoSuchTie,
    NotTheOwner,
    SaidNo,
    TooManyProposals,
)
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.directory.tests.tying import (
    again,
    make_cluster,
    make_firm,
    mutual,
    named,
    only_participation,
    only_tie,
)

pytestmark = pytest.mark.django_db


def test_a_one_sided_membership_says_so():
    (cluster, manager), (firm, _owner) = make_cluster(), make_firm()

    tie = propose_member(cluster, firm, side="cluster", by=manager)

    assert (tie.is_mutual, tie.said_by) == (False, ["cluster"])
    assert again(firm).shown["member_of"] == [{"slug": cluster.slug, "is_mutual": False}]
    assert again(cluster).shown["member_count"] == 1


@pytest.mark.parametrize("first", ["cluster", "member"])
def test_the_other_side_confirms(first):
    (cluster, manager), (firm, owner) = make_cluster(), make_firm()
    people = {"cluster": manager, "member": owner}
    tie = propose_member(cluster, firm, side=first, by=people.pop(first))
    second, person = people.popitem()

    for _click in range(2):
        confirm_member(again(tie), side=second, by=person)

    assert again(tie).is_mutual
    assert again(firm).shown["member_of"] == [{"slug": cluster.slug, "is_mutual": True}]
    assert Entry.objects.filter(verb="confirmed a tie to").count() == 1


def test_to_propose_what_the_other_side_has_proposed_is_to_confirm_it():
    (cluster, manager), (firm, owner) = make_cluster(), make_firm()

    propose_member(cluster, firm, side="cluster", by=manager)
    propose_member(again(cluster), again(firm), side="member", by=owner)

    assert only_tie().is_mutual


def test_a_member_of_one_cluster_confirms_nothing_for_another():
    (cluster, manager), (firm, owner) = make_cluster(), make_firm()
    (other_cluster, other_manager), (other_firm, other_owner) = make_cluster(), make_firm()
    mutual(other_cluster, other_firm)
    mutual(other_cluster, firm)
    tie = propose_member(cluster, firm, side="cluster", by=manager)
    strangers = [other_manager, other_owner, make_user(), make_user(roles=[Role.EDITOR])]
    strangers += [make_user(roles=[Role.VALIDATOR]), manager]

    for who in strangers:
        for operation in (confirm_member, decline_member):
            with pytest.raises(NotTheOwner):
                operation(again(tie), side="member", by=who)
        with pytest.raises(NotTheOwner):
            propose_member(again(cluster), again(firm), side="member", by=who)
    with pytest.raises(NotTheOwner):
        confirm_member(again(tie), side="cluster", by=owner)

    assert again(tie).said_by == ["cluster"]


def test_who_has_left_confirms_nothing():
    (cluster, _manager), (firm, owner) = make_cluster(), make_firm()
    tie = named(cluster, firm)
    firm.editorships.update(ended_at=timezone.now())

    with pytest.raises(NotTheOwner):
        confirm_member(tie, side="member", by=owner)


def test_the_platforms_editors_write_the_first_word_and_never_the_second():
    (cluster, _manager), (firm, _owner) = make_cluster(), make_firm()
    eva = make_user(roles=[Role.EDITOR])
    validator = make_user(roles=[Role.VALIDATOR])

    with pytest.raises(NotTheOwner):
        propose_member(cluster, firm, side="cluster", by=validator)
    tie = propose_member(again(cluster), again(firm), side="cluster", by=eva)
    with pytest.raises(NotTheOwner):
        propose_member(again(cluster), again(firm), side="member", by=eva)

    assert again(tie).said_by == ["cluster"]


def test_what_was_declined_shows_no_longer_and_is_not_proposed_again():
    (cluster, manager), (firm, owner) = make_cluster(), make_firm()
    tie = named(cluster, firm, by=manager)

    decline_member(again(tie), side="member", by=owner)

    assert again(firm).shown["member_of"] == []
    with pytest.raises(SaidNo):
        propose_member(again(cluster), again(firm), side="cluster", by=manager)
    with pytest.raises(AlreadyDecided):
        take_back_member(again(tie), side="cluster", by=manager)
    assert (again(tie).declined_by, again(tie).is_mutual) == (owner, False)


def test_who_declined_may_change_her_mind():
    (cluster, _manager), (firm, owner) = make_cluster(), make_firm()
    tie = named(cluster, firm)
    decline_member(again(tie), side="member", by=owner)

    propose_member(again(cluster), again(firm), side="member", by=owner)

    assert (again(tie).is_mutual, again(tie).declined_at) == (True, None)


def test_a_membership_that_ended_is_history_and_can_begin_again():
    (cluster, manager), (firm, owner) = make_cluster(), make_firm()
    tie = mutual(cluster, firm, joined_on=date(2020, 1, 1))

    end_membership(again(tie), side="member", on=date(2024, 6, 30), by=owner)
    anew = propose_member(again(cluster), again(firm), side="cluster", by=manager)

    assert again(tie).left_on == date(2024, 6, 30)
    assert (anew.pk == tie.pk, anew.said_by) == (False, ["cluster"])
    assert list(ClusterMember.objects.former()) == [tie]
    with pytest.raises(AlreadyDecided):
        end_membership(again(tie), side="member", on=date(2024, 7, 1), by=owner)


@pytest.mark.parametrize("on", [date(2019, 12, 31), timezone.localdate() + timedelta(days=2)])
def test_nobody_leaves_before_joining_or_in_the_future(on):
    (cluster, _manager), (firm, owner) = make_cluster(), make_firm()
    tie = mutual(cluster, firm, joined_on=date(2020, 1, 1))

    with pytest.raises(LeftBeforeJoining):
        end_membership(tie, side="member", on=on, by=owner)


def test_a_mistake_is_taken_back_by_who_made_it_and_only_while_it_is_one_sided():
    (cluster, manager), (firm, owner) = make_cluster(), make_firm()
    tie = named(cluster, firm, by=manager)
    with pytest.raises(NotTheOwner):
        take_back_member(again(tie), side="cluster", by=owner)
    with pytest.raises(AlreadyDecided):
        take_back_member(again(tie), side="member", by=owner)

    take_back_member(again(tie), side="cluster", by=manager)

    assert not ClusterMember.objects.exists()
    assert again(cluster).shown["member_count"] == 0
    with pytest.raises(AlreadyDecided):
        confirm_member(tie, side="member", by=owner)


def test_only_what_can_hold_members_has_them():
    (cluster, manager), (firm, owner) = make_cluster(), make_firm()
    archived = make_organisation(kind=OrganisationKind.SME)
    Organisation.objects.filter(pk=archived.pk).update(state="archived", published_at=None)

    for whole, part, side, by in (
        (firm, cluster, "cluster", owner),
        (cluster, cluster, "cluster", manager),
        (cluster, archived, "cluster", manager),
    ):
        with pytest.raises(NoSuchTie):
            propose_member(again(whole), again(part), side=side, by=by)
    with pytest.raises(NoSuchTie):
        propose_participant(again(cluster), again(firm), role="partner", side="whole", by=manager)

    assert not ClusterMember.objects.exists()


def test_one_organisation_takes_part_in_several_roles():
    network = make_organisation(kind=OrganisationKind.NETWORK)
    cluster, manager = make_cluster()
    keeper = make_editor(network)

    for role in ("coordinator", "member", "member"):
        propose_participant(again(network), again(cluster), role=role, side="whole", by=keeper)
    tie = cluster.participations.get(role="member")
    confirm_member(tie, side="part", by=manager)
    cluster.participations.get(role="coordinator").delete()

    assert only_participation().is_mutual
    with pytest.raises(NotTheOwner):
        end_membership(only_participation(), side="whole", on=date(2024, 1, 1), by=manager)


def test_a_member_proposes_itself_to_few_at_once(monkeypatch):
    monkeypatch.setattr(ties, "MOST_OPEN_PROPOSALS", 3)
    firm, owner = make_firm()
    for _ in range(3):
        propose_member(make_organisation(), again(firm), side="member", by=owner)

    with pytest.raises(TooManyProposals):
        propose_member(make_organisation(), again(firm), side="member", by=owner)


def test_a_form_that_somebody_has_open_stays_good_and_the_index_hears():
    (cluster, manager), (firm, _owner) = make_cluster(), make_firm()
    heard, versions = SearchChange.objects.count(), (firm.version, cluster.version)

    propose_member(cluster, firm, side="cluster", by=manager)

    assert (again(firm).version, again(cluster).version) == versions
    assert SearchChange.objects.count() == heard + 2


def test_the_other_sides_administrators_are_written_to_once(django_capture_on_commit_callbacks):
    (cluster, manager), (firm, owner) = make_cluster(), make_firm()
    make_editor(firm, Level.EDITOR)

    for _again in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            tie = named(cluster, firm, by=manager)
        take_back_member(tie, side="cluster", by=manager)
    tie = named(cluster, firm, by=manager)
    with django_capture_on_commit_callbacks(execute=True):
        confirm_member(again(tie), side="member", by=owner)

    assert [message.to for message in mail.outbox] == [[owner.email], [manager.email]]
    asked, answered = mail.outbox
    assert f"/organisations/{firm.slug}/memberships/edit/" in asked.body
    assert f"/organisations/{cluster.slug}/members/edit/" in answered.body


def test_a_draft_writes_to_nobody(django_capture_on_commit_callbacks):
    (cluster, manager), (firm, _owner) = make_cluster(is_published=False), make_firm()

    with django_capture_on_commit_callbacks(execute=True):
        named(cluster, firm, by=manager)

    assert mail.outbox == []


def test_a_name_of_two_lines_makes_no_header(django_capture_on_commit_callbacks):
    (cluster, manager), (firm, _owner) = (
        make_cluster(name="Timber\nBcc: all@x.example"),
        make_firm(),
    )

    with django_capture_on_commit_callbacks(execute=True):
        named(cluster, firm, by=manager)

    assert mail.outbox[0].subject.startswith("Timber Bcc: all@x.example")
