import csv
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clusterhub.vocabularies import atlas, files
from clusterhub.vocabularies.models import Country, NutsRegion, PostcodePrefix
from clusterhub.vocabularies.places import located
from clusterhub.vocabularies.postcodes import region_of_postcode

CLUSTERS = Path(__file__).parents[4] / "shared" / "data" / "clusters" / "clusters.csv"


@pytest.mark.parametrize(
    ("town", "country", "name", "nuts3"),
    [
        ("Dresden", "DE", "Dresden", "DED21"),
        ("01099 Dresden", "DE", "Dresden", "DED21"),
        ("A-4020 Linz", "AT", "Linz", "AT312"),
        ("1012 AB Amsterdam", "NL", "Amsterdam", "NL32B"),
        ("Brno 602 00", "CZ", "Brno", "CZ064"),
        ("Lyon Cedex 03", "FR", "Lyon", "FRK26"),
        ("München", "DE", "Munich", "DE212"),
        ("MUENCHEN", "DE", "Munich", "DE212"),
        ("Cologne", "DE", "Köln", "DEA23"),
        ("Αθήνα", "GR", "Athens", "EL303"),
        ("София", "BG", "Sofia", "BG411"),
        ("St. Pölten", "AT", "Sankt Pölten", "AT123"),
        ("Halle (Saale)", "DE", "Halle (Saale)", "DEE02"),
        ("Frankfurt a.M.", "DE", "Frankfurt am Main", "DE712"),
        ("Győr, Hungary", "HU", "Győr", "HU221"),
        ("Fort-de-France", "FR", "Fort-de-France", "FRY20"),
    ],
)
def test_a_town_becomes_nuts_3_and_a_point(town, country, name, nuts3):
    found = located(town, country)

    assert found.is_certain
    assert (found.best.name, found.best.nuts3) == (name, nuts3)
    region = atlas.spot(nuts3)
    assert abs(found.best.latitude - region.latitude) < 1
    assert abs(found.best.longitude - region.longitude) < 1


def test_halle_is_asked_about_not_guessed():
    found = located("Halle", "DE")

    assert not found.is_certain
    assert [place.nuts3 for place in found.places] == ["DEE02", "DEA42"]


def test_a_known_region_decides_between_towns_of_one_name():
    found = located("Halle", "DE", region="DEA")

    assert found.is_certain
    assert found.best.nuts3 == "DEA42"


@pytest.mark.parametrize(
    ("town", "country"),
    [("Nowhereville", "DE"), ("Köln", "FR"), ("", "DE"), ("12345", "DE"), ("(,;)", "DE"), ("x" * 9999, "DE")],
)  # fmt: skip
def test_what_is_no_town_of_the_country_is_nothing(town, country):
    assert located(town, country) is None


def test_every_other_name_belongs_to_a_place_of_the_list():
    known = {(row["country_iso"], row["name"]) for row in files.rows("places-nuts3")}

    unknown = [
        row for row in files.rows("place-names") if (row["country"], row["name"]) not in known
    ]

    assert unknown == []


def test_most_towns_of_the_test_list_of_clusters_are_found_in_their_region():
    if not CLUSTERS.exists():
        pytest.skip("The test list of clusters is not beside this repository.")
    with CLUSTERS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["city"] and row["nuts3_2024"]]

    found = [(row, located(row["city"], row["country_iso"])) for row in rows]

    certain = [(row, place.best.nuts3) for row, place in found if place and place.is_certain]
    right = [row for row, nuts3 in certain if nuts3 == row["nuts3_2024"]]
    assert len(certain) > 0.9 * len(rows)
    assert len(right) > 0.95 * len(certain)


@pytest.mark.parametrize(
    ("code", "country"), [("EL", "GR"), ("UK", "GB"), ("US", "US"), ("BA", "BA")]
)
def test_every_country_has_a_spot_whether_it_has_regions_or_not(code, country):
    assert atlas.spot(code) == atlas.spot_of_country(country)
    assert {spot.country for spot in atlas.spots_within("", 0)} == dict(files.countries()).keys()


@pytest.fixture
def prefixes(db, tmp_path):
    country = {"standing": "member"}
    for code in ("AT", "LV", "IE"):
        values = country | {"name": code, "code_3": code + "X", "eurostat_code": code}
        made = Country.objects.get_or_create(code=code, defaults=values)[0]
        for region in {"AT": ["AT312", "AT130"], "LV": ["LV006"], "IE": ["IE061"]}[code]:
            NutsRegion.objects.get_or_create(
                code=region, version=2024, level=3, defaults={"name": region, "country": made}
            )
    file = tmp_path / "prefixes.csv"
    rows = [
        "AT,4,AT312",
        "AT,1,AT130",
        "AT,4999$,AT130",
        "LV,LV10,LV006",
        "IE,D02,IE061",
        "IE,X,XX999",
    ]
    file.write_text("\n".join(["country_iso,prefix,nuts3", *rows]), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("postcode", "country", "nuts3"),
    [
        ("4020", "AT", "AT312"), ("1010", "AT", "AT130"), ("4999", "AT", "AT130"),
        ("1001", "LV", "LV006"), ("LV-1001", "LV", "LV006"), ("d02 x285", "IE", "IE061"),
    ],
)  # fmt: skip
def test_the_longest_known_beginning_of_a_postcode_gives_its_region(
    prefixes, postcode, country, nuts3
):
    call_command("load_postcodes", str(prefixes))

    assert region_of_postcode(postcode, country).code == nuts3


def test_without_a_list_a_postcode_says_nothing(db):
    assert region_of_postcode("4020", "AT") is None


def test_a_second_list_of_postcodes_takes_the_place_of_the_first(prefixes, capsys):
    call_command("load_postcodes", str(prefixes))
    prefixes.write_text("country_iso,prefix,nuts3\nAT,4,AT130\n", encoding="utf-8")

    call_command("load_postcodes", str(prefixes))

    assert "5 prefixes loaded, 1 left out" in capsys.readouterr().out
    assert list(PostcodePrefix.objects.values_list("prefix", "region__code")) == [("4", "AT130")]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "\xff\xfe"])
def test_a_file_that_is_no_list_of_postcodes_is_refused_and_changes_nothing(prefixes, text):
    call_command("load_postcodes", str(prefixes))
    prefixes.write_bytes(text.encode("latin-1"))

    with pytest.raises(CommandError):
        call_command("load_postcodes", str(prefixes))

    assert PostcodePrefix.objects.count() == 5
