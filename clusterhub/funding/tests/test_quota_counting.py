from datetime import date

import pytest

from clusterhub.funding.eligibility.counting import counted

pytestmark = pytest.mark.pure
TODAY = date(2026, 11, 23)


def test_awards_are_taken_off_the_places_of_where_they_went_also_within_groups():
    by_country = {"kind": "quota", "per": "country", "places": {"AT": 2, "ES": 1}, "left": {}}
    by_region = {
        "kind": "quota",
        "per": "region",
        "places": {"AT": 5, "AT32": 1, "EL": 2},
        "left": {"AT": 5, "AT32": 1, "EL": 2},
    }
    typed = {"kind": "quota", "per": "country", "left": {"AT": 3}}
    awards = [("AT", "AT323"), ("AT", "AT11"), ("AT", ""), ("ES", ""), ("GR", ""), ("DE", "")]

    rules = counted([{"kind": "any", "rules": [by_country, by_region]}, typed], awards, TODAY)

    first, second = rules[0]["rules"]
    assert first["left"] == {"AT": 0, "ES": 0}
    assert second["left"] == {"AT": 3, "AT32": 0, "EL": 1}
    assert first["counted_on"] == "2026-11-23"
    assert rules[1] == typed
    assert counted(rules, awards, date(2027, 1, 1)) == rules  # Nothing new, nothing written.
