import pytest
from django.urls import reverse

from clusterhub.directory.models import Organisation
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.home import sitemaps
from clusterhub.home.sitemaps import SITEMAPS

pytestmark = pytest.mark.django_db
SECTION = "/sitemap-organisations.xml"


@pytest.fixture(autouse=True)
def two_a_page(monkeypatch):
    monkeypatch.setattr(SITEMAPS["organisations"], "limit", 2, raising=False)


def make_numbered(*numbers, **changes):
    return [make_organisation(name=f"Body {number}", pk=number, **changes) for number in numbers]


def addresses(client, page):
    text = client.get(SECTION, {"p": page}).content.decode()
    return [part.split("</loc>")[0].rsplit("/", 2)[1] for part in text.split("<loc>")[1:]]


def test_every_listed_organisation_stands_on_the_page_of_its_number(client):
    make_numbered(1, 2, 4, 7)
    make_numbered(3, is_published=False)

    pages = {page: addresses(client, page) for page in (1, 2, 3, 4)}

    assert pages == {1: ["body-1", "body-2"], 2: ["body-4"], 3: [], 4: ["body-7"]}
    assert client.get(SECTION, {"p": 5}).status_code == 404


def test_the_index_leads_to_each_page(client):
    make_numbered(1, 5)

    text = client.get(reverse("home:sitemap")).content.decode()

    expected = [SECTION, f"{SECTION}?p=2", f"{SECTION}?p=3"]
    found = [part.split("</loc>")[0] for part in text.split("<loc>")[1:]]
    assert [each[each.index("/sitemap") :] for each in found if SECTION in each] == expected


@pytest.mark.parametrize("address", [SECTION, f"{SECTION}?p=2", "/sitemap.xml"])
def test_no_sitemap_counts_or_skips_rows(client, address, django_assert_max_num_queries):
    make_numbered(1, 2, 3)
    client.get(address)

    with django_assert_max_num_queries(len(SITEMAPS)) as asked:
        client.get(address)

    words = " ".join(query["sql"] for query in asked.captured_queries)
    assert "COUNT(" not in words
    assert "OFFSET" not in words


def test_a_page_reads_the_address_and_the_date_and_no_profile(client, django_assert_num_queries):
    make_numbered(1, 2)

    with django_assert_num_queries(2) as asked:  # The highest number, and the rows.
        client.get(SECTION)

    rows = asked.captured_queries[-1]["sql"]
    assert {name for name in ("slug", "description", "facts", "shown") if name in rows} == {"slug"}


def test_a_page_is_as_large_as_the_protocol_allows_many_times_over():
    assert sitemaps.AT_ONCE <= 50_000
    assert Organisation.objects.none().count() == 0
