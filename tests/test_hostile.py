"""Public addresses against what attackers and unlucky people put into them."""

import pytest

from clusterhub.events.tests.makers import make_event
from tests.hostile import SCRIPT

pytestmark = [pytest.mark.search, pytest.mark.django_db]
LISTS = [
    "/search/", "/events/", "/events/past/", "/events.json", "/organisations/", "/people.json",
    "/calls/", "/calls/feed.atom", "/calls/calendar.ics", "/summaries/", "/news/", "/news.json",
    "/account/login/",
]  # fmt: skip
NAMES = [
    "q", "page", "p", "kind", "past", "sort", "when", "series", "topic", "country", "ecosystem",
    "format", "programme", "status", "month", "year", "next",
]  # fmt: skip
VALUES = [
    "\x00", "a\x00b", "-1", "9" * 25, "²", "٣", "'", '"', '"un', 'a " b', "\\", "%s", "*", "a:b", "(",
    "NEAR(", "OR NOT", "2024-13", "2024-٠١", "2100-12", "😀", "\u202e", "\ufffe", "x" * 100_000,
    "../../etc/passwd", "\r\nX-Evil: 1", SCRIPT,
]  # fmt: skip


def test_nothing_in_a_query_breaks_a_list(client):
    make_event()
    client.raise_request_exception = False

    answers = {
        (address, ascii(value)[:20]): client.get(address, dict.fromkeys(NAMES, value))
        for value in VALUES
        for address in LISTS
    }

    assert {
        asked: each.status_code for asked, each in answers.items() if each.status_code != 200
    } == {}
    assert [asked for asked, each in answers.items() if "X-Evil" in each] == []
    assert len(answers) == len(VALUES) * len(LISTS)


def test_nothing_that_is_typed_breaks_the_suggestions(client):
    for value in ["\x00", '"', 'a"', "'", "*", "(", "-", "x" * 100_000]:
        asked = {"q": value, "suggest": "1"}
        response = client.get("/search/", asked, headers={"HX-Request": "true"})

        assert response.status_code == 200, value[:20]


def test_a_quotation_mark_does_not_hide_what_is_looked_for(client):
    event = make_event(title='The 12" pipe of Tübingen')

    page = client.get("/search/", {"q": '12" "pipe" tubingen'}).content.decode()

    assert event.get_absolute_url() in page


@pytest.mark.parametrize("address", ["http://[::1", "https://evil.example/", "\x00", "//evil"])
def test_a_made_up_present_page_leads_nobody_astray(client, address):
    headers = {"HX-Request": "true", "HX-Current-URL": address}

    response = client.get("/account/", headers=headers)

    assert response["HX-Redirect"] == "/account/login/?next=%2F"


@pytest.mark.parametrize("address", ["/staff/login/", "/_util/login/", "/editing/login/"])
def test_every_sign_in_is_the_one_with_limits(client, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


def test_a_body_without_end_is_refused(client):
    client.raise_request_exception = False

    response = client.post("/account/login/", {"login": "x" * 6_000_000})

    assert response.status_code in (200, 400, 413)
