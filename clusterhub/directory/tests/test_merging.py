from datetime import date

import pytest

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.activity.models import Entry
from clusterhub.directory.finding.asking import find
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.joining import FIELDS
from clusterhub.directory.matching import near_organisations
from clusterhub.directory.models import (
    ClusterMember,
    Level,
    Merge,
    NameKind,
    Organisation,
    State,
)
from clusterhub.directory.operations import ChangedMeanwhile, NotReachable, update_organisation
from clusterhub.directory.operations.merging import merge, undo_merge
from clusterhub.directory.operations.organisations import add_other_name
from clusterhub.directory.operations.review import reopen, submit_for_review
from clusterhub.directory.refusals import (
    AlreadyDecided,
    AlreadyMerged,
    KeptIsHidden,
    MergedFurther,
    NotAValidator,
)
from clusterhub.directory.tests.makers import (
    make_appearance,
    make_contact,
    make_editor,
    make_member,
    make_mention,
    make_organisation,
    make_organisation_in,
    make_person,
)
from clusterhub.directory.tests.reviewing import make_cluster, make_validator

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def make_twins(**gone):
    kept = make_organisation(name="Timber Cluster Styria", website="https://timber.example")
    return kept, make_organisation(**{"name": "Holzcluster Steiermark"} | gone)


def snapshot():
    """Every row of the directory and of what stands above it that points at an organisation."""
    seen = {}
    for relation in Organisation._meta.related_objects:
        model, field = relation.related_model, relation.field.name
        if model._meta.model_name not in ("revision", "merge", "namekey", "organisation"):
            rows = model._base_manager.order_by("pk").values_list("pk", f"{field}_id")
            seen[f"{model._meta.label}.{field}"] = list(rows)
    columns = (
        "pk",
        "name",
        "slug",
        "state",
        "parent_id",
        "merged_into_id",
        "published_at",
        "website",
    )
    return seen, list(Organisation.objects.order_by("pk").values_list(*columns, "is_claimable"))


def give_rows(organisation):
    """One row of nearly every kind there is."""
    person = make_person(organisation=organisation)
    make_appearance(person, organisation)
    make_mention(organisation=organisation)
    make_contact(organisation)
    make_editor(organisation)
    make_member(organisation)
    make_member(make_organisation(name="Umbrella"), organisation)
    add_other_name(organisation, name="HCS", kind=NameKind.ACRONYM, by=None)
    organisation.identifiers.create(scheme="pic", value="999")
    organisation.counts.create(counted_on=date(2026, 1, 1), sme=4)
    organisation.labels.create(
        level="bronze", issued_on=date(2026, 1, 1), valid_until=date(2028, 1, 1)
    )
    make_organisation(name="A part of it", kind="sme", parent=organisation)


def test_everything_that_named_the_one_names_the_other_after_a_merge():
    kept, gone = make_twins()
    give_rows(gone)

    row = merge(kept, gone, by=None)

    assert not any(
        relation.related_model._base_manager.filter(**{relation.field.name: gone}).exists()
        for relation in Organisation._meta.related_objects
        if relation.related_model._meta.model_name not in ("revision", "merge", "reminder")
    )
    assert kept.speakers.count() == kept.mentions.count() == kept.parts.count() == 1
    assert kept.editorships.count() == kept.members.count() == kept.memberships.count() == 1
    assert row.stayed == {}
    assert (fresh(gone).state, fresh(gone).merged_into) == (State.ARCHIVED, kept)
    assert fresh(kept).shown["names"] == [["HCS", "acronym"], [gone.name, "spelling"]]
    assert fresh(kept).is_claimable is False


def test_a_merge_that_is_undone_leaves_every_row_as_it_was():
    kept, gone = make_twins()
    give_rows(gone)
    before = snapshot()

    row = merge(kept, gone, take=FIELDS, by=None)
    during = snapshot()
    left = undo_merge(fresh(row), by=None)

    assert during != before
    assert snapshot() == before
    assert left == []
    assert fresh(row).undone_at is not None


def test_what_the_kept_one_has_already_stays_behind_and_is_listed():
    kept, gone = make_twins()
    day = date(2026, 1, 1)
    for organisation in (kept, gone):
        organisation.counts.create(counted_on=day, sme=1)
        make_contact(organisation, name="Ines Teste")
    person = make_editor(kept)
    gone.editorships.create(editor=person, level=Level.EDITOR)
    add_other_name(gone, name=kept.name, kind=NameKind.FORMER, by=None)
    of_both = make_organisation(kind="sme", name="Sawmill")
    make_member(kept, of_both)
    make_member(gone, of_both)
    make_member(gone, kept)

    row = merge(kept, gone, by=None)

    assert {key: len(pks) for key, pks in row.stayed.items()} == {
        "directory.membercount.organisation": 1,
        "directory.contact.organisation": 1,
        "directory.editorship.organisation": 1,
        "directory.othername.organisation": 1,
        "directory.clustermember.cluster_organisation": 2,
    }
    assert kept.counts.get().sme == 1
    assert ClusterMember.objects.filter(cluster_organisation=kept).count() == 1


@pytest.mark.search
def test_the_merged_one_is_found_under_the_other():
    kept, gone = make_twins()

    row = merge(kept, gone, by=None)
    found = find(Wanted(words="Holzcluster")).ids
    near = [near.record for near in near_organisations("Holzcluster Steiermark")]
    undo_merge(row, by=None)

    assert found == [kept.pk]
    assert near == [kept]
    assert find(Wanted(words="Holzcluster")).ids == [gone.pk]
    assert [near.record for near in near_organisations("Holzcluster Steiermark")] == [gone]


def test_a_chain_of_merges_leads_to_the_last_and_is_undone_from_its_end():
    a, b, c = (make_organisation(name=name) for name in ("Alpha", "Beta", "Gamma"))
    first, second = merge(b, a, by=None), merge(c, b, by=None)
    assert fresh(a).merged_into == fresh(b).merged_into == c

    with pytest.raises(MergedFurther):
        undo_merge(fresh(first), by=None)
    undo_merge(fresh(second), by=None)
    assert (fresh(a).merged_into, fresh(b).merged_into) == (b, None)
    undo_merge(fresh(first), by=None)

    assert fresh(a).merged_into is None
    assert Organisation.objects.listed().count() == 3
    with pytest.raises(AlreadyDecided):
        undo_merge(fresh(first), by=None)


def test_nothing_merges_twice_with_itself_or_into_what_is_hidden():
    kept, gone = make_twins()
    draft = make_organisation(name="Draft", is_published=False)

    with pytest.raises(KeptIsHidden):
        merge(draft, kept, by=None)
    with pytest.raises(AlreadyMerged):
        merge(kept, fresh(kept), by=None)
    merge(kept, gone, by=None)
    for pair in ((kept, gone), (gone, kept), (draft, gone), (gone, draft)):
        with pytest.raises(AlreadyMerged):
            merge(*pair, by=None)

    assert Merge.objects.count() == 1


@pytest.mark.parametrize("role", [None, Role.VALIDATOR, Role.EDITOR, Role.ADMINISTRATOR])
def test_only_validators_and_the_platforms_editors_merge(role):
    kept, gone = make_twins()
    person = make_user(roles=[role]) if role else make_editor(kept)

    if role is None:
        with pytest.raises(NotAValidator):
            merge(kept, gone, by=person)
        return
    row = merge(kept, gone, by=person)
    undo_merge(row, by=person)

    verbs = list(Entry.objects.filter(actor=person).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["merged", "merged into another", "undid the merge of"]


def test_a_merge_of_what_was_changed_meanwhile_is_refused():
    kept, gone = make_twins()
    versions = (kept.version, gone.version)
    update_organisation(fresh(gone), city="Graz", by=None)

    with pytest.raises(ChangedMeanwhile):
        merge(kept, gone, versions=versions, by=None)

    assert fresh(gone).merged_into is None


def test_a_case_of_the_merged_one_is_closed_and_opened_again():
    gone, owner = make_cluster()
    submission = submit_for_review(gone, by=owner)
    kept = make_organisation(name="Kept")

    row = merge(kept, gone, by=make_validator())
    closed = fresh(submission).decided_at
    undo_merge(row, by=None)

    assert closed is not None
    assert fresh(submission).decided_at is None
    assert fresh(gone).state == State.IN_REVIEW


@pytest.mark.parametrize("state", State)
def test_a_merged_profile_comes_back_in_the_state_it_had(state):
    kept = make_organisation(name="Kept")
    gone = make_organisation_in(state, name="Gone")
    before = (gone.state, gone.state_before, gone.state_reason, gone.published_at)

    row = merge(kept, gone, by=None)
    with pytest.raises(NotReachable):
        reopen(fresh(gone), by=make_user(roles=[Role.ADMINISTRATOR]))
    undo_merge(row, by=None)

    after = fresh(gone)
    assert (after.state, after.state_before, after.state_reason, after.published_at) == before
