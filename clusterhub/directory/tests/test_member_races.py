"""Both sides at the same moment: real transactions, a connection for each."""

from datetime import date

import pytest

from clusterhub.activity.models import Entry
from clusterhub.directory.operations.members import (
    confirm_member,
    decline_member,
    end_membership,
    propose_member,
)
from clusterhub.directory.refusals import AlreadyDecided
from clusterhub.directory.tests.tying import (
    again,
    make_cluster,
    make_firm,
    mutual,
    named,
    only_tie,
)
from tests.racing import racing

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
at_once = racing(AlreadyDecided)


def test_both_sides_propose_at_once_and_are_agreed():
    (cluster, manager), (firm, owner) = make_cluster(), make_firm()

    def proposal(side, who):
        ends = again(cluster), again(firm)
        return lambda: propose_member(*ends, side=side, by=who)

    people = [("cluster", manager), ("member", owner)] * 2
    at_once(*[proposal(side, who) for side, who in people])

    assert only_tie().is_mutual
    assert again(firm).shown["member_of"] == [{"slug": cluster.slug, "is_mutual": True}]


def test_two_who_confirm_at_once_confirm_once():
    (cluster, _manager), (firm, owner) = make_cluster(), make_firm()
    tie = named(cluster, firm)

    own = [again(tie) for _ in range(4)]
    at_once(*[lambda each=each: confirm_member(each, side="member", by=owner) for each in own])

    assert only_tie().is_mutual
    assert Entry.objects.filter(verb="confirmed a tie to").count() == 1


def test_confirmed_and_declined_at_once_is_one_of_both():
    (cluster, _manager), (firm, owner) = make_cluster(), make_firm()
    tie = named(cluster, firm)

    one, other = again(tie), again(tie)
    answers = at_once(
        lambda: confirm_member(one, side="member", by=owner),
        lambda: decline_member(other, side="member", by=owner),
    )

    # Declined and then confirmed is a change of mind; confirmed first, there is nothing to decline.
    assert only_tie().is_mutual
    assert not only_tie().is_declined
    assert answers.count(AlreadyDecided) <= 1


def test_two_ends_at_once_end_it_once():
    (cluster, manager), (firm, owner) = make_cluster(), make_firm()
    tie = mutual(cluster, firm)

    answers = at_once(
        lambda: end_membership(again(tie), side="cluster", on=date(2024, 1, 1), by=manager),
        lambda: end_membership(again(tie), side="member", on=date(2025, 1, 1), by=owner),
    )

    assert answers.count(AlreadyDecided) == 1
    assert Entry.objects.filter(verb="ended a tie to").count() == 1
