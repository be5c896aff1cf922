"""Who looks for labs finds them where events are."""

import pytest

from clusterhub.labs.tests.makers import by_link, link_to, make_idea, make_lab, page_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/events/", "/events/past/"])
def test_the_lists_of_events_lead_to_the_labs(client, address):
    page = client.get(address).content.decode()

    assert '<a href="/labs/">Labs and what came of them</a>' in page


def test_the_list_of_labs_belongs_to_events_and_leads_to_each_lab(client):
    lab = make_lab()
    make_idea(lab)

    page = client.get("/labs/").content.decode()

    assert f'href="{page_of(lab)}"' in page and "Post an idea, or join one" in page
    events = page[page.index('class="main-navigation__list"') :].partition("</li>")[0]
    assert 'aria-current="true"' in events


def test_the_page_of_a_lab_leads_to_all_labs_also_behind_a_link(client):
    lab = make_lab()
    reader = by_link(lab)

    pages = [client.get(each).content.decode() for each in (page_of(lab), link_to(reader))]

    assert ['<a href="/labs/">All labs</a>' in page for page in pages] == [True, True]
