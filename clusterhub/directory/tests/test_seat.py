"""A town that somebody types in a form becomes a region and a point, or a question, or stays words."""

import pytest

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import LocatedBy, Organisation
from clusterhub.directory.operations.profile import save_part
from clusterhub.directory.seats import seat_of
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation
from clusterhub.directory.tests.reviewing import address, sign_in, words
from clusterhub.directory.tests.test_map import make_region
from clusterhub.vocabularies.models import NutsRegion

pytestmark = pytest.mark.django_db
HALLES = ["DEE02", "DEA42"]


@pytest.fixture
def germany():
    country = make_country("DE", "Germany")
    for code in (*HALLES, "DED21", "DE3", "DE300"):
        make_region(code, country)
    point = {"anchor_latitude": 52.52, "anchor_longitude": 13.4}
    NutsRegion.objects.filter(code="DE300").update(**point)
    return country


@pytest.fixture
def cluster(client, germany):
    organisation = make_organisation(country=germany)
    sign_in(client, make_editor(organisation))
    return organisation


def save_place(client, organisation, **typed):
    page = address("edit-part", organisation.slug, "place")
    organisation.refresh_from_db()
    region = organisation.region.code if organisation.region else ""
    before = {"country": "DE", "city": organisation.city, "region": region}
    return client.post(page, before | {"version": organisation.version} | typed, follow=True)


def place_of(organisation):
    organisation.refresh_from_db()
    region = organisation.region
    return organisation.city, region and region.code, organisation.located_by


def choices_of(response):
    return [value for value, _words in response.context["form"].fields["where"].choices]


def test_a_town_that_can_be_only_one_is_placed_and_said(client, cluster):
    response = save_place(client, cluster, city="Dresden")

    assert place_of(cluster) == ("Dresden", "DED21", LocatedBy.PLACE)
    assert round(cluster.latitude) == 51
    assert "Dresden: the region is DED21 (DED21)." in words(response)
    assert cluster.shown["region"] == "DED21"


def test_halle_is_asked_about_and_not_guessed(client, cluster):
    asked = save_place(client, cluster, city="Halle")
    before = place_of(cluster)

    save_place(client, cluster, city="Halle", where="DEA42")

    assert choices_of(asked) == [*HALLES, "as-typed"]
    assert 'type="radio"' in words(asked)
    assert before == ("", None, "")
    assert place_of(cluster) == ("Halle", "DEA42", LocatedBy.PLACE)
    assert cluster.revisions.first().changed == ["city", "region"]


def test_who_does_not_choose_keeps_what_she_typed(client, cluster):
    save_place(client, cluster, city="Halle", where="as-typed")

    assert place_of(cluster) == ("Halle", None, "")
    assert cluster.latitude is None


@pytest.mark.parametrize("answer", ["DED21", "nonsense", "DEE02' OR 1=1", ""])
def test_an_answer_that_was_not_offered_is_no_answer(client, cluster, answer):
    response = save_place(client, cluster, city="Halle", where=answer)

    assert response.context["form"].errors["where"]
    assert place_of(cluster) == ("", None, "")


def test_a_town_that_no_list_knows_is_kept_with_words(client, cluster):
    response = save_place(client, cluster, city="Kleinwinzigdorf", region="DE300")

    assert place_of(cluster) == ("Kleinwinzigdorf", "DE300", LocatedBy.REGION)
    assert "We know no place “Kleinwinzigdorf” in this country" in words(response)


def test_a_town_outside_the_region_beside_it_is_asked_about(client, cluster):
    asked = save_place(client, cluster, city="Dresden", region="DE300")

    save_place(client, cluster, city="Dresden", region="DE300", where="DED21")

    assert choices_of(asked) == ["DED21", "as-typed"]
    assert "another region" in words(asked)
    assert place_of(cluster) == ("Dresden", "DED21", LocatedBy.PLACE)


def test_a_wide_region_decides_between_towns_and_becomes_the_narrow_one(client, cluster):
    make_region("DEA", cluster.country)

    save_place(client, cluster, city="Halle", region="DEA")

    assert place_of(cluster) == ("Halle", "DEA42", LocatedBy.PLACE)


def test_another_town_takes_its_region_along(client, cluster):
    save_place(client, cluster, city="Dresden")

    save_place(client, cluster, city="Berlin")

    assert place_of(cluster) == ("Berlin", "DE300", LocatedBy.PLACE)


def test_an_exact_point_stays_while_the_town_does(cluster):
    cluster.city, cluster.latitude, cluster.longitude = "Dresden", 51.06, 13.74
    cluster.located_by = LocatedBy.IMPORT
    cluster.save()

    save_part(cluster, part="place", fields={"street": "Elbufer 1"}, by=None)
    kept = cluster.latitude
    save_part(cluster, part="place", fields={"city": "Berlin"}, by=None)

    assert (kept, cluster.located_by) == (51.06, LocatedBy.PLACE)
    assert cluster.region.code == "DE300"


def test_without_town_and_country_nothing_is_made_up(germany):
    nowhere, only_town = seat_of(country=None), seat_of(country=None, city="Berlin")
    only_country = seat_of(country=germany, city="")

    assert {nowhere, only_town, only_country} == {type(nowhere)()}


@pytest.mark.parametrize("city", ["<script>alert(1)</script>", "x" * 100, "عمان", "' OR 1=1 --"])
def test_hostile_towns_are_only_words(client, cluster, city):
    response = save_place(client, cluster, city=city)

    assert response.status_code == 200
    assert place_of(cluster)[0] == city
    assert "<script>alert" not in words(response)


def test_a_new_profile_asks_for_the_town_too(client, germany):
    sign_in(client, make_user())
    typed = {"country": "DE", "kind": "sme", "name": "Salt Works", "city": "Halle"}

    asked = client.post(address("new-organisation"), typed)
    nothing_yet = Organisation.objects.count()
    client.post(address("new-organisation"), typed | {"where": "DEE02"})

    organisation = Organisation.objects.get()
    assert (choices_of(asked), nothing_yet) == ([*HALLES, "as-typed"], 0)
    assert place_of(organisation) == ("Halle", "DEE02", LocatedBy.PLACE)
    assert organisation.shown["region"] == "DEE02"


def test_a_chosen_town_survives_the_question_about_twins(client, germany):
    twin = make_organisation(name="Salt Works")
    sign_in(client, make_user())
    typed = {"country": "DE", "kind": "sme", "name": "Salt Works", "city": "Halle"}

    twins = client.post(address("new-organisation"), typed | {"where": "DEE02"})
    client.post(address("new-organisation"), typed | {"where": "DEE02", "others": [twin.pk]})

    checked = twins.context["form"]["where"].value()
    organisation = Organisation.objects.exclude(pk=twin.pk).get()
    assert (checked, place_of(organisation)[1]) == ("DEE02", "DEE02")
