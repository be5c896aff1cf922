"""Nora comes to the sample's conference, books an expert, and asks a visitor at a stand for a contact."""

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.pages_of_the_fair import FAIR
from tests.browser.site import mail_to

STAND = (
    "select x.id from events_exhibitor x join directory_organisation o on o.id = x.organisation_id"
    " where o.slug = 'northern-timber-cluster-sample'"
)
ADDRESS = "nora.fair@timber.example"


def test_nora_books_an_expert_and_stands_at_a_stand(page_of, site):
    page, slug = page_of("nobody"), site.value(FAIR)
    page.goto(f"{site.url}/events/{slug}/registration/")
    page.get_by_label("Your name").fill("Nora Newcomer")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Online").check()
    page.get_by_role("button", name="Register").click()
    own = mail_to(site, ADDRESS, f"{site.url}/r/").removeprefix(site.url)
    page.goto(own)
    page.get_by_role("button", name="I am coming").click()

    page.get_by_role("link", name="Choose an hour").click()
    page.get_by_role("heading", name="Talk to an expert").wait_for()
    assert_accessible(page, TWO_LOOKS)
    page.locator(".slots button").first.click()
    page.get_by_role("button", name="Give it back").wait_for()

    eva = page_of("Eva")
    eva.goto(f"{site.url}/events/{slug}/edit/exhibitors/{site.value(STAND)}/")
    eva.get_by_label("Add somebody by the address").fill(ADDRESS)
    eva.get_by_role("button", name="Add").click()
    eva.get_by_text("Nora Newcomer").first.wait_for()

    page.goto(own)
    page.get_by_role("link", name="Northern Timber Cluster").click()
    page.get_by_role("heading", name="Your stand").wait_for()
    assert_accessible(page, TWO_LOOKS)
    page.get_by_label("Code on the ticket").fill("no such ticket")
    page.get_by_role("button", name="Ask").click()
    page.get_by_text("No visitor of this event has this ticket.").first.wait_for()
