"""Two who merge at the same moment: real transactions, a connection for each."""

import pytest

from clusterhub.activity.models import Entry
from clusterhub.directory.models import Merge, Organisation
from clusterhub.directory.operations.merging import merge, undo_merge
from clusterhub.directory.refusals import AlreadyDecided, AlreadyMerged, MergedFurther
from clusterhub.directory.tests.makers import make_appearance, make_organisation, make_person
from tests.racing import racing

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
at_once = racing(AlreadyDecided, AlreadyMerged, MergedFurther)


def merging(kept, gone):
    """With rows of its own, as each request has them."""
    own = [Organisation.objects.get(pk=row.pk) for row in (kept, gone)]
    return lambda: merge(*own, by=None)


def make_three():
    rows = [make_organisation(name=name) for name in ("Alpha", "Beta", "Gamma")]
    for row in rows:
        make_appearance(make_person(), row)
    return rows


def test_the_same_two_merged_by_many_at_once_are_merged_once():
    a, b, _c = make_three()

    answers = at_once(*[merging(a, b) for _ in range(4)])

    assert answers.count(AlreadyMerged) == 3
    assert Merge.objects.count() == Entry.objects.filter(verb="merged").count() == 1
    assert a.speakers.count() == 2


def test_two_merged_crosswise_do_not_vanish_into_each_other():
    a, b, _c = make_three()

    answers = at_once(merging(a, b), merging(b, a), merging(a, b), merging(b, a))

    left = Organisation.objects.get(merged_into=None, name__in=["Alpha", "Beta"])
    assert answers.count(AlreadyMerged) == 3
    assert left.absorbed.count() == 1
    assert (left.is_listed, left.speakers.count()) == (True, 2)


def test_a_ring_of_merges_leaves_one_to_which_all_lead():
    a, b, c = make_three()

    answers = at_once(merging(a, b), merging(b, c), merging(c, a))

    left = Organisation.objects.filter(merged_into=None)
    assert answers.count(AlreadyMerged) >= 1
    assert set(
        Organisation.objects.exclude(merged_into=None).values_list("merged_into", flat=True)
    ) <= {row.pk for row in left}
    assert sum(row.speakers.count() for row in left) == 3


def test_a_merge_undone_by_many_at_once_is_undone_once():
    a, b, _c = make_three()
    row = merge(a, b, by=None)
    copies = [Merge.objects.select_related("kept", "gone").get(pk=row.pk) for _ in range(4)]

    answers = at_once(*[lambda copy=copy: undo_merge(copy, by=None) for copy in copies])

    assert answers.count(AlreadyDecided) == 3
    assert (a.speakers.count(), b.speakers.count()) == (1, 1)
    assert b.revisions.filter(change="parted").count() == 1


def test_undoing_while_what_was_kept_is_merged_leaves_no_row_without_an_owner():
    a, b, c = make_three()
    row = Merge.objects.select_related("kept", "gone").get(pk=merge(b, a, by=None).pk)

    at_once(lambda: undo_merge(row, by=None), merging(c, b))

    standing = Organisation.objects.filter(merged_into=None)
    assert sum(each.speakers.count() for each in standing) == 3
    for each in Organisation.objects.exclude(merged_into=None).select_related("merged_into"):
        assert each.merged_into.merged_into is None
