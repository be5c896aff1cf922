"""Nora registers for a talk without an account, confirms by the mailed link, and gives the place back."""

import pytest

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.site import mail_to

OPEN = (
    "select e.slug from events_event e join events_pool p on p.event_id = e.id"
    " where e.format = 'online' and p.places is null and e.status = 'published'"
    " and e.starts_at > datetime('now') order by e.starts_at"
)


@pytest.mark.parametrize("has_script", [True, False])
def test_nora_registers_confirms_and_gives_the_place_back(page_of, site, has_script):
    address = f"nora.{'script' if has_script else 'plain'}@timber.example"
    page = page_of("nobody", java_script_enabled=has_script)

    page.goto(f"{site.url}/events/{site.value(OPEN)}/")
    page.get_by_label("Your name").fill("Nora Newcomer")
    page.get_by_label("E-mail address").fill(address)
    page.locator("#register").get_by_role("button", name="Register").click()
    page.get_by_role("heading", name="Look into your mailbox").wait_for()
    assert address in page.locator("main").inner_text()

    page.goto(mail_to(site, address, f"{site.url}/r/").removeprefix(site.url))
    page.get_by_role("heading", name="One click and you are in").wait_for()
    if has_script:
        assert_accessible(page, TWO_LOOKS)
    page.get_by_role("button", name="I am coming").click()
    page.get_by_role("heading", name="You are registered", exact=True).wait_for()
    if has_script:
        assert_accessible(page, TWO_LOOKS)

    page.get_by_role("link", name="Stop reminders").click()
    page.get_by_role("button", name="No more letters like these").click()
    page.get_by_role("button", name="Send them to me again").wait_for()
    if has_script:
        assert_accessible(page, TWO_LOOKS)
    page.locator("main").get_by_role("link", name="Your registration").click()
    page.get_by_role("button", name="Give my place back").click()
    page.get_by_role("heading", name="You are not registered any more").wait_for()
    page.get_by_role("link", name="Register again").click()
    assert page.locator("#register").get_by_role("button", name="Register").count() == 1
