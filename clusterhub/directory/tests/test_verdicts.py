import pytest

from clusterhub.directory.verdicts import Candidate, verdict_of

pytestmark = pytest.mark.pure
LISTED = Candidate(
    7,
    ("Holzcluster Talgau", "HCT"),
    "AT",
    "https://holz-talgau.example/",
    "Talgau",
    frozenset({("pic", "999")}),
    {"name": "Holzcluster Talgau", "country": "AT", "city": "Talgau"},
)


def judged(country="AT", identifiers=frozenset(), **values):
    return verdict_of(values, [LISTED], identifiers=identifiers, country=country)


def test_the_same_row_twice_is_the_same():
    verdict = judged(name="Holzcluster Talgau", country="AT", city="Talgau")

    assert (verdict.kind, verdict.candidate.pk, verdict.score) == ("same", 7, 1.0)


def test_another_value_is_a_change():
    assert judged(name="Holzcluster Talgau e.V.", city="Talgau").kind == "changed"


def test_an_identifier_finds_what_was_renamed():
    verdict = judged(name="Timber Alps", identifiers=frozenset({("pic", "999")}))

    assert (verdict.kind, verdict.candidate.pk) == ("changed", 7)


def test_a_misspelling_is_a_likely_twin_and_never_taken_for_the_same():
    verdict = judged(name="Holzclster Talgau")

    assert (verdict.kind, verdict.candidate.pk) == ("twin", 7)
    assert 0.75 <= verdict.score < 1


def test_one_name_in_another_country_is_new():
    assert judged(name="Holzcluster Talgau", country="DE").kind == "new"


def test_one_name_on_another_site_is_a_twin_unless_the_town_is_the_same():
    elsewhere = "https://other.example/"

    assert judged(name="Holzcluster Talgau", website=elsewhere).kind == "twin"
    assert judged(name="Holzcluster Talgau", website=elsewhere, city="Talgau").kind == "changed"


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"name": ""}, ("name", "no-name")),
        ({"name": "x" * 201}, ("name", "long-name")),
        ({"name": "A", "country": "Nowhere"}, ("country", "country")),
        ({"name": "A", "founded_year": "c. 1999"}, ("founded_year", "year")),
        ({"name": "A", "website": "mailto:jane@example.org"}, ("website", "address")),
        ({"name": "A", "website": "+49 30 1234567"}, ("website", "address")),
    ],
)
def test_a_fault_names_its_column(values, problem):
    verdict = verdict_of(values, [LISTED])

    assert (verdict.kind, verdict.problems) == ("faulty", (problem,))


def test_a_name_that_looks_like_a_formula_is_kept_as_text():
    assert judged(name="=1+1").kind == "new"
