"""What was public once and is not any more says so, offers a way on, and tells nothing else."""

import pytest
from django.utils import timezone

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.activity.operations import record_activity
from clusterhub.directory.operations import publish, withdraw
from clusterhub.directory.tests.makers import make_organisation, make_person
from clusterhub.events.models import EventStatus
from clusterhub.events.tests.makers import make_event
from clusterhub.funding.operations import publish_call, withdraw_call
from clusterhub.funding.tests.makers import make_call
from clusterhub.news.tests.makers import make_news
from clusterhub.summaries.operations import unpublish_summary
from clusterhub.summaries.tests.makers import make_published

pytestmark = pytest.mark.django_db
NAME = "Zyzzyva"


def call_taken_back():
    return withdraw_call(publish_call(make_call(False, title=NAME), by=None), by=None)


def organisation_taken_back():
    return withdraw(publish(make_organisation(False, name=NAME), by=None), by=None)


def person_taken_back():
    return withdraw(publish(make_person(False, name=NAME), by=None), by=None)


def summary_taken_back():
    return unpublish_summary(make_published(), by=None)


def news_taken_back():
    page = make_news(title=NAME)
    page.unpublish()
    record_activity("withdrew", page, by=None)  # As the hook of the editing desk does.
    return page


TAKEN_BACK = {
    "/calls/": call_taken_back,
    "/organisations/": organisation_taken_back,
    "/people/": person_taken_back,
    "/summaries/": summary_taken_back,
    "/news/": news_taken_back,
}


@pytest.mark.parametrize("who", ["visitor", "member"])
@pytest.mark.parametrize(("its_list", "make"), TAKEN_BACK.items(), ids=TAKEN_BACK)
def test_what_was_taken_back_says_so_and_offers_a_way_on(client, its_list, make, who):
    address = make().get_absolute_url()
    sign_in(client, who)

    answer = client.get(address)
    twin = client.get(f"{address.rstrip('/')}.json")

    page = answer.content.decode()
    assert (answer.status_code, twin.status_code) == (410, 410)
    assert "This page was taken off the site" in page
    assert f'<a class="button button--quiet" href="{its_list}">' in page
    assert 'id="taken-back-search"' in page
    assert NAME not in page
    assert twin.json()["error"]["code"] == "taken-back"


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_call(False),
        lambda: make_organisation(False),
        lambda: make_person(False),
        lambda: make_event(EventStatus.DRAFT),
        lambda: make_news(False, title=NAME),
    ],
    ids=["call", "organisation", "person", "event", "news"],
)
def test_what_was_never_public_is_not_known_at_all(client, make):
    answer = client.get(make().get_absolute_url())

    assert answer.status_code == 404
    assert "There is no page at this address" in answer.content.decode()


def test_the_accepted_link_of_a_summary_leads_to_words_when_its_call_is_gone(client):
    call = call_taken_back()
    published = make_published()

    address = f"/calls/{call.slug}/"
    page = client.get(published.get_absolute_url()).content.decode()

    assert client.get(address).status_code == 410
    assert NAME not in page
    assert published.published_at <= timezone.now()
