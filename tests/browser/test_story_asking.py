"""Nils asks to come to a laboratory, types the code of the mail, is accepted by Eva, says what he eats,
and brings a colleague; Lea comes by her invitation."""

import re

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.pages_of_events import LAB
from tests.browser.site import mail_to

NILS = "nils@timber.example"
GUEST = "lea@demo.clusterhub.example"


def code_to(site, address):
    """The code of six figures in the newest mail to an address."""
    mail_to(site, address, "/r/")
    files = sorted((site.folder / "outbox").glob("*.log"), key=lambda file: file.stat().st_mtime)
    mails = re.split(r"^-{79}$", "".join(file.read_text() for file in files), flags=re.M)
    codes = [re.findall(r"\b\d{3} \d{3}\b", mail) for mail in mails if f"To: {address}" in mail]
    return codes[-1][0]


def test_nils_asks_is_accepted_and_says_what_he_needs(page_of, site):
    slug = site.value(LAB)
    page = page_of("nobody")
    page.goto(f"{site.url}/events/{slug}/")
    page.get_by_label("Your name").fill("Nils Berg")
    page.get_by_label("E-mail address").fill(NILS)
    page.get_by_label("Your organisation").fill("Berg Timber")
    page.get_by_label("Your idea in three sentences").fill("Beams with a passport.")
    page.get_by_label("Your country").select_option(label="Austria")
    page.locator("#register").get_by_role("button", name="Ask to come").click()

    page.get_by_role("heading", name="Look into your mailbox").wait_for()
    assert_accessible(page, TWO_LOOKS)
    page.get_by_label("Six figures").fill(code_to(site, NILS))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("heading", name="Your request is with the organisers").wait_for()
    own = page.url

    eva = page_of("Eva")
    eva.goto(f"{site.url}/events/{slug}/people/approval/")
    his = eva.locator("li", has_text="Nils Berg")
    his.get_by_role("button", name="Accept").click()
    eva.get_by_text("Accepted.").wait_for()

    page.goto(own)
    page.get_by_role("heading", name="You are registered", exact=True).wait_for()
    assert_accessible(page, TWO_LOOKS)
    page.get_by_role("link", name="Answer or change").click()
    page.get_by_label("Vegan").check()
    assert_accessible(page, TWO_LOOKS)
    page.get_by_role("button", name="Save").click()
    assert "Vegan" in page.locator("main").inner_text()

    page.get_by_role("link", name="Bring a colleague").click()
    assert_accessible(page, TWO_LOOKS)
    page.get_by_label("Name of your colleague").fill("Olga Berg")
    page.get_by_label("E-mail address of your colleague").fill("olga@timber.example")
    page.get_by_role("button", name="Write to my colleague").click()
    page.get_by_text("You have brought 1 colleague").wait_for()


def test_lea_comes_by_her_invitation(page_of, site):
    page = page_of("nobody")

    page.goto(mail_to(site, GUEST, "/g/"))
    page.get_by_role("heading", name="You are invited").wait_for()
    assert_accessible(page, TWO_LOOKS)
    page.get_by_role("button", name="I am coming").click()

    page.get_by_role("heading", name="You are registered", exact=True).wait_for()
