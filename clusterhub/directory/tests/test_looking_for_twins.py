from datetime import timedelta

import pytest
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.alike import alike_pairs
from clusterhub.directory.jobs.twins import look_for_twins as nightly
from clusterhub.directory.models import NameKind, Organisation, SearchChange, Twin, TwinSearch
from clusterhub.directory.operations import note_changes, update_organisation
from clusterhub.directory.operations import twins as operation
from clusterhub.directory.operations.merging import merge
from clusterhub.directory.operations.organisations import add_other_name
from clusterhub.directory.operations.twins import look_for_twins, tell_apart
from clusterhub.directory.refusals import NotAValidator
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.directory.tests.reviewing import make_validator
from clusterhub.home.timetable import TIMETABLE

pytestmark = pytest.mark.django_db
NOW = timedelta(0)


def pairs():
    return [(row.a.name, row.b.name) for row in Twin.objects.select_related("a", "b")]


def look():
    """As on the next night, when all that was changed is settled."""
    return look_for_twins(settled=NOW)


def test_twins_are_found_by_spelling_by_another_name_and_by_their_site():
    austria = make_country()
    names = [
        "Styrian Timber Cluster",
        "Styrian Timbr Cluster GmbH",
        "Steel Hub",
        "Green Tech Valley",
    ]
    timber, misspelt, steel, green = (make_organisation(name=n, country=austria) for n in names)
    other = make_organisation(name="Grüne Technik Steiermark", country=austria)
    add_other_name(other, name="Green Tech Valley Cluster", kind=NameKind.LOCAL, by=None)

    found = alike_pairs([timber.pk, steel.pk, green.pk])

    assert set(found) == {(timber.pk, misspelt.pk), (green.pk, other.pk)}
    assert all(each.score >= 0.75 and each.why for each in found.values())


def test_a_cluster_and_its_institute_are_two_unless_they_have_one_name_or_site():
    names = ["Aegean Food Cluster", "Aegean Food Research"]
    cluster, _institute = (
        make_organisation(name=n, kind=k)
        for n, k in zip(names, ("cluster_organisation", "rto"), strict=True)
    )
    namesake = make_organisation(name="Aegean Food Cluster", kind="network")
    company = make_organisation(
        name="Aegean Foods Cluster", kind="sme", website="https://x.example"
    )
    at_home = make_organisation(
        name="Aegean Food Clusters", kind="rto", website="https://www.x.example/"
    )

    found = alike_pairs([cluster.pk, company.pk])

    assert set(found) == {(cluster.pk, namesake.pk), (company.pk, at_home.pk)}


def test_a_night_looks_at_what_is_new_or_changed_and_no_more():
    make_organisation(name="Styrian Timber Cluster")
    first = look()
    make_organisation(name="Steel Hub")
    late = make_organisation(name="Styrian Timbr Cluster")
    second, found = look(), pairs()
    third = look()
    update_organisation(late, name="Danube Shipping Forum", by=None)
    late.other_names.all().delete()
    fourth = look()

    assert (first, second, third, fourth) == (1, 2, 0, 1)
    assert found == [("Styrian Timber Cluster", "Styrian Timbr Cluster")]
    assert pairs() == []


def test_a_change_that_is_not_settled_waits_for_the_next_night():
    look()
    make_organisation(name="Steel Hub")

    assert look_for_twins() == 0
    SearchChange.objects.update(at=timezone.now() - timedelta(hours=1))
    assert look_for_twins() == 1


def test_a_long_list_takes_several_nights_and_is_looked_at_once(monkeypatch):
    monkeypatch.setattr(operation, "AT_ONCE", 2)
    look()
    rows = [make_organisation(name=f"Alder Works {letter * 4}") for letter in "abcde"]
    SearchChange.objects.all().delete()
    note_changes(rows[0].pk, rows[-1].pk)

    nights = [look_for_twins(most=3, settled=NOW) for _night in range(3)]

    assert nights == [4, 1, 0]


def test_after_a_long_rest_everybody_is_looked_at():
    rows = [make_organisation(name="Styrian Timber Cluster") for _ in range(2)]
    look()
    TwinSearch.objects.update(started_at=timezone.now() - timedelta(days=8))
    SearchChange.objects.all().delete()
    Twin.objects.all().delete()

    assert look() == 2
    assert list(Twin.objects.values_list("a", "b")) == [(rows[0].pk, rows[1].pk)]


def test_who_is_told_apart_merged_or_archived_is_no_twin():
    austria = make_country()
    a, b, c, d = (make_organisation(name="Styrian Timber Cluster", country=austria) for _ in "abcd")
    tell_apart(b, a, by=None)
    merge(a, c, by=None)
    Organisation.objects.filter(pk=d.pk).update(state="archived", published_at=None)

    assert alike_pairs([a.pk, b.pk, c.pk, d.pk]) == {}


def test_who_is_told_apart_leaves_the_desk_and_does_not_come_back():
    a, b = (make_organisation(name="Styrian Timber Cluster") for _ in "ab")
    look()
    assert pairs() == [(a.name, b.name)]

    with pytest.raises(NotAValidator):
        tell_apart(a, b, by=make_user())
    tell_apart(a, b, by=make_validator())
    update_organisation(b, city="Graz", by=None)
    look()

    assert pairs() == []


def test_a_chunk_needs_as_many_statements_for_thirty_as_for_three(django_assert_max_num_queries):
    rows = [make_organisation(name=f"Alder Works {number}") for number in range(30)]

    with django_assert_max_num_queries(9):
        alike_pairs([row.pk for row in rows])


def test_the_worker_looks_every_night():
    entry = next(each for each in TIMETABLE if each.task_path.endswith("look_for_twins"))
    make_organisation()

    nightly()

    assert entry.seconds == 24 * 3600
    assert TwinSearch.objects.get().looked_at == 1
