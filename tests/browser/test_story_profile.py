"""Anna brings a cluster into the directory: she writes, a validator decides, a visitor finds it."""

import re

import pytest

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.site import mail_to

NUMBERS = {"sme": "14", "large": "1", "public": "2"}


def press(page, words):
    page.locator("main").get_by_role("button", name=words, exact=True).first.click()


def follow(page, words):
    page.locator("main").get_by_role("link", name=words, exact=True).first.click()


def judge(page, has_script):
    """Once is enough: the pages are the same with and without a script."""
    if has_script:
        assert_accessible(page, TWO_LOOKS)


def start(page, site, name, has_script):
    """Country, kind, name; a town that may be two is asked about. Returns the profile's address."""
    page.goto(f"{site.url}/organisations/new/")
    page.get_by_label("In which country does it sit?").select_option(label="Germany")
    press(page, "Continue")
    page.get_by_label("Cluster organisation").check()
    press(page, "Continue")
    page.get_by_label("Name in English").fill(name)
    page.locator("[name=city]").fill("Halle")
    host = name.lower().replace(" ", "-")
    page.locator("[name=website]").fill(f"https://{host}.example")
    page.locator("[name=english_website]").fill(f"https://{host}.example/en")
    page.locator("[name=description]").fill("Salt works and their machine builders.")
    press(page, "Make the draft")
    page.get_by_label("Halle (Saale)").wait_for()
    judge(page, has_script)
    page.get_by_label("Halle (Saale)").check()
    press(page, "Make the draft")
    page.wait_for_url(re.compile("/standing/$"))
    return page.url.removesuffix("standing/")


def criteria_met(page):
    words = page.locator("section", has=page.locator("#criteria")).locator(".section-head span")
    return words.inner_text()


def fill_parts(page, profile, has_script):
    page.goto(f"{profile}edit/")
    follow(page, "Staff")
    page.locator("[name=staff_fte]").fill("1.5")
    press(page, "Save")
    follow(page, "What we do")
    judge(page, has_script)
    page.locator("[name=services]").fill("Study visits to salt works.")
    press(page, "Save")
    page.goto(f"{profile}counts/")
    page.locator("[name=counted_on]").fill("2026-01-15")
    for name, number in NUMBERS.items():
        page.locator(f"[name={name}]").fill(number)
    press(page, "Record it")


def decide(page, site, name, has_script):
    page.goto(f"{site.url}/validation/")
    follow(page, name)
    press(page, "Take the case")
    judge(page, has_script)
    page.get_by_label("List it", exact=True).check()
    press(page, "Decide")
    page.wait_for_url(re.compile("/validation/$"))


def found_within_seconds(page, address, name):
    """What was decided is to be found within two seconds; a shared machine gets a few more."""
    return shown_within_seconds(
        page, address, page.locator("#results").get_by_role("link", name=name)
    )


def shown_within_seconds(page, address, found):
    """Each thread of the server looks at the index by itself: the next page may be a moment behind."""
    for _ in range(40):
        page.goto(address)
        if found.count():
            return True
        page.wait_for_timeout(500)
    return False


@pytest.mark.slow
@pytest.mark.parametrize("has_script", [True, False])
def test_a_cluster_manager_makes_her_profile_and_a_validator_lists_it(page_of, site, has_script):
    name = "Saale Salt Works Cluster" if has_script else "Trotha Brine Pumps Cluster"
    anna = page_of("Anna", java_script_enabled=has_script)
    vera = page_of("Vera", java_script_enabled=has_script)
    visitor = page_of("nobody", java_script_enabled=has_script)

    profile = start(anna, site, name, has_script)
    hidden = visitor.goto(profile).status
    before = criteria_met(anna)
    fill_parts(anna, profile, has_script)
    anna.goto(f"{profile}standing/")
    after = criteria_met(anna)
    judge(anna, has_script)
    press(anna, "Hand in for review")
    anna.get_by_text("Waiting for review since").wait_for()
    decide(vera, site, name, has_script)
    anna.reload()

    assert (before, after) == ("0 of 5 met", "5 of 5 met")
    assert hidden == 404
    assert anna.locator(".lead").inner_text().startswith("Listed")
    assert found_within_seconds(visitor, f"{site.url}/organisations/?q={name}", name)
    row = visitor.locator("#areas tbody tr", has_text="Germany")
    assert shown_within_seconds(visitor, f"{site.url}/organisations/map/?q={name}", row)
    assert row.locator("td").first.inner_text().split()[0] == "1"
    visitor.goto(f"{site.url}/regions/DEE02/")
    assert visitor.get_by_role("link", name=name).count() == 1


def test_an_invited_colleague_reads_what_she_is_asked(same_page_of, site):
    page = same_page_of("Eva")
    page.goto(mail_to(site, "olle@northern-timber-cluster.example", "/invitations/"))

    assert "Northern Timber Cluster (sample)" in page.locator("main").inner_text()
    assert_accessible(page, TWO_LOOKS)


def test_a_reminder_is_answered_with_one_click_and_without_signing_in(page_of, site):
    page = page_of("nobody", java_script_enabled=False)
    page.goto(mail_to(site, "anna.member@demo.clusterhub.example", "/confirm/"))
    words = page.locator("h1").inner_text()

    press(page, "All this is still true")

    assert words == "Is this still true?"
    page.get_by_text("Thank you. Noted as true today.").wait_for()
    assert page.get_by_role("button", name="All this is still true").count() == 0


def test_the_page_behind_a_reminder_is_accessible(same_page_of, site):
    page = same_page_of("nobody")

    page.goto(mail_to(site, "anna.member@demo.clusterhub.example", "/confirm/"))

    assert_accessible(page, TWO_LOOKS)


def test_a_contact_says_no_and_yes_by_her_link(page_of, site):
    anna = page_of("Anna")
    anna.goto(f"{site.url}/organisations/northern-timber-cluster-sample/contacts/")
    anna.get_by_label("Name").fill("Tove Example")
    anna.get_by_label("E-mail").fill("tove@northern-timber-cluster.example")
    anna.get_by_label("Who may see it").select_option(label="Everyone")
    press(anna, "Add and ask")
    anna.get_by_text("Added. We have asked for consent by mail.").wait_for()

    tove = page_of("nobody")
    tove.goto(mail_to(site, "tove@northern-timber-cluster.example", "/contact-consent/"))
    assert_accessible(tove, TWO_LOOKS)
    press(tove, "No, do not show me")
    tove.get_by_text("You have said no.").wait_for()
    press(tove, "Yes, show me")
    tove.get_by_text("You have said yes.").wait_for()

    visitor = page_of("nobody")
    visitor.goto(f"{site.url}/organisations/northern-timber-cluster-sample/")
    assert visitor.get_by_text("Tove Example").count() == 1
