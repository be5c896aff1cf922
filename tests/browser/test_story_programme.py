"""Eva moves a session on the grid by keys, sees the clash, publishes; a guest chooses her sessions."""

import pytest

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.site import mail_to

EVENT = "select slug from events_event where programme_number > 0"
OPENING = (
    "select s.id from events_session s join events_event e on s.event_id = e.id"
    " where e.programme_number > 0 and s.format = 'plenary' order by s.number"
)


def test_the_grid_works_by_keyboard(page_of, site):
    page = page_of("Eva")
    slug, session = site.value(EVENT), site.value(OPENING)
    handle = page.locator(f'[data-session="{session}"] [data-move]')
    said = page.locator(".grid__said")

    page.goto(f"{site.url}/events/{slug}/edit/programme/grid/")
    handle.focus()
    page.keyboard.press("ArrowDown")
    said.get_by_text("9:45").wait_for()
    assert handle.evaluate("each => each === document.activeElement")
    page.keyboard.press("ArrowRight")
    said.get_by_text("Sala Picasso").wait_for()
    assert_accessible(page, TWO_LOOKS)

    target = page.locator('td[data-time="08:00"][data-room]').first
    handle.drag_to(target)
    said.get_by_text("8:00").wait_for()
    page.goto(f"{site.url}/events/{slug}/edit/versions/")
    assert "Opening" in page.locator("main").inner_text()
    page.get_by_role("button", name="Publish the programme").click()
    page.get_by_text("Version 2 is published.").wait_for()

    page.goto(f"{site.url}/events/{slug}/programme/changes/")
    assert "Moved" in page.locator("main").inner_text()


@pytest.mark.parametrize("has_script", [True, False])
def test_a_guest_chooses_a_session_and_gives_it_back(page_of, site, has_script):
    address = f"sonia.{'script' if has_script else 'plain'}@timber.example"
    page = page_of("nobody", java_script_enabled=has_script)

    page.goto(f"{site.url}/events/{site.value(EVENT)}/")
    page.get_by_label("Your name").fill("Sonia Session")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("On site").check()
    page.locator("#register").get_by_role("button", name="Register").click()
    page.get_by_role("heading", name="Look into your mailbox").wait_for()
    page.goto(mail_to(site, address, f"{site.url}/r/").removeprefix(site.url))
    page.get_by_role("button", name="I am coming").click()
    page.get_by_role("link", name="Choose sessions").click()
    page.get_by_role("heading", name="Your sessions").wait_for()
    if has_script:
        assert_accessible(page, TWO_LOOKS)

    page.get_by_role("button", name="Wait for a place Workshop: a heat map").click()
    page.get_by_text("is full; you wait for a place").wait_for()
    page.get_by_role("button", name="Choose Workshop: from spreadsheet").click()
    page.get_by_text("You have a place in").wait_for()
    page.get_by_role("button", name="Give it back Workshop: from spreadsheet").click()
    page.get_by_text("is free for somebody else").wait_for()
