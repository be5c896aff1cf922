"""Eva opens a door; Dora works it on her phone, with the network gone and by keyboard alone."""

import re

import pytest

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.site import mail_to
from tests.browser.wire import Wire

EVENT = "select slug from events_event where title like 'Open house%'"
PERSON = (
    "select r.{} from events_registration r join events_event e on e.id = r.event_id"
    " where e.title like 'Open house%' and r.name = '{}'"
)
HERE = (
    "select count(*) from events_checkin c join events_registration r on r.id = c.registration_id"
    " where r.name = '{}' and c.undone_at is null and c.door_id in"
    " (select id from events_door where name like 'Phone%')"
)
PHONE = {"viewport": {"width": 390, "height": 800}}


@pytest.fixture
def open_door(page_of, site):
    """The link of a new door, as Eva finds it on her page."""
    page = page_of("Eva")

    def open_door(name):
        page.goto(f"{site.url}/events/{site.value(EVENT)}/door/")
        page.get_by_label("Name of the door").fill(name)
        page.get_by_role("button", name="Open the door").click()
        row = page.locator("article", has=page.get_by_role("heading", name=name))
        return row.locator(".doors__link").inner_text()

    open_door.page = page
    return open_door


@pytest.fixture
def wire(site):
    wire = Wire(site)
    yield wire
    wire.close()


def code_of(site, name):
    return site.value(PERSON.format("ticket_code", name))


def shown(page, word, name=""):
    result = page.locator("#door-result")
    result.get_by_text(word, exact=True).wait_for()
    if name:
        result.locator(".door__name", has_text=name).wait_for()


def type_code(page, code):
    page.get_by_label("Code").focus()
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def ready(page, address):
    page.goto(address)
    page.locator("html[data-kept=true]").wait_for(state="attached")
    page.locator("#door-state", has_text="List of").wait_for()


def test_check_in_works_with_the_network_gone(open_door, page_of, site, wire):
    address = open_door("Phone 1")
    assert_accessible(open_door.page, TWO_LOOKS)
    phone, other = page_of("nobody", **PHONE), page_of("nobody", **PHONE)
    ready(phone, wire.through(address))
    ready(other, open_door("Phone 2"))

    wire.cut(phone)
    phone.locator("#door-state", has_text="No network").wait_for()
    type_code(phone, code_of(site, "Alma Berg"))
    shown(phone, "Come in", "Alma Berg")
    phone.reload()  # The page and what was scanned are on the phone.
    phone.locator("#door-state", has_text="Scans to be sent: 1").wait_for()
    type_code(phone, code_of(site, "Alma Berg").lower())
    shown(phone, "Already in", "Alma Berg")
    type_code(phone, "2222222222222")
    shown(phone, "Not on the list")
    type_code(phone, code_of(site, "Goran Petek"))
    shown(phone, "Registered online", "Goran Petek")
    type_code(phone, code_of(site, "Bruno Costa"))
    shown(phone, "Come in", "Bruno Costa")
    assert site.value(HERE.format("Alma Berg")) == 0

    type_code(other, code_of(site, "Alma Berg"))  # Through the other door in the meantime.
    shown(other, "Come in", "Alma Berg")
    wire.mend(phone)
    phone.locator("#door-state", has_text="Connected").wait_for()
    told_late = phone.locator("#door-recent li", has_text="Alma Berg · Already in")
    told_late.nth(1).wait_for()  # The scan before the page was loaded again turned out to be late.
    shown(phone, "Come in", "Bruno Costa")
    phone.locator("#door-recent li", has_text="Not a ticket of ours").wait_for()

    assert "Scans to be sent" not in phone.locator("#door-state").inner_text()
    assert site.becomes(HERE.format("Alma Berg"), 1)
    assert site.becomes(HERE.format("Bruno Costa"), 1)


def test_a_list_that_was_changed_on_the_device_is_thrown_away(open_door, page_of, site, wire):
    phone = page_of("nobody", **PHONE)
    ready(phone, wire.through(open_door("Phone 3")))

    wire.cut(phone)
    phone.evaluate(
        """() => {
            const [place] = Object.keys(localStorage).filter((key) => key.endsWith("/list"));
            localStorage[place] = localStorage[place].replace("Chiara Neri", "Mallory Eve");
        }"""
    )
    phone.reload()
    phone.locator("#door-state", has_text="was changed and is thrown away").wait_for()
    type_code(phone, code_of(site, "Chiara Neri"))
    shown(phone, "Kept, not checked")

    wire.mend(phone)
    phone.locator("#door-state", has_text="List of").wait_for()
    shown(phone, "Come in", "Chiara Neri")


def test_door_is_used_by_keyboard_alone(open_door, page_of, site):
    page = page_of("nobody")
    ready(page, open_door("Phone 4"))

    page.keyboard.type(code_of(site, "Emil Novák"))  # The field has the focus already.
    page.keyboard.press("Enter")
    shown(page, "Come in", "Emil Novák")
    assert_accessible(page, TWO_LOOKS)
    page.get_by_role("button", name=re.compile("Undo")).first.focus()
    page.keyboard.press("Enter")
    shown(page, "Taken back", "Emil Novák")
    page.get_by_label("From three letters").focus()
    page.keyboard.type("nova")  # Without the accent.
    page.locator("#door-found").get_by_text("Emil Novák").first.wait_for()
    for _ in range(2):  # Past the button "Find".
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    shown(page, "Come in", "Emil Novák")

    assert site.becomes(HERE.format("Emil Novák"), 1)


def test_a_door_without_script_takes_typed_codes_names_and_walk_ins(open_door, page_of, site):
    address = open_door("Phone 5")
    page = page_of("nobody", java_script_enabled=False, **PHONE)

    page.goto(address)
    type_code(page, code_of(site, "Dovilė Kalnina"))
    shown(page, "Come in", "Dovilė Kalnina")
    page.get_by_role("button", name="Undo").click()
    shown(page, "Taken back", "Dovilė Kalnina")
    page.get_by_label("From three letters").fill("Dovil")
    page.get_by_role("button", name="Find").click()
    page.locator("#door-found").get_by_role("button").click()
    shown(page, "Come in", "Dovilė Kalnina")
    page.get_by_text("Somebody without a registration").click()
    page.locator(".door__walk-in").get_by_label("Name").fill("Nora Newcomer")
    page.get_by_label("E-mail address").fill("nora.walks@timber.example")
    page.get_by_role("button", name="Register and check in").click()
    shown(page, "Come in", "Nora Newcomer")

    own = mail_to(site, "nora.walks@timber.example", f"{site.url}/r/").removeprefix(site.url)
    guest = page_of("nobody")
    guest.goto(own)
    guest.get_by_role("heading", name="Your ticket").wait_for()
    assert_accessible(guest, TWO_LOOKS)
    guest.get_by_role("link", name="To print").click()
    guest.locator(".ticket__picture").wait_for()
    assert_accessible(guest, TWO_LOOKS)
    guest.goto(f"{own}join/")
    guest.get_by_role("heading", name="You have no place online").wait_for()
    assert_accessible(guest, TWO_LOOKS)
    guest.goto(f"{site.url}/t/{site.value(PERSON.format('ticket_code', 'Nora Newcomer'))}/")
    guest.get_by_role("heading", name="Open house").wait_for()
    assert_accessible(guest, TWO_LOOKS)


def test_a_phone_that_opens_a_ticket_is_led_to_its_door(open_door, page_of, site):
    stranger, phone = page_of("nobody"), page_of("nobody", **PHONE)
    ticket = f"{site.url}/t/{code_of(site, 'Łukasz Żak')}/"
    ready(phone, open_door("Phone 6"))

    stranger.goto(ticket)
    phone.goto(ticket)
    phone.get_by_role("link", name="Check in: Phone 6").click()
    shown(phone, "Come in", "Łukasz Żak")

    assert stranger.get_by_role("link", name="Check in").count() == 0
