import pytest

from clusterhub.directory.models import Identifier
from clusterhub.directory.sifting import Sifter, judge
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def austria():
    return make_country("AT", "Austria")


@pytest.fixture
def timber(austria):
    return make_organisation(
        name="Holzcluster Talgau", country=austria, city="Talgau", website="https://talgau.example/"
    )


def verdicts(*rows, **changes):
    return judge(list(enumerate(rows, 1)), **changes)


def said(judged):
    return judged.verdict, judged.organisation


def test_what_nobody_has_is_new_and_what_is_there_is_the_same(timber):
    found = verdicts(
        {"name": "Photonik Murtal", "country": "AT"},
        {"name": "Holzcluster Talgau", "country": "Austria"},
    )

    assert [said(each) for each in found] == [("new", None), ("same", timber)]


def test_a_value_that_is_missing_here_is_a_change_and_named(timber):
    (found,) = verdicts({"name": "Holzcluster Talgau", "country": "AT", "postcode": "5340"})

    assert (found.verdict, found.changes) == ("changed", {"postcode": "5340"})


def test_a_slip_is_a_likely_twin_with_its_score(timber):
    (found,) = verdicts({"name": "Holzclster Talgau", "country": "AT"})

    assert said(found) == ("twin", timber)
    assert 0.75 <= found.score < 1


def test_the_country_of_the_list_stands_in_for_one_that_no_row_says(timber):
    (found,) = verdicts({"name": "Holzcluster Talgau"}, country="AT")

    assert said(found) == ("same", timber)


def test_a_number_of_a_register_finds_what_was_renamed(timber):
    Identifier.objects.create(organisation=timber, scheme="pic", value="999")

    (found,) = verdicts({"name": "Timber Alps", "country": "AT", "pic": "999"})

    assert said(found) == ("changed", timber)
    assert found.changes == {"name": "Timber Alps"}


def test_one_name_with_another_number_of_the_same_register_is_another_body(timber):
    Identifier.objects.create(organisation=timber, scheme="pic", value="999")

    (found,) = verdicts({"name": "Holzcluster Talgau", "country": "AT", "pic": "111"})

    assert said(found) == ("new", None)


def test_twins_in_one_file_name_the_row_before(austria):
    found = verdicts(
        {"name": "MetaIndustry4", "country": "AT"},
        {"name": "MetalIndustry4", "country": "AT"},
        {"name": "MetaIndustry4", "country": "AT"},
    )

    assert [(each.verdict, each.earlier) for each in found] == [
        ("new", None), ("twin", 1), ("same", 1)
    ]  # fmt: skip


def test_twins_are_found_across_the_chunks_of_one_file(austria):
    sifter = Sifter()
    sifter.judge([(1, {"name": "MetaIndustry4", "country": "AT"})])

    (found,) = sifter.judge([(501, {"name": "MetalIndustry4", "country": "AT"})])

    assert (found.verdict, found.earlier) == ("twin", 1)


def test_a_second_row_fills_what_the_first_leaves_open_and_contradicts_nothing(austria):
    first, second = verdicts(
        {"name": "Photonik Murtal", "country": "AT", "city": "Leoben"},
        {"name": "Photonik Murtal", "country": "AT", "city": "Graz", "postcode": "8700"},
    )

    assert (second.verdict, second.earlier) == ("changed", 1)
    assert first.said.columns["city"] == "Leoben"
    assert first.said.columns["postcode"] == "8700"


def test_its_own_people_know_better_than_a_list(timber):
    make_editor(timber)

    (found,) = verdicts({"name": timber.name, "country": "AT", "city": "Graz", "postcode": "5340"})

    assert found.changes == {"postcode": "5340"}


def test_a_fault_is_said_in_words_by_column(austria):
    (found,) = verdicts({"name": "Photonik", "country": "Atlantis"})

    assert (found.verdict, found.problems) == (
        "faulty", [["country", "No country is known by this word."]]
    )  # fmt: skip


def test_what_cannot_be_used_is_left_out_and_said(austria):
    (found,) = verdicts(
        {"name": "Photonik", "country": "AT", "staff_fte": "many", "ecosystems": "Sorcery"}
    )

    assert (found.verdict, found.said.columns.get("staff_fte")) == ("new", None)
    assert found.notes == [
        ["staff_fte", "This is not a number; it was not taken over."],
        ["ecosystems", "Not known, and not taken over: Sorcery"],
    ]


def test_a_merged_organisation_is_nobody(timber):
    kept = make_organisation(name="Wood Alps", country=timber.country)
    type(timber).objects.filter(pk=timber.pk).update(merged_into=kept)

    (found,) = verdicts({"name": "Holzcluster Talgau", "country": "AT"})

    assert found.verdict == "new"


@pytest.mark.parametrize("count", [3, 40])
def test_a_chunk_takes_the_same_queries_for_any_number_of_rows(
    count, timber, django_assert_max_num_queries
):
    rows = [{"name": f"Holzcluster Talgau {n}", "country": "AT"} for n in range(count)]

    with django_assert_max_num_queries(14):
        verdicts(timber and {"name": timber.name, "country": "AT", "pic": "1"}, *rows)
