"""Katarina posts an idea by the link to her registration, Anna joins it, Eva groups it with a similar one;
on the board the two write and share out the work, and become a consortium."""

import re

from tests.browser.accessibility import TWO_LOOKS, assert_accessible
from tests.browser.pages_of_labs import LAB
from tests.browser.site import mail_to

KATARINA = "lab.2@demo.clusterhub.example"  # Of the sample: registered, without an account.


def test_an_idea_becomes_a_consortium(page_of, site):
    slug = site.value(LAB)
    eva, hers, anna = page_of("Eva"), page_of("nobody"), page_of("Anna")

    number = post(hers, site)

    anna.goto(f"{site.url}/events/{slug}/ideas/{number}/")
    assert "Katarina Hrastnik" in anna.locator("main").inner_text()
    anna.get_by_role("button", name="Work on it").click()
    anna.get_by_text("You work on it.").wait_for()

    eva.goto(f"{site.url}/events/{slug}/edit/lab/")
    eva.get_by_label("Choose Windows that move house").check()
    eva.get_by_label("Make a group of the chosen ideas, called").fill("Windows")
    eva.get_by_role("button", name="Make the group", exact=True).click()
    eva.get_by_text("A new group.").wait_for()

    board = share_out(anna, hers)

    write_at_once(anna, hers)

    anna.goto(f"{board}call/?q=circular+timber")
    anna.get_by_role("button", name="Aim at it Circular timber (sample)").click()
    anna.get_by_role("button", name="Become a consortium").click()
    anna.get_by_role("heading", name="Consortium", exact=True).wait_for()
    assert "No, because:" in anna.locator("main").inner_text()
    confirm(hers, anna)


def post(hers, site):
    """By the link in her mail; the number of her idea."""
    hers.goto(mail_to(site, KATARINA, "/r/"))
    hers.get_by_role("link", name="Ideas and groups").click()
    hers.get_by_role("heading", name="Ideas", exact=True).wait_for()
    assert_accessible(hers, TWO_LOOKS)
    hers.get_by_role("link", name="Post an idea").click()
    hers.get_by_label("Your idea in one line").fill("Windows that move house")
    hers.get_by_label("The challenge").fill("Windows with a frame of oak outlive their houses.")
    hers.get_by_label("The problem").fill("Nobody measures a window before it is broken.")
    assert_accessible(hers, TWO_LOOKS)
    hers.get_by_role("button", name="Post it").click()
    hers.get_by_role("heading", name="Windows that move house").wait_for()
    assert_accessible(hers, TWO_LOOKS)
    return re.search(r"/ideas/(\d+)/", hers.url)[1]


def share_out(anna, hers):
    """Anna adds a role and Katarina takes it; the address of the board."""
    anna.reload()
    anna.get_by_role("link", name="Windows", exact=True).click()
    anna.get_by_role("heading", name="Windows", exact=True).wait_for()
    board = anna.url
    anna.get_by_text("Add a role").click()
    anna.get_by_label("What this role does").fill("Measures windows")
    anna.get_by_role("button", name="Add the role").click()
    hers.reload()
    hers.get_by_role("link", name="Windows", exact=True).click()
    hers.get_by_role("button", name="Take it Measures windows").click()
    hers.locator("li", has_text="Measures windows").get_by_text("Katarina Hrastnik").wait_for()
    assert_accessible(hers, TWO_LOOKS)
    return board


def write_at_once(anna, hers):
    """Both have the same text open; who saves second loses nothing."""
    anna.get_by_role("link", name="Write a text").click()
    anna.get_by_label("Heading").fill("Aim")
    anna.get_by_role("button", name="Save").click()
    for page in (anna, hers):
        page.reload()
        page.get_by_role("link", name="Change Aim").click()
    anna.get_by_label("Text").fill("A hundred windows")
    anna.get_by_role("button", name="Save").click()
    hers.get_by_label("Text").fill("Ten windows")
    hers.get_by_role("button", name="Save").click()
    hers.get_by_text("Somebody saved this text while you wrote.").wait_for()
    assert "A hundred windows" in hers.locator("main").inner_text()
    assert hers.get_by_label("Text").input_value() == "Ten windows"
    assert_accessible(hers, TWO_LOOKS)
    hers.get_by_label("Text").fill("Ten windows, then a hundred")
    hers.get_by_role("button", name="Save").click()
    hers.get_by_text("Ten windows, then a hundred").wait_for()


def confirm(hers, anna):
    """Katarina speaks for her own firm, and nobody else confirms it."""
    hers.reload()
    hers.get_by_role("link", name="Consortium").click()
    hers.get_by_text("It is not listed").click()
    hers.get_by_label("Name of the organisation").fill("Story Windows")
    hers.get_by_label("It is mine: I speak for it").check()
    hers.get_by_role("button", name="Add the partner").click()
    anna.reload()
    assert anna.get_by_role("button", name="We take part Story Windows").count() == 0
    hers.get_by_role("button", name="We take part Story Windows").click()
    hers.locator("tr", has_text="Story Windows").get_by_text("Confirmed").wait_for()
    assert_accessible(hers, TWO_LOOKS)
