from decimal import Decimal

import pytest

from clusterhub.directory.joining import differing
from clusterhub.directory.models import NotSame, Twin
from clusterhub.directory.operations import update_organisation
from clusterhub.directory.operations.merging import merge, undo_merge
from clusterhub.directory.tests.makers import (
    make_appearance,
    make_country,
    make_member,
    make_organisation,
    make_person,
)
from clusterhub.directory.tests.reviewing import make_validator
from clusterhub.directory.tests.test_merging import fresh, make_twins

pytestmark = pytest.mark.django_db


def test_the_chosen_fields_are_taken_and_given_back_unless_changed_since():
    austria = make_country()
    kept, gone = make_twins(
        website="https://holz.example",
        description="Wood",
        staff_fte=Decimal("2.50"),
        country=austria,
        city="Graz",
        facts={"services": "Study visits"},
    )
    assert [field for field, *_ in differing(kept, gone)] == [
        "name", "website", "description", "staff_fte", "seat", "services",
    ]  # fmt: skip

    take = ["name", "description", "seat", "services", "staff_fte"]
    row = merge(kept, gone, take=take, by=None)
    during = fresh(kept)
    update_organisation(kept, description="Wood and more", by=None)
    left = undo_merge(fresh(row), by=None)

    after = fresh(kept)
    assert (during.name, during.city, during.country) == (gone.name, "Graz", austria)
    assert (during.staff_fte, during.facts) == (Decimal("2.50"), {"services": "Study visits"})
    assert during.website == "https://timber.example"
    assert ["Timber Cluster Styria", "former"] in during.shown["names"]
    assert (after.name, after.city, after.country, after.staff_fte) == (
        "Timber Cluster Styria", "", None, None,
    )  # fmt: skip
    assert (after.description, after.facts, left) == ("Wood and more", {}, ["description"])


def test_rows_that_went_elsewhere_since_stay_there_when_it_is_undone():
    kept, gone = make_twins()
    here = make_appearance(make_person(), gone)
    there = make_appearance(make_person(), gone)
    third = make_organisation(name="Third")
    row = merge(kept, gone, by=None)
    there.organisation = third
    there.save()

    undo_merge(row, by=None)

    assert (fresh(here).organisation, fresh(there).organisation) == (gone, third)


def test_nobody_becomes_part_of_itself_by_a_merge():
    top = make_organisation(name="Top", kind="university")
    gone = make_organisation(name="Gone", kind="university", parent=top)
    between = make_organisation(name="Between", kind="university", parent=gone)
    kept = make_organisation(name="Kept", kind="university", parent=gone)
    below = make_organisation(name="Below", kind="university", parent=between)

    row = merge(kept, gone, by=None)
    merged = fresh(kept).parent, fresh(between).parent
    undo_merge(row, by=None)
    merge(below, gone, by=None)

    assert merged == (top, kept)
    assert fresh(kept).parent == below
    assert fresh(between).parent == gone  # Else it would be part of what is part of it.


def test_mirrors_of_others_follow():
    kept, gone = make_twins()
    member = make_organisation(kind="sme", name="Sawmill")
    make_member(gone, member)

    row = merge(kept, gone, by=None)
    during = fresh(member).shown["member_of"], fresh(kept).shown["member_count"]
    undo_merge(row, by=None)

    assert during == ([{"slug": kept.slug, "is_mutual": True}], 1)
    assert fresh(member).shown["member_of"] == [{"slug": gone.slug, "is_mutual": True}]
    assert fresh(kept).shown["member_count"] == 0


def test_a_member_of_both_is_a_member_of_one_until_they_are_two_again():
    kept, gone = make_twins()
    member = make_organisation(kind="sme", name="Sawmill")
    make_member(kept, member)
    make_member(gone, member)
    make_member(gone, kept)

    row = merge(kept, gone, by=None)
    during = fresh(member).shown["member_of"], fresh(kept).shown
    undo_merge(row, by=None)

    assert during[0] == [{"slug": kept.slug, "is_mutual": True}]
    assert (during[1]["member_of"], during[1]["member_count"]) == ([], 1)
    assert len(fresh(member).shown["member_of"]) == 2
    assert fresh(kept).shown["member_of"] == [{"slug": gone.slug, "is_mutual": True}]


def test_who_is_not_the_same_as_the_one_is_not_the_same_as_the_other():
    kept, gone = make_twins()
    third = make_organisation(name="Third")
    NotSame.objects.create(a=gone, b=third)
    Twin.objects.create(a=kept, b=gone, score=0.9, why="")

    row = merge(kept, gone, by=None)
    apart = NotSame.objects.filter(a=kept, b=third).exists()
    undo_merge(row, by=None)

    assert apart
    assert list(NotSame.objects.values_list("a", "b")) == [(gone.pk, third.pk)]
    assert not Twin.objects.exists()


def test_both_have_a_step_of_history_and_the_trail_says_who():
    kept, gone = make_twins()
    validator = make_validator()

    row = merge(kept, gone, by=validator)
    undo_merge(row, by=validator)

    for organisation in (kept, gone):
        steps = organisation.revisions.order_by("number").values_list("change", "by")
        assert list(steps) == [
            ("edited", None), ("merged", validator.pk), ("parted", validator.pk),
        ]  # fmt: skip
