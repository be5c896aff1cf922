"""An account with no password: opened by a code, changed, and opened again by a passkey."""

import re

import pytest

from tests.browser.accessibility import TWO_LOOKS, assert_accessible

NEW = "nora.newcomer@clusters.example"
COMING = "select '/events/' || slug || '/' from events_event where starts_at > date('now')"


def code_from_outbox(page, site, address):
    """The newest code sent to this address, read as a person would: on the outbox page."""
    outbox = page.context.new_page()
    outbox.goto(f"{site.url}/outbox/")
    words = outbox.locator("article", has_text=address).first.inner_text()
    outbox.close()
    return re.search(r"^\s*([A-Z0-9]{3,4}-[A-Z0-9]{3,4})\s*$", words, re.M)[1]


def ask_for_code(page, site, path, address):
    page.goto(site.url + path)
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_role("heading", name="Enter your code").wait_for()


def enter_code(page, code):
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Go on").click()


@pytest.mark.parametrize("has_script", [True, False])
def test_nora_opens_an_account_and_comes_back(page_of, site, has_script):
    address = NEW if has_script else f"script-free.{NEW}"
    page = page_of("nobody", java_script_enabled=has_script)

    ask_for_code(page, site, "/account/signup/", address)
    if has_script:
        assert_accessible(page, TWO_LOOKS)
    enter_code(page, code_from_outbox(page, site, address))
    page.get_by_role("heading", name="Almost there").wait_for()
    if has_script:
        assert_accessible(page, TWO_LOOKS)
    page.get_by_label("Your name").fill("Nora Newcomer")
    page.locator("input[name=terms]").check()
    page.get_by_role("button", name="Finish").click()
    page.locator("header .menu summary").click()
    page.get_by_role("link", name="Sign out").click()
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.locator("header").get_by_role("link", name="Sign in").wait_for()
    ask_for_code(page, site, "/account/login/", address)
    if has_script:
        assert_accessible(page, TWO_LOOKS)
    enter_code(page, code_from_outbox(page, site, address))

    page.locator("header .menu summary").wait_for()
    page.goto(f"{site.url}/account/")
    assert page.get_by_label("Your name").input_value() == "Nora Newcomer"


def test_a_wrong_code_is_refused_in_words(page_of, site):
    page = page_of("nobody")
    ask_for_code(page, site, "/account/login/", "anna.member@demo.clusterhub.example")

    enter_code(page, "AAA-AAA")

    page.locator(".error-summary").wait_for()
    assert page.locator("header .menu").count() == 0
    assert_accessible(page, TWO_LOOKS)


def test_the_zone_of_the_profile_changes_the_hours(page_of, site):
    page, event = page_of("Anna"), site.url + site.value(COMING)
    page.goto(event)
    before = page.locator("main").inner_text()

    page.goto(f"{site.url}/account/")
    page.get_by_label("Time zone").select_option("Asia/Tokyo")
    page.get_by_role("button", name="Save the profile").click()
    page.get_by_role("status").first.wait_for()
    page.goto(event)
    after = page.locator("main").inner_text()

    assert "where you are" not in before or "Tokyo" not in before
    assert "where you are (Tokyo)" in after


def test_a_visitors_device_says_the_zone(page_of, site):
    page = page_of("nobody", timezone_id="America/New_York")

    page.goto(site.url)
    page.goto(site.url + site.value(COMING))

    assert "where you are (New York)" in page.locator("main").inner_text()


def test_a_passkey_is_added_and_opens_the_account(page_of, site):
    page = page_of("nobody")
    _plug_in_a_key(page)
    ask_for_code(page, site, "/account/login/", "vera.validator@demo.clusterhub.example")
    enter_code(page, code_from_outbox(page, site, "vera.validator@demo.clusterhub.example"))
    page.locator("header .menu summary").wait_for()

    page.goto(f"{site.url}/account/2fa/webauthn/add/")
    assert_accessible(page, TWO_LOOKS)
    page.get_by_label("A name for it").fill("Blue key")
    page.locator("input[name=passwordless]").check()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url(lambda address: not address.endswith("/add/"))
    page.context.clear_cookies()
    page.goto(f"{site.url}/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    page.locator("header .menu summary").wait_for()
    page.locator("header .menu summary").click()
    assert "Vera Horváth" in page.locator("header .menu").inner_text()


def _plug_in_a_key(page):
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
