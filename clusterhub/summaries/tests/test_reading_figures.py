import pytest

from clusterhub.summaries.reading.figures import find_figures
from clusterhub.summaries.reading.places import find_places

pytestmark = pytest.mark.pure


def found(text):
    return [(figure["value"], figure["unit"]) for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It drew 1,200 participants to 39 sessions.", [(1200, "participants"), (39, "sessions")]),
        ("The budget is €42 million.", [(42_000_000, "EUR")]),
        ("The budget is 3.5 billion euros.", [(3_500_000_000, "EUR")]),
        ("There are 30 Euroclusters.", [(30, "Euroclusters")]),
        ("About 12 % of firms export, 7.5% invest.", [(12, "%"), (7.5, "%")]),
        ("It reached 1.2 million SMEs.", [(1_200_000, "SMEs")]),
        ("All 27 Member States agreed.", [(27, "Member States")]),
        ("They cover 14 industrial ecosystems.", [(14, "industrial ecosystems")]),
        ("It ran in 2023, on 4-6 October 2023, from 8:30 to 9:45.", []),
        ("Industry 4.0 tools and Horizon 2020 projects matter.", []),
        ("After COVID-19, Article 5 and Cluster 4 calls opened.", []),
        ("It lasted 3 days.", []),
        ("In 2030 targets apply.", []),
    ],
)
def test_figures_have_a_unit_and_are_no_dates_hours_or_names(text, expected):
    assert found(text) == expected


def test_a_figure_carries_its_sentence():
    figures = find_figures("Dr. Berg spoke. It drew 39 guests, e.g. firms. All left.")

    assert figures == [{"value": 39, "unit": "guests", "text": "It drew 39 guests, e.g. firms."}]


def test_places_are_found_in_the_words_of_the_text():
    places = find_places(
        "EU-Japan days in Cluj-Napoca, the Czech Republic and Bosnia and Herzegovina"
    )

    assert places == ["Japan", "Cluj-Napoca", "Czech Republic", "Bosnia and Herzegovina"]
