import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import Merge, NameKind, NotSame, Organisation, Twin
from clusterhub.directory.operations import update_organisation
from clusterhub.directory.operations.merging import merge
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.directory.tests.reviewing import address, make_validator, sign_in, words

pytestmark = pytest.mark.django_db


def make_pair(why="the same brand and site"):
    one = make_organisation(name="Timber Cluster", website="https://timber.example")
    other = make_organisation(
        name="Holzcluster", website="https://holz.example", description="Wood"
    )
    Twin.objects.create(a=one, b=other, score=0.9, why=why)
    return one, other


@pytest.fixture
def desk(client):
    return sign_in(client, make_validator())


def choices(one, other, **changes):
    values = {"kept": one.slug, "name_kind": "local"}
    values |= {"take_name": one.slug, "take_website": other.slug}
    return values | {"version_one": one.version, "version_other": other.version} | changes


def test_pairs_stand_side_by_side_with_the_reason(desk):
    one, other = make_pair()

    listed = words(desk.get(address("twins")))
    compared = words(desk.get(address("twin", one.slug, other.slug)))

    for told in (one.name, other.name, "the same brand and site"):
        assert told in listed
    for told in ("https://timber.example", "https://holz.example", "Wood"):
        assert told in compared
    assert f'name="kept" value="{other.slug}" checked' in compared  # It says more.


def test_what_is_chosen_is_merged_and_what_only_one_says_is_kept(desk):
    one, other = make_pair()

    response = desk.post(address("twin", one.slug, other.slug), choices(one, other))

    one.refresh_from_db()
    assert response.url == address("merges")
    assert (one.name, one.website, one.description) == (
        "Timber Cluster", "https://holz.example", "Wood",
    )  # fmt: skip
    assert one.other_names.get().kind == NameKind.LOCAL
    assert Organisation.objects.get(pk=other.pk).merged_into == one
    assert not Twin.objects.exists()


def test_the_other_side_can_be_kept(desk):
    one, other = make_pair()

    sent = choices(one, other, kept=other.slug, take_website=other.slug)
    desk.post(address("twin", one.slug, other.slug), sent)

    other.refresh_from_db()
    assert (other.name, other.website) == ("Timber Cluster", "https://holz.example")
    assert Organisation.objects.get(pk=one.pk).merged_into == other


@pytest.mark.parametrize(
    "sent", [{}, {"kept": "nobody"}, {"take_website": "x" * 5000}, {"name_kind": "\x00"}]
)
def test_a_choice_that_is_missing_or_made_up_merges_nothing(desk, sent):
    one, other = make_pair()

    values = choices(one, other) | sent if sent else {}
    response = desk.post(address("twin", one.slug, other.slug), values)

    assert response.status_code == 200
    assert "Something was not chosen" in words(response)
    assert not Merge.objects.exists()


def test_what_was_changed_while_somebody_compared_is_read_again(desk):
    one, other = make_pair()
    sent = choices(one, other)
    update_organisation(other, city="Graz", by=None)

    page = desk.post(address("twin", one.slug, other.slug), sent, follow=True)

    assert "was changed meanwhile" in words(page)
    assert not Merge.objects.exists()


def test_they_are_two_is_remembered(desk):
    one, other = make_pair()

    desk.post(address("not-same", other.slug, one.slug))

    assert list(NotSame.objects.values_list("a", "b")) == [(one.pk, other.pk)]
    assert "Timber Cluster" not in words(desk.get(address("twins")))
    assert "these are two" in words(desk.get(address("twin", one.slug, other.slug)))


def test_merging_keeps_both_addresses_and_can_be_undone(desk, client):
    one, other = make_pair()
    desk.post(address("twin", one.slug, other.slug), choices(one, other))
    merge(make_organisation(name="Third"), one, by=None)
    client.logout()

    for slug in (one.slug, other.slug):
        page = client.get(reverse("directory:organisation", args=[slug]))
        twin = client.get(reverse("directory:organisation-json", args=[slug]))
        assert (page.status_code, page.url) == (301, "/organisations/third/")
        assert (twin.status_code, twin.url) == (301, "/organisations/third.json")
    sign_in(client, make_validator())
    for row in Merge.objects.all():  # The latest first.
        client.post(address("merge-undoing", row.pk), follow=True)
    client.logout()

    for organisation in (one, other):
        page = words(client.get(organisation.get_absolute_url()))
        assert organisation.name in page


def test_an_address_leads_nowhere_where_the_reader_may_not_follow(client):
    kept, gone = (make_organisation(name=name, is_published=False) for name in ("Kept", "Gone"))
    merge(kept, gone, by=None)

    assert client.get(gone.get_absolute_url()).status_code == 404
    sign_in(client, make_editor(kept))
    assert client.get(gone.get_absolute_url()).url == kept.get_absolute_url()


def test_undoing_says_what_was_changed_since(desk):
    one, other = make_pair()
    desk.post(address("twin", one.slug, other.slug), choices(one, other))
    update_organisation(Organisation.objects.get(pk=one.pk), description="Both", by=None)

    page = words(desk.post(address("merge-undoing", Merge.objects.get().pk), follow=True))

    assert "left as it is in “Timber Cluster”: description" in page
    assert "Undone on" in page


def test_a_merge_that_another_has_undone_says_so(desk):
    one, other = make_pair()
    row = merge(one, other, by=None)

    first, second = (
        words(desk.post(address("merge-undoing", row.pk), follow=True)) for _ in range(2)
    )

    assert "has its own address" in first
    assert "Somebody has decided this already" in second


def test_both_histories_are_read_together_by_whoever_keeps_the_one(client):
    kept, gone = make_organisation(name="Kept"), make_organisation(name="Gone")
    update_organisation(gone, city="Graz", by=None)
    merge(kept, gone, by=None)
    owner = sign_in(client, make_editor(kept))

    page = words(owner.get(address("history", kept.slug)))
    steps = owner.get(address("history-json", kept.slug)).json()["revisions"]
    compared = owner.get(address("comparison", gone.slug, 1, 2))

    assert page.count("of “Gone”, merged into this one") == 3
    assert {(step["organisation"], step["number"]) for step in steps} == {
        ("kept", 1), ("kept", 2), ("gone", 1), ("gone", 2), ("gone", 3),
    }  # fmt: skip
    assert (compared.status_code, "Graz" in words(compared)) == (200, True)
    client.logout()
    assert (
        sign_in(client, make_user()).get(address("comparison", gone.slug, 1, 2)).status_code == 403
    )


ROLES = {
    "visitor": None, "member": [], "validator": [Role.VALIDATOR], "editor": [Role.EDITOR],
    "administrator": [Role.ADMINISTRATOR], "event team": [Role.EVENT_TEAM],
}  # fmt: skip
MERGERS = {"validator", "editor", "administrator"}


def test_only_validators_and_the_platforms_editors_work_at_this_desk():
    one, other = make_pair()
    row = merge(make_organisation(name="Third"), make_organisation(name="Fourth"), by=None)

    for who in [*ROLES, "its own administrator"]:
        with transaction.atomic():  # None feels what another did.
            try_the_desk(who, one, other, row)
            transaction.set_rollback(True)


def try_the_desk(who, one, other, row):
    client = Client()
    if who == "its own administrator":
        sign_in(client, make_editor(one))
    elif who != "visitor":
        sign_in(client, make_user(roles=ROLES[who]))

    reads = [address("twins"), address("twin", one.slug, other.slug), address("merges")]
    writes = [address("not-same", one.slug, other.slug), address("merge-undoing", row.pk)]
    answers = [client.get(each).status_code for each in reads]
    answers += [client.post(each).status_code for each in writes]
    answers.append(client.post(reads[1], choices(one, other)).status_code)

    row.refresh_from_db()
    if who in MERGERS:
        assert answers == [200, 200, 200, 302, 302, 302], who
        assert row.undone_at is not None
    else:
        assert set(answers) == ({302} if who == "visitor" else {403}), who
        assert row.undone_at is None
        assert not NotSame.objects.exists()
        assert not Organisation.objects.get(pk=other.pk).merged_into


@pytest.mark.parametrize("count", [1, 4])
def test_the_desk_needs_as_many_statements_for_many_pairs(desk, count, django_assert_num_queries):
    for number in range(count):
        pair = [make_organisation(name=f"{name} {number}") for name in ("Alpha", "Beta")]
        Twin.objects.create(a=pair[0], b=pair[1], score=0.8, why="the same words")

    with django_assert_num_queries(7):
        page = desk.get(address("twins"))

    assert words(page).count("They are two") == count
