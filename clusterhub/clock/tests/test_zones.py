import pytest

from clusterhub.clock.zones import choosable_zones, is_zone, zone_city, zone_info, zone_names

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("zone", "city"),
    [
        ("Europe/Brussels", "Brussels"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("America/Sao_Paulo", "São Paulo"),
        ("Etc/UTC", "UTC"),
        ("Etc/GMT-2", "UTC+2"),
    ],
)
def test_a_zone_is_called_after_its_city(zone, city):
    assert zone_city(zone) == city


@pytest.mark.parametrize(
    "name", ["", "CEST", "Brussels", "../etc/passwd", "a\x00b", "posix", None, 5]
)
def test_what_is_no_zone_is_refused_without_reading_files(name):
    assert is_zone(name) is False
    with pytest.raises(ValueError):
        zone_info(name)


def test_every_choosable_zone_exists_and_is_offered_once():
    zones = [zone for _, choices in choosable_zones() for zone, _ in choices]

    assert len(zones) == len(set(zones)) > 80
    assert set(zones) <= zone_names()


def test_every_country_of_the_union_finds_its_capital():
    capitals = (
        "Amsterdam Athens Berlin Bratislava Brussels Bucharest Budapest Copenhagen Dublin Helsinki "
        "Lisbon Ljubljana Luxembourg Madrid Malta Paris Prague Riga Rome Sofia Stockholm Tallinn "
        "Vienna Vilnius Warsaw Zagreb Nicosia"
    )

    cities = {city for _, choices in choosable_zones() for _, city in choices}

    assert set(capitals.split()) <= cities
