import pytest
from django.http import QueryDict

from clusterhub.directory.finding.sectors import sectors_of
from clusterhub.directory.finding.wanted import Wanted

pytestmark = pytest.mark.pure


def wanted(query):
    return Wanted.from_query(QueryDict(query))


@pytest.mark.parametrize(
    "query",
    [
        "q=steel+works&kind=sme&kind=rto&country=AT&region=AT31&sort=newest",
        "ecosystem=agri-food&sector=C&sector=25&label=gold&freshness=never&language=de",
        "programme=EU4Health&member_of=timber-valley&box=9.5%2C46%2C17%2C49&serves=AT",
    ],
)
def test_what_is_wanted_goes_into_the_address_and_comes_back(query):
    first = wanted(query)

    again = wanted(first.as_query())

    assert again == first
    assert not first.is_everything()


def test_what_cannot_be_meant_is_left_out():
    odd = "q=%00&kind=nonsense&country=%00&country=at&region=austria&box=1,2&sort=worst&page=9"

    assert wanted(odd) == Wanted()
    assert wanted("box=20,1,10,2") == Wanted()
    assert wanted("box=nan,1,nan,2") == Wanted()


def test_one_value_is_taken_off_and_the_others_stay():
    two = wanted("q=steel&kind=sme&kind=rto")

    assert two.without("kind", "sme") == wanted("q=steel&kind=rto")
    assert two.without("kind") == wanted("q=steel")
    assert two.without("words") == wanted("kind=sme&kind=rto")


def test_without_words_the_order_is_by_name():
    orders = [wanted(query).order for query in ("", "q=steel", "sort=newest")]

    assert orders == ["name", "best", "newest"]


@pytest.mark.parametrize(
    ("activity", "sectors"),
    [
        ("2.1:25.11", ("C", "25")),
        ("2:62.01", ("K", "62")),
        ("2.1:K", ("K",)),
        ("2:K", ()),
        ("odd", ()),
    ],
)
def test_an_activity_is_counted_under_the_sections_of_the_newest_list(activity, sectors):
    assert sectors_of(activity) == sectors
