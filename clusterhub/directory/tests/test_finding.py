import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.finding.asking import (
    IndexUnavailable,
    count_by_area,
    facet_counts,
    find,
    ids_after,
    points,
    suggest,
)
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.models import Organisation
from clusterhub.directory.operations import update_organisation, withdraw
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.search]


def names(query="", user=None, **options):
    found = find(Wanted.from_query(QueryDict(query)), user=user, **options)
    return [Organisation.objects.get(pk=pk).name for pk in found.ids]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("Käserei Österreich GmbH", "kaserei osterreich"),
        ("Käserei Österreich GmbH", "KÄSEREI"),
        ("Дунавски клъстер", "dunavski"),
        ("Dunavski cluster", "дунавски"),
        ("Ελληνικό ξύλο", "ellhniko xylo"),
        ("Timber Valley", "tmiber vally"),
        ("Timber Valley", "timb"),
        ("Semiconductor Alliance", "semicondutcors"),
    ],
)
def test_accents_scripts_and_typing_errors_find_the_same_organisation(name, query):
    make_organisation(name="Something else")
    make_organisation(name=name)

    assert names(f"q={query}") == [name]


def test_a_name_comes_before_a_text_and_every_word_must_be_there():
    make_organisation(name="Alpha", description="We work with timber and steel.")
    make_organisation(name="Timber")

    assert names("q=timber") == ["Timber", "Alpha"]
    assert names("q=timber+steel") == ["Alpha"]


def test_values_of_one_facet_widen_and_facets_narrow():
    austria, portugal = make_country(), make_country("PT", "Portugal")
    make_organisation(name="Alpha", kind="sme", country=austria)
    make_organisation(name="Beta", kind="rto", country=austria)
    make_organisation(name="Gamma", kind="sme", country=portugal)

    assert names("kind=sme&kind=rto") == ["Alpha", "Beta", "Gamma"]
    assert names("kind=sme&country=AT") == ["Alpha"]


def test_counts_of_a_facet_ignore_its_own_choice():
    austria, portugal = make_country(), make_country("PT", "Portugal")
    make_organisation(kind="sme", country=austria)
    make_organisation(kind="rto", country=austria)
    make_organisation(kind="sme", country=portugal)

    counts = facet_counts(Wanted(kind=("sme",)), ["kind", "country", "label", "freshness"])

    assert counts == {
        "kind": [("sme", 2), ("rto", 1)],
        "country": [("AT", 1), ("PT", 1)],
        "label": [],
        "freshness": [("never", 2)],
    }


def test_a_change_is_found_by_the_next_question():
    organisation = make_organisation(name="Alpha")
    before = names("q=alpha")

    update_organisation(organisation, name="Omega", by=None)

    assert before == ["Alpha"]
    assert names("q=omega") == ["Omega"]


def test_only_those_who_may_find_what_is_not_listed():
    hidden = make_organisation(name="Hidden", is_published=False)
    make_organisation(name="Shown")
    its_editor, stranger = make_editor(hidden), make_user()
    validator = make_user(roles=["validator"])

    seen = {
        who: names(user=user)
        for who, user in {
            "visitor": AnonymousUser(),
            "stranger": stranger,
            "its editor": its_editor,
            "validator": validator,
        }.items()
    }

    assert seen == {
        "visitor": ["Shown"],
        "stranger": ["Shown"],
        "its editor": ["Hidden", "Shown"],
        "validator": ["Hidden", "Shown"],
    }


def test_pages_follow_each_other_without_gap_and_numbers_too():
    made = [make_organisation(name=f"Body {number:02}") for number in range(7)]
    ids = [organisation.pk for organisation in made]

    pages = [find(Wanted(), offset=offset, limit=3) for offset in (0, 3, 6)]

    assert [page.ids for page in pages] == [ids[:3], ids[3:6], ids[6:]]
    assert {page.count for page in pages} == {7}
    assert ids_after(Wanted(), ids[2], limit=2) == ids[3:5]


def test_a_map_counts_what_the_list_counts():
    austria = make_country()
    make_organisation(country=austria, latitude=48.30, longitude=14.29)
    make_organisation(country=austria, latitude=48.30, longitude=14.29)
    away = make_organisation(country=make_country("GR", "Greece"), latitude=38.0, longitude=23.7)

    assert count_by_area(Wanted(), 0) == ({"AT": 2, "EL": 1}, 3)
    assert count_by_area(Wanted(), 0, within=(9, 46, 17, 49)) == ({"AT": 2}, 2)
    assert points(Wanted(), (20, 30, 30, 40)) == [(38.0, 23.7, 1, away.pk)]
    assert points(Wanted(), (9, 46, 17, 49)) == [(48.3, 14.29, 2, None)]


def test_suggestions_need_one_statement(django_assert_num_queries):
    make_organisation(name="Timber Valley", country=make_country())
    make_organisation(name="Steel Valley")
    find(Wanted())  # The index of this test is made with the first question.

    with django_assert_num_queries(2):  # In tests one more looks for changes.
        found = suggest("valley tim")

    assert [row.name for row in found] == ["Timber Valley"]
    assert [row.name for row in suggest("stel")] == ["Steel Valley"]


def test_what_was_withdrawn_is_suggested_to_nobody():
    organisation = make_organisation(name="Timber Valley")
    before = suggest("timber")

    withdraw(organisation, by=None)

    assert before == [organisation]
    assert suggest("timber") == []


def test_without_an_index_the_question_says_so(settings):
    settings.SEARCH_DIR = None

    with pytest.raises(IndexUnavailable):
        find(Wanted())
