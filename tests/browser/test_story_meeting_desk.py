"""Eva switches meetings on and has a schedule made by keyboard alone; four meet; one leaves; a repair."""

import re

import pytest

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.site import mail_to

EVENT = "select slug from events_event where status = 'published' and title like 'Clusters meet regions%'"
PEOPLE = {
    name: f"{name.lower()}@demo.clusterhub.example"
    for name in ("Alma", "Bruno", "Chiara", "Dovile")
}
PAIRS = (("Alma", "Bruno"), ("Alma", "Chiara"), ("Bruno", "Chiara"), ("Chiara", "Dovile"))
LETTERS = "select count(*) from letters_letter where kind = 'meetings changed'"
MANY_TABS = 80


class Keyboard:
    """Somebody who has no mouse: she goes on until she stands where she wants to be."""

    def __init__(self, page):
        self.page = page

    def go_to(self, target):
        target.wait_for()
        for _ in range(MANY_TABS):
            if target.evaluate("each => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"No way by keyboard to {target}.")

    def press(self, role, name, key="Enter"):
        main = self.page.locator("main")
        self.go_to(main.get_by_role(role, name=name, exact=True).first)
        self.page.keyboard.press(key)

    def type(self, label, words):
        self.go_to(self.page.locator("main").get_by_label(label).first)
        self.page.keyboard.type(words)


@pytest.fixture
def desk(page_of, site):
    """Eva's page of the meetings of an event at which six people are confirmed."""
    page = page_of("Eva")
    page.goto(f"{site.url}/events/{site.value(EVENT)}/edit/")
    return page


def heading(page, words):
    page.get_by_role("heading", name=words, exact=True).first.wait_for()


def switch_on(page):
    """From nothing to slots, without a mouse."""
    keys = Keyboard(page)
    keys.press("link", "Rules, slots and schedules")
    heading(page, "1:1 meetings")
    keys.press("button", "Begin")
    heading(page, "Rules of the meetings")
    keys.press("button", "Save")
    heading(page, "Slots and tables")
    keys.type("From", "0930AM")
    keys.type("Until", "1030AM")
    keys.type("Tables", "2")
    keys.press("button", "Make the slots")
    page.get_by_text("3 slots were made.").wait_for()
    assert_accessible(page, TWO_LOOKS)


def take_part(page_of, site):
    """Everybody by the mailed invitation; the addresses of their own pages."""
    own = {}
    for name, address in PEOPLE.items():
        page = page_of("nobody", viewport={"width": 390, "height": 800})
        link = mail_to(site, address, f"{site.url}/r/", about="meet people there one to one")
        token = re.search(r"/r/[^/]+/", link)[0]
        page.goto(f"{site.url}{token}meetings/profile/")
        page.get_by_role("button", name="Take part", exact=True).click()
        page.get_by_text("You take part.").wait_for()
        own[name] = (page, f"{site.url}{token}meetings/")
    return own


def put_together(page, one, other):
    page.get_by_role("link", name="Who takes part").first.click()
    page.locator("main table").get_by_role("link", name=re.compile(one)).click()
    page.get_by_label("Name or organisation").fill(other)
    page.get_by_role("button", name="Look").click()
    page.get_by_role("button", name="Put the two together").click()
    page.get_by_text("The two are told that they meet.").wait_for()


def make_schedule(page, number, fairness):
    """Press the button, wait for the worker."""
    keys = Keyboard(page)
    keys.press("link", "Schedules")
    heading(page, "Schedules")
    if fairness:
        keys.go_to(page.get_by_role("radio", name="Where it costs nothing"))
        page.keyboard.press("ArrowDown")
    keys.press("button", "Make a schedule")
    heading(page, f"Schedule {number}")
    page.get_by_role("heading", name="Publish it").wait_for(timeout=90_000)
    assert "8 of at most 8" in page.locator("main").inner_text()


def test_from_switching_on_to_a_repair(desk, page_of, site):
    switch_on(desk)
    desk.get_by_role("link", name="Who takes part").first.click()
    desk.get_by_role("button", name="Invite them").click()
    desk.get_by_text("people are invited.").wait_for()
    own = take_part(page_of, site)
    for one, other in PAIRS:
        put_together(desk, one, other)
    before = site.value(LETTERS)

    compare_two_and_publish(desk, site, before)
    alma, meetings = own["Alma"]
    alma.goto(f"{meetings}schedule/")
    assert alma.get_by_text("Table ").count() >= 2

    put_together(desk, "Alma", "Dovile")
    take_a_free_time(alma, f"{meetings}schedule/")
    assert site.becomes(LETTERS, before + 6)  # The two.

    dovile, meetings = own["Dovile"]
    dovile.goto(f"{meetings}profile/")
    dovile.get_by_role("button", name="Leave the meetings").click()
    dovile.get_by_text("You do not take part any more.").wait_for()
    assert site.becomes(LETTERS, before + 9)  # She, Alma and Chiara, each once.
    repair(desk, site, before + 9)


def compare_two_and_publish(page, site, before):
    """Nobody is told anything of all this, until everybody is told once."""
    make_schedule(page, 1, fairness=False)
    make_schedule(page, 2, fairness=True)
    assert_accessible(page, TWO_LOOKS)
    keys = Keyboard(page)
    keys.press("link", "Schedules")
    for number in (2, 1):
        keys.press("checkbox", f"Schedule {number}", key="Space")
    keys.press("button", "Put the chosen side by side")
    heading(page, "Schedules side by side")
    assert page.get_by_text("8 of at most 8").count() == 2
    assert_accessible(page, TWO_LOOKS)
    assert site.value(LETTERS) == before

    keys.press("link", "Schedule 2")
    heading(page, "Schedule 2")
    keys.press("button", "Publish")
    page.get_by_text("Published. 4 people are told what is new for them.").wait_for()
    assert site.becomes(LETTERS, before + 4)
    take_paper(page)


def take_paper(page):
    """Asked for by a button; the page looks again by itself until the worker has drawn it."""
    page.get_by_role("link", name="Files").first.click()
    heading(page, "The plan as files")
    page.locator("li", has_text="Who sits where").get_by_role("button").click()
    page.get_by_role("link", name="Take it (PDF)").wait_for(timeout=60_000)
    assert_accessible(page, TWO_LOOKS)
    with page.expect_download() as download:
        page.get_by_role("link", name="Take it (PDF)").click()
    assert download.value.suggested_filename.endswith("-meetings-floor.pdf")
    page.get_by_role("link", name="Schedules").first.click()


def take_a_free_time(page, schedule):
    """A meeting that was agreed after the schedule: what is free is offered, on a phone."""
    page.goto(schedule)
    assert_accessible(page, TWO_LOOKS)
    page.get_by_role("link", name="See what is free").click()
    page.get_by_text("At these times both of you are free").wait_for()
    assert_accessible(page, TWO_LOOKS)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Take this time").click()
    page.get_by_text("Both of you are told.").wait_for()


def repair(page, site, told):
    """A slot falls away: shown first, then done, and each of those concerned gets one letter."""
    page.get_by_role("link", name="Slots and tables").first.click()
    page.locator("label", has_text="1 meeting").first.click()
    page.get_by_role("button", name="Remove the chosen slots").click()
    heading(page, "Repair the meetings")
    page.get_by_text("nothing is changed yet").wait_for()
    shown = page.locator(".move-counts").inner_text()
    assert_accessible(page, TWO_LOOKS)
    assert site.value(LETTERS) == told
    page.get_by_role("button", name="Do it").click()
    done = page.get_by_text(re.compile(r"Done\. \d people are told")).inner_text()

    count = re.search(r"\d", done)[0]
    assert f"{count} people are told" in shown
    assert site.becomes(LETTERS, told + int(count))
    heading(page, "The plan of meetings")
    assert_accessible(page, TWO_LOOKS)
